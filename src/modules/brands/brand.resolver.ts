import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { expectedRows } from '../../graphql/expected-rows.js';
import { IdPipe } from '../../graphql/id.pipe.js';
import { refused, resultUnion, type Refused } from '../../graphql/refused.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import type { BrandLicenceId } from '../../kernel/ids.js';
import type { AnyRefusal } from '../../kernel/refusal.js';
import type { Result } from '../../kernel/result.js';
import { OrganisationType } from '../organisations/organisation.types.js';
import { OrganisationQueries } from '../organisations/organisation.queries.js';
import { BrandQueries } from './brand.queries.js';
import {
  BrandLicenceConnection,
  BrandLicencePageArgs,
  BrandLicencePayload,
  BrandLicenceType,
  BrandType,
  EndBrandLicenceInput,
  GrantBrandLicenceInput,
} from './brand.types.js';
import { EndBrandLicence } from './commands/end-brand-licence.js';
import { GrantBrandLicence } from './commands/grant-brand-licence.js';
import { LicenceQueries } from './licence.queries.js';

const GrantBrandLicenceResult = resultUnion('GrantBrandLicenceResult', () => BrandLicencePayload);
const EndBrandLicenceResult = resultUnion('EndBrandLicenceResult', () => BrandLicencePayload);

@Resolver(() => BrandLicenceType)
export class BrandResolver {
  constructor(
    private readonly brandQueries: BrandQueries,
    private readonly licences: LicenceQueries,
    private readonly organisations: OrganisationQueries,
    private readonly grant: GrantBrandLicence,
    private readonly end: EndBrandLicence,
  ) {}

  @Query(() => [BrandType], {
    complexity: expectedRows(3),
    description: 'The joint brand and the geographical indications, by code.',
  })
  @Requires('reference:read')
  async brands(@Ctx() ctx: Context): Promise<BrandType[]> {
    return (await this.brandQueries.brands(ctx)).map(BrandType.of);
  }

  @Query(() => BrandLicenceType, { nullable: true, description: 'One licence; nothing where there is none.' })
  @Requires('licence:read')
  async brandLicence(
    @Ctx() ctx: Context,
    @Args('id', { type: () => ID, description: 'Its id.' }, IdPipe) id: BrandLicenceId,
  ): Promise<BrandLicenceType | null> {
    const licence = await this.licences.find(ctx, id);
    return licence && BrandLicenceType.of(licence);
  }

  @Query(() => BrandLicenceConnection, { description: 'Licences to use a brand, the latest to begin first.' })
  @Requires('licence:read')
  async brandLicences(
    @Ctx() ctx: Context,
    @Args() { filter, first, after }: BrandLicencePageArgs,
  ): Promise<BrandLicenceConnection> {
    const page = await this.licences.page(ctx, filter ?? {}, { first, after });
    const edges = page.edges.map(({ cursor, node }) => ({ cursor, node: BrandLicenceType.of(node) }));
    return { ...page, edges, filter: filter ?? {} };
  }

  @Mutation(() => GrantBrandLicenceResult, { description: 'Licenses an organisation to use a brand.' })
  @Requires('licence:manage')
  async grantBrandLicence(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The brand, the organisation and the days.' })
    input: GrantBrandLicenceInput,
  ): Promise<BrandLicencePayload | Refused> {
    return this.answer(ctx, await this.grant.execute(ctx, input));
  }

  @Mutation(() => EndBrandLicenceResult, { description: 'Ends a licence before its time.' })
  @Requires('licence:manage')
  async endBrandLicence(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The licence, its last day and why.' }) input: EndBrandLicenceInput,
  ): Promise<BrandLicencePayload | Refused> {
    return this.answer(ctx, await this.end.execute(ctx, input));
  }

  @ResolveField(() => BrandType, { description: 'The brand.' })
  async brand(@Ctx() ctx: Context, @Parent() { brandCode }: BrandLicenceType): Promise<BrandType> {
    return BrandType.of(await this.brandQueries.present(ctx, brandCode));
  }

  @ResolveField(() => OrganisationType, { description: 'Who holds it.' })
  organisation(
    @Ctx() ctx: Context,
    @Parent() { organisationId }: BrandLicenceType,
  ): Promise<OrganisationType> {
    return this.organisations.present(ctx, organisationId);
  }

  private async answer(
    ctx: Context,
    result: Result<{ licenceId: BrandLicenceId }, AnyRefusal[]>,
  ): Promise<BrandLicencePayload | Refused> {
    if (!result.ok) return refused(ctx, result.error);
    const licence = await this.licences.present(ctx, result.value.licenceId);
    return Object.assign(new BrandLicencePayload(), { licence: BrandLicenceType.of(licence) });
  }
}

/** Counts only when somebody asks for the number. */
@Resolver(() => BrandLicenceConnection)
export class BrandLicenceConnectionResolver {
  constructor(private readonly licences: LicenceQueries) {}

  @ResolveField(() => Int, { description: 'How many there are in all.' })
  totalCount(@Ctx() ctx: Context, @Parent() { filter }: BrandLicenceConnection): Promise<number> {
    return this.licences.count(ctx, filter);
  }
}
