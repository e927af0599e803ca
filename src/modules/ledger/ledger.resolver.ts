import { Args, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { PageArgs } from '../../graphql/connection.js';
import { IdPipe } from '../../graphql/id.pipe.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import { LedgerQueries } from './ledger.queries.js';
import { LedgerEntryConnection, type LedgerPage } from './ledger.types.js';

@Resolver(() => LedgerEntryConnection)
export class LedgerResolver {
  constructor(private readonly queries: LedgerQueries) {}

  @Query(() => LedgerEntryConnection, {
    description:
      "What was recorded about a plot, batch, lot or anything else, oldest first: by the caller's organisation, or by all for the base office.",
  })
  @Requires('ledger:read')
  async ledgerOf(
    @Ctx() ctx: Context,
    @Args('subjectId', { type: () => ID, description: 'Id of what the entries are about.' }, IdPipe)
    subjectId: string,
    @Args() page: PageArgs,
  ): Promise<LedgerPage> {
    return { ...(await this.queries.ofSubject(ctx, subjectId, page)), subjectId };
  }

  @ResolveField(() => Int, { description: 'How many entries there are in all.' })
  totalCount(@Ctx() ctx: Context, @Parent() page: LedgerPage): Promise<number> {
    return this.queries.countOfSubject(ctx, page.subjectId);
  }
}
