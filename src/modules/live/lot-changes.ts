import { Injectable } from '@nestjs/common';
import type { Ctx } from '../../infrastructure/database/context.js';
import type { GraphQLContext } from '../../infrastructure/graphql/graphql-context.js';
import type { LotId } from '../../kernel/ids.js';
import { LedgerFeed, positionText } from '../ledger/ledger-feed.queries.js';
import { LotQueries } from '../lots/lot.queries.js';
import { LotType } from '../lots/lot.types.js';
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
    let told = '';
    const asItIs = async (ctx: Ctx, eventId: string): Promise<LotChangeType[] | null> => {
      const view = await this.lots.find(ctx, { id });
      if (!view) return null;
      const now = JSON.stringify(view);
      if (now === told) return [];
      told = now;
      return [{ eventId, lot: LotType.of(ctx, view) }];
    };
    return this.subscribers.follow({
      http,
      feed: this.feed,
      permission: 'lot:read',
      after,
      // A hold may reach the lot through any of its members, which only the lot itself knows.
      concerns: ({ kind, subjectIds }) => subjectIds.includes(id) || kind.startsWith('hold.'),
      atFirst: asItIs,
      tell: (ctx, entries) => asItIs(ctx, positionText(entries.at(-1)!.at)),
    });
  }
}
