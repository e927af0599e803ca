import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { expectedRows } from '../../graphql/expected-rows.js';
import { refused, resultUnion, type Refused } from '../../graphql/refused.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import type { AnyRefusal } from '../../kernel/refusal.js';
import type { Result } from '../../kernel/result.js';
import { KeepWatchLists, type WatchListKept } from './commands/keep-watch-lists.js';
import { WatchListQueries } from './watch-list.queries.js';
import {
  ConfirmWatchListInput,
  EnterWatchListInput,
  WatchListPayload,
  WatchListType,
} from './watch-list.types.js';

const EnterResult = resultUnion('EnterWatchListResult', () => WatchListPayload);
const ConfirmResult = resultUnion('ConfirmWatchListResult', () => WatchListPayload);

@Resolver()
export class WatchListResolver {
  constructor(
    private readonly queries: WatchListQueries,
    private readonly keep: KeepWatchLists,
  ) {}

  @Query(() => [WatchListType], {
    complexity: expectedRows(2),
    description: 'What a market watches for, every edition; none: its list is not on record.',
  })
  @Requires('reference:read')
  watchLists(
    @Ctx() ctx: Context,
    @Args('marketCode', { type: () => String, description: 'The market, by code.' }) marketCode: string,
  ): Promise<WatchListType[]> {
    return this.queries.ofMarket(ctx, marketCode);
  }

  @Mutation(() => EnterResult, {
    description:
      'Enters, as the base office, what a market watches for. It settles nothing until a second person confirms it.',
  })
  @Requires('reference:manage')
  async enterWatchList(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The list and where it was read.' }) input: EnterWatchListInput,
  ): Promise<WatchListPayload | Refused> {
    return this.answer(ctx, await this.keep.enter(ctx, input));
  }

  @Mutation(() => ConfirmResult, {
    description:
      'Confirms, as a second person of the base office who read the text, what a market watches for.',
  })
  @Requires('reference:manage')
  async confirmWatchList(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The list.' }) input: ConfirmWatchListInput,
  ): Promise<WatchListPayload | Refused> {
    return this.answer(ctx, await this.keep.confirm(ctx, input));
  }

  private async answer(
    ctx: Context,
    result: Result<WatchListKept, AnyRefusal[]>,
  ): Promise<WatchListPayload | Refused> {
    if (!result.ok) return refused(ctx, result.error);
    const watchList = await this.queries.find(ctx, result.value.watchListId);
    if (!watchList) throw new Error('the watch list just written is not visible to its writer');
    return Object.assign(new WatchListPayload(), { watchList });
  }
}
