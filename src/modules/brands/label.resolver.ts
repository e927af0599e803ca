import { Args, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { PageArgs } from '../../graphql/connection.js';
import { FilterArg } from '../../graphql/filter-arg.js';
import { IdPipe } from '../../graphql/id.pipe.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import type { LabelDesignId } from '../../kernel/ids.js';
import { LabelQueries, type LabelDesignView } from './label.queries.js';
import {
  LabelDesignConnection,
  LabelDesignFilterInput,
  LabelDesignType,
  LabelRangeConnection,
  LabelRangeFilterInput,
  LabelUseConnection,
  LabelUseFilterInput,
  type LabelDesignPage,
  type LabelRangePage,
  type LabelUsePage,
} from './label.types.js';

@Resolver()
export class LabelResolver {
  constructor(private readonly queries: LabelQueries) {}

  @Query(() => LabelDesignConnection, {
    description: 'Label designs that the base office approved, the latest first.',
  })
  @Requires('licence:read')
  async labelDesigns(
    @Ctx() ctx: Context,
    @Args() page: PageArgs,
    @FilterArg(() => LabelDesignFilterInput, 'Which designs.')
    filter?: LabelDesignFilterInput | null,
  ): Promise<LabelDesignPage> {
    const asked = filter ?? {};
    return { ...(await this.queries.designs(ctx, asked, page)), filter: asked };
  }

  @Query(() => LabelDesignType, {
    nullable: true,
    description: 'One label design; empty where there is none.',
  })
  @Requires('licence:read')
  labelDesign(
    @Ctx() ctx: Context,
    @Args('id', { type: () => ID, description: 'Its id.' }, IdPipe) id: LabelDesignId,
  ): Promise<LabelDesignView | null> {
    return this.queries.design(ctx, id);
  }

  @Query(() => LabelRangeConnection, {
    description: 'Serial numbers issued to you or for a design of yours, the latest first.',
  })
  @Requires('licence:read')
  async labelRanges(
    @Ctx() ctx: Context,
    @Args() page: PageArgs,
    @FilterArg(() => LabelRangeFilterInput, 'Which ranges.')
    filter?: LabelRangeFilterInput | null,
  ): Promise<LabelRangePage> {
    const asked = filter ?? {};
    return { ...(await this.queries.ranges(ctx, asked, page)), filter: asked };
  }

  @Query(() => LabelUseConnection, {
    description: 'Which labels are on the cartons of batches you see, the latest first.',
  })
  @Requires('batch:read')
  async labelUses(
    @Ctx() ctx: Context,
    @Args() page: PageArgs,
    @FilterArg(() => LabelUseFilterInput, 'Which records.')
    filter?: LabelUseFilterInput | null,
  ): Promise<LabelUsePage> {
    const asked = filter ?? {};
    return { ...(await this.queries.uses(ctx, asked, page)), filter: asked };
  }
}

const TOTAL = 'How many there are in all.';

@Resolver(() => LabelDesignConnection)
export class LabelDesignConnectionResolver {
  constructor(private readonly queries: LabelQueries) {}

  @ResolveField(() => Int, { description: TOTAL })
  totalCount(@Ctx() ctx: Context, @Parent() { filter }: LabelDesignPage): Promise<number> {
    return this.queries.countDesigns(ctx, filter);
  }
}

@Resolver(() => LabelRangeConnection)
export class LabelRangeConnectionResolver {
  constructor(private readonly queries: LabelQueries) {}

  @ResolveField(() => Int, { description: TOTAL })
  totalCount(@Ctx() ctx: Context, @Parent() { filter }: LabelRangePage): Promise<number> {
    return this.queries.countRanges(ctx, filter);
  }
}

@Resolver(() => LabelUseConnection)
export class LabelUseConnectionResolver {
  constructor(private readonly queries: LabelQueries) {}

  @ResolveField(() => Int, { description: TOTAL })
  totalCount(@Ctx() ctx: Context, @Parent() { filter }: LabelUsePage): Promise<number> {
    return this.queries.countUses(ctx, filter);
  }
}
