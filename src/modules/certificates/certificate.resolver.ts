import { Args, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { IdPipe } from '../../graphql/id.pipe.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import type { CertificateId } from '../../kernel/ids.js';
import { CertificateQueries } from './certificate.queries.js';
import {
  CertificateConnection,
  CertificatePageArgs,
  CollectedCertificateType,
  CollectionConnection,
  CollectionPageArgs,
  ComplianceCertificateType,
  MissingCertificateType,
  MissingConnection,
  MissingPageArgs,
} from './certificate.types.js';
import { MissingCertificates } from './missing-certificates.queries.js';

@Resolver()
export class CertificateResolver {
  constructor(
    private readonly queries: CertificateQueries,
    private readonly missing: MissingCertificates,
  ) {}

  @Query(() => ComplianceCertificateType, {
    nullable: true,
    description: 'One compliance certificate; nothing where you may not see it.',
  })
  @Requires('certificate:read')
  async complianceCertificate(
    @Ctx() ctx: Context,
    @Args('id', { type: () => ID, description: 'Its id.' }, IdPipe) id: CertificateId,
  ): Promise<ComplianceCertificateType | null> {
    const row = await this.queries.find(ctx, id);
    return row && ComplianceCertificateType.of(ctx.language, row);
  }

  @Query(() => CertificateConnection, {
    description: 'Compliance certificates on batches you may see, the latest first.',
  })
  @Requires('certificate:read')
  async complianceCertificates(
    @Ctx() ctx: Context,
    @Args() { filter, first, after }: CertificatePageArgs,
  ): Promise<CertificateConnection> {
    const page = await this.queries.page(ctx, filter ?? {}, { first, after });
    const edges = page.edges.map((edge) => ({
      ...edge,
      node: ComplianceCertificateType.of(ctx.language, edge.node),
    }));
    return Object.assign(new CertificateConnection(), { ...page, edges, filter: filter ?? {} });
  }

  @Query(() => CollectionConnection, {
    description: 'Certificates that were collected with deliveries you may see, the latest first.',
  })
  @Requires('certificate:read')
  async collectedCertificates(
    @Ctx() ctx: Context,
    @Args() { filter, first, after }: CollectionPageArgs,
  ): Promise<CollectionConnection> {
    const page = await this.queries.collections(ctx, filter ?? {}, { first, after });
    const edges = page.edges.map((edge) => ({ ...edge, node: CollectedCertificateType.of(edge.node) }));
    return Object.assign(new CollectionConnection(), { ...page, edges, filter: filter ?? {} });
  }

  @Query(() => MissingConnection, {
    description:
      'What your organisation still has to issue or to collect since the duty began on 2026-02-01, longest waiting first.',
  })
  @Requires('certificate:read')
  async missingCertificates(
    @Ctx() ctx: Context,
    @Args() { filter, first, after }: MissingPageArgs,
  ): Promise<MissingConnection> {
    const page = await this.missing.page(ctx, filter ?? {}, { first, after });
    const edges = page.edges.map((edge) => ({
      ...edge,
      node: MissingCertificateType.of(ctx.language, edge.node),
    }));
    return Object.assign(new MissingConnection(), { ...page, edges, filter: filter ?? {} });
  }
}

/** Counts only when somebody asks for the number. */
@Resolver(() => CertificateConnection)
export class CertificateConnectionResolver {
  constructor(private readonly queries: CertificateQueries) {}

  @ResolveField(() => Int, { description: 'How many there are in all.' })
  totalCount(@Ctx() ctx: Context, @Parent() { filter }: CertificateConnection): Promise<number> {
    return this.queries.count(ctx, filter);
  }
}

/** Counts only when somebody asks for the number. */
@Resolver(() => CollectionConnection)
export class CollectionConnectionResolver {
  constructor(private readonly queries: CertificateQueries) {}

  @ResolveField(() => Int, { description: 'How many there are in all.' })
  totalCount(@Ctx() ctx: Context, @Parent() { filter }: CollectionConnection): Promise<number> {
    return this.queries.countCollections(ctx, filter);
  }
}

/** Counts only when somebody asks for the number. */
@Resolver(() => MissingConnection)
export class MissingConnectionResolver {
  constructor(private readonly missing: MissingCertificates) {}

  @ResolveField(() => Int, { description: 'How many there are in all.' })
  totalCount(@Ctx() ctx: Context, @Parent() { filter }: MissingConnection): Promise<number> {
    return this.missing.count(ctx, filter);
  }
}
