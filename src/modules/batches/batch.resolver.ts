import { Args, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { expectedRows } from '../../graphql/expected-rows.js';
import { CodePipe } from '../../graphql/code.pipe.js';
import { IdPipe } from '../../graphql/id.pipe.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import { type BatchId } from '../../kernel/ids.js';
import { BatchLoaders, type OriginRow } from './batch.loaders.js';
import { BatchQueries } from './batch.queries.js';
import { BatchConnection, BatchOriginType, BatchPageArgs, BatchType, HoldType } from './batch.types.js';

@Resolver(() => BatchType)
export class BatchResolver {
  constructor(
    private readonly queries: BatchQueries,
    private readonly loaders: BatchLoaders,
  ) {}

  @Query(() => BatchType, {
    nullable: true,
    description: 'One batch by id or code; nothing where you may not see it.',
  })
  @Requires('batch:read')
  async batch(
    @Ctx() ctx: Context,
    @Args('id', { type: () => ID, nullable: true, description: 'Its id.' }, IdPipe) id?: BatchId | null,
    @Args('code', { type: () => String, nullable: true, description: 'Its code.' }, CodePipe)
    code?: string | null,
  ): Promise<BatchType | null> {
    const by = id ? { id } : code ? { code } : null;
    const batch = by ? await this.queries.find(ctx, by) : null;
    return batch ? BatchType.of(batch) : null;
  }

  @Query(() => BatchConnection, {
    description: 'Batches you hold, held, are sent, or that yours were made of.',
  })
  @Requires('batch:read')
  async batches(
    @Ctx() ctx: Context,
    @Args() { filter, order, first, after }: BatchPageArgs,
  ): Promise<BatchConnection> {
    const page = await this.queries.page(ctx, filter ?? {}, order, { first, after });
    return Object.assign(new BatchConnection(), {
      ...page,
      edges: page.edges.map((edge) => ({ ...edge, node: BatchType.of(edge.node) })),
      filter: filter ?? {},
    });
  }

  @ResolveField(() => [BatchOriginType], {
    complexity: expectedRows(2),
    description: 'The harvests it came from, largest first.',
  })
  async origins(@Ctx() ctx: Context, @Parent() batch: BatchType): Promise<readonly OriginRow[]> {
    return (await this.loaders.origins.load(ctx, batch.id)) ?? [];
  }

  @ResolveField(() => [HoldType], {
    complexity: expectedRows(1),
    description: 'Its holds, newest first, released ones too.',
  })
  async holds(@Ctx() ctx: Context, @Parent() batch: BatchType): Promise<HoldType[]> {
    return ((await this.loaders.holds.load(ctx, batch.id)) ?? []).map((row) =>
      HoldType.of(ctx.language, row),
    );
  }
}

/** Counts only when somebody asks for the number. */
@Resolver(() => BatchConnection)
export class BatchConnectionResolver {
  constructor(private readonly queries: BatchQueries) {}

  @ResolveField(() => Int, { description: 'How many there are in all.' })
  totalCount(@Ctx() ctx: Context, @Parent() { filter }: BatchConnection): Promise<number> {
    return this.queries.count(ctx, filter);
  }
}
