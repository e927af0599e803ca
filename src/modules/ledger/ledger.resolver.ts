import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { PageArgs } from '../../graphql/connection.js';
import { IdPipe } from '../../graphql/id.pipe.js';
import { refused, resultUnion, type Refused } from '../../graphql/refused.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import { EraseText } from './commands/erase-text.js';
import { LedgerQueries } from './ledger.queries.js';
import { EraseTextInput, EraseTextPayload, LedgerEntryConnection, type LedgerPage } from './ledger.types.js';

const EraseTextResult = resultUnion('EraseTextResult', () => EraseTextPayload);

@Resolver(() => LedgerEntryConnection)
export class LedgerResolver {
  constructor(
    private readonly queries: LedgerQueries,
    private readonly erase: EraseText,
  ) {}

  @Query(() => LedgerEntryConnection, {
    description:
      "What was recorded about a plot, batch, lot or anything else, oldest first: by the caller's organisation or shown to it, or by all for the base office.",
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

  @Mutation(() => EraseTextResult, {
    description:
      'Erases for good the texts your organisation wrote about one thing: notes, reasons, titles of papers, names of products and laboratories; as the base office, anybody’s. What was signed stays; refused while it is why a release counts, or a lot passed a gate.',
  })
  @Requires('text:erase')
  async eraseText(
    @Ctx() ctx: Context,
    @Args('input', { description: 'What was written about.' }) input: EraseTextInput,
  ): Promise<EraseTextPayload | Refused> {
    const result = await this.erase.execute(ctx, input);
    return result.ok ? Object.assign(new EraseTextPayload(), result.value) : refused(ctx, result.error);
  }

  @ResolveField(() => Int, { description: 'How many entries there are in all.' })
  totalCount(@Ctx() ctx: Context, @Parent() page: LedgerPage): Promise<number> {
    return this.queries.countOfSubject(ctx, page.subjectId);
  }
}
