import { Injectable } from '@nestjs/common';
import type { Ctx } from '../../infrastructure/database/context.js';
import type { GraphQLContext } from '../../infrastructure/graphql/graphql-context.js';
import type { LotId } from '../../kernel/ids.js';
import { LedgerFeed, type Position } from '../ledger/ledger-feed.queries.js';
import { LotQueries } from '../lots/lot.queries.js';
import { LotType } from '../lots/lot.types.js';
import { LastTold } from './last-told.js';
import type { LotChangeType } from './live.types.js';
import { Subscribers } from './subscribers.js';

/** Follows one lot. Several changes at once are told as one, and a change that leaves the lot as it was is not told. */
@Injectable()
export class LotChanges {
  constructor(
    private readonly subscribers: Subscribers,
    private readonly feed: LedgerFeed,
    private readonly lots: LotQueries,
  ) {}

  follow(http: GraphQLContext, id: LotId, after: string | null): AsyncIterable<LotChangeType> {
    const told = new LastTold(after);
    const asItIs = async (ctx: Ctx, at: Position, isFirst: boolean): Promise<LotChangeType[] | null> => {
      const view = await this.lots.find(ctx, { id });
      if (!view) return null;
      if (!isFirst && !told.isNews(view)) return [];
      return [{ eventId: told.eventId(at, view), lot: LotType.of(ctx, view) }];
    };
    return this.subscribers.follow({
      http,
      feed: this.feed,
      permission: 'lot:read',
      after,
      // A hold may reach the lot through any of its members, which only the lot itself knows.
      concerns: ({ kind, subjectIds }) => subjectIds.includes(id) || kind.startsWith('hold.'),
      atFirst: (ctx, at) => asItIs(ctx, at, true),
      tell: (ctx, entries) => asItIs(ctx, entries.at(-1)!.at, false),
    });
  }
}
