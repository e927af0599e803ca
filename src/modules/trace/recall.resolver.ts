import { Args, Int, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import { PageArgs } from '../../graphql/connection.js';
import { refused, resultUnion, type Refused } from '../../graphql/refused.js';
import type { AnyRefusal } from '../../kernel/refusal.js';
import type { Result } from '../../kernel/result.js';
import { CloseRecall } from './commands/close-recall.js';
import { OpenRecall } from './commands/open-recall.js';
import { RecallQueries } from './recall.queries.js';
import { CloseRecallInput, OpenRecallInput, RecallConnection, RecallPayload } from './recall.types.js';

const OpenRecallResult = resultUnion('OpenRecallResult', () => RecallPayload);
const CloseRecallResult = resultUnion('CloseRecallResult', () => RecallPayload);

@Resolver(() => RecallConnection)
export class RecallResolver {
  constructor(
    private readonly queries: RecallQueries,
    private readonly open: OpenRecall,
    private readonly close: CloseRecall,
  ) {}

  @Query(() => RecallConnection, { description: 'Recalls that reach your fruit or lots, newest first.' })
  @Requires('recall:read')
  recalls(@Ctx() ctx: Context, @Args() { first, after }: PageArgs): Promise<RecallConnection> {
    return this.queries.page(ctx, { first, after });
  }

  /** Counted only when somebody asks for the number. */
  @ResolveField(() => Int, { description: 'How many there are in all.' })
  totalCount(@Ctx() ctx: Context): Promise<number> {
    return this.queries.count(ctx);
  }

  @Mutation(() => OpenRecallResult, {
    description: 'Calls back a batch and everything made of it, wherever it is.',
  })
  @Requires('recall:open')
  async openRecall(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The batch where the trouble was found, and why.' }) input: OpenRecallInput,
  ): Promise<RecallPayload | Refused> {
    return this.answer(ctx, await this.open.execute(ctx, input));
  }

  @Mutation(() => CloseRecallResult, {
    description: 'Ends a recall and the hold it placed; for the base office.',
  })
  @Requires('recall:open')
  async closeRecall(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The recall, and what came of it.' }) input: CloseRecallInput,
  ): Promise<RecallPayload | Refused> {
    return this.answer(ctx, await this.close.execute(ctx, input));
  }

  private async answer(
    ctx: Context,
    result: Result<{ recallId: string }, AnyRefusal[]>,
  ): Promise<RecallPayload | Refused> {
    if (!result.ok) return refused(ctx, result.error);
    return Object.assign(new RecallPayload(), {
      recall: await this.queries.byId(ctx, result.value.recallId),
    });
  }
}
