import { Args, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import { IdPipe } from '../../graphql/id.pipe.js';
import type { RunId } from '../../kernel/ids.js';
import { RunQueries } from './run.queries.js';
import { RunConnection, RunPageArgs, RunType } from './run.types.js';

@Resolver(() => RunConnection)
export class RunResolver {
  constructor(private readonly queries: RunQueries) {}

  @Query(() => RunType, { nullable: true, description: 'One run; nothing where you may not see it.' })
  @Requires('batch:read')
  run(
    @Ctx() ctx: Context,
    @Args('id', { type: () => ID, description: 'Its id.' }, IdPipe) id: string,
  ): Promise<RunType | null> {
    return this.queries.byId(ctx, id as RunId);
  }

  @Query(() => RunConnection, {
    description:
      'Receipts, grading, packing and processing runs that you did or that concern your fruit, newest first.',
  })
  @Requires('batch:read')
  async runs(@Ctx() ctx: Context, @Args() { filter, first, after }: RunPageArgs): Promise<RunConnection> {
    const asked = filter ?? {};
    return { ...(await this.queries.page(ctx, asked, { first, after })), filter: asked };
  }

  /** Counted only when somebody asks for the number. */
  @ResolveField(() => Int, { description: 'How many there are in all.' })
  totalCount(@Ctx() ctx: Context, @Parent() { filter }: RunConnection): Promise<number> {
    return this.queries.count(ctx, filter);
  }
}
