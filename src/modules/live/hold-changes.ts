import { Injectable } from '@nestjs/common';
import type { Ctx } from '../../infrastructure/database/context.js';
import type { GraphQLContext } from '../../infrastructure/graphql/graphql-context.js';
import type { HoldId } from '../../kernel/ids.js';
import { HoldType } from '../batches/batch.types.js';
import { HoldQueries } from '../batches/hold.queries.js';
import { LedgerFeed, positionText, type FeedEntry } from '../ledger/ledger-feed.queries.js';
import type { HoldChangeType } from './live.types.js';
import { Subscribers } from './subscribers.js';

const CHANGES: ReadonlySet<string> = new Set([
  'hold.placed',
  'hold.cause-withdrawn',
  'hold.cause-stands-again',
  'hold.released',
]);

/** Follows the holds that concern an organisation. */
@Injectable()
export class HoldChanges {
  constructor(
    private readonly subscribers: Subscribers,
    private readonly feed: LedgerFeed,
    private readonly holds: HoldQueries,
  ) {}

  follow(http: GraphQLContext, after: string | null): AsyncIterable<HoldChangeType> {
    return this.subscribers.follow({
      http,
      feed: this.feed,
      permission: 'hold:read',
      after,
      concerns: ({ kind }) => CHANGES.has(kind),
      // From this event on the subscriber can come back without missing a hold.
      atFirst: (_, at) => Promise.resolve([{ eventId: positionText(at), hold: null }]),
      tell: (ctx, entries) => this.changes(ctx, entries),
    });
  }

  private async changes(ctx: Ctx, entries: readonly FeedEntry[]): Promise<HoldChangeType[]> {
    const changes: HoldChangeType[] = [];
    for (const { at, subjectIds } of entries) {
      // The hold itself stands first among what its entry is about.
      const hold = await this.holds.byId(ctx, subjectIds[0] as HoldId);
      if (hold) changes.push({ eventId: positionText(at), hold: HoldType.of(ctx.language, hold) });
    }
    return changes;
  }
}
