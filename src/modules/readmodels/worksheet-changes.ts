import { Injectable } from '@nestjs/common';
import type { Ctx } from '../../infrastructure/database/context.js';
import type { GraphQLContext } from '../../infrastructure/graphql/graphql-context.js';
import { LedgerFeed, type FeedEntry, type Position } from '../ledger/ledger-feed.queries.js';
import { LastTold } from '../live/last-told.js';
import { Subscribers } from '../live/subscribers.js';
import type { WorksheetChangeType } from './worksheet-change.types.js';
import { WorksheetReader, type WorksheetAsked } from './worksheet.reader.js';
import { WorksheetType } from './worksheet.types.js';

/** These may turn a finding, and name neither the batch nor anything it came from. */
const BY_KIND = ['hold.', 'edition.published', 'post-harvest.'];

/**
 * Follows one worksheet, from whoever's entry it changes: two inspectors at one table see the same. Several entries at
 * once are told as one, and one that leaves the worksheet as it was is not told.
 */
@Injectable()
export class WorksheetChanges {
  constructor(
    private readonly subscribers: Subscribers,
    private readonly feed: LedgerFeed,
    private readonly worksheets: WorksheetReader,
  ) {}

  async follow(
    http: GraphQLContext,
    asked: WorksheetAsked,
    after: string | null,
  ): Promise<AsyncIterable<WorksheetChangeType>> {
    const told = new LastTold(after);
    // Who comes back is told of what happened since: by what to know it, only a look says. Until there was one all concerns it.
    const before = after === null ? null : await this.worksheets.read(http.ctx, asked);
    let restsOn: ReadonlySet<string> | null = before?.restsOn ?? null;
    const asItIs = async (
      ctx: Ctx,
      at: Position,
      isFirst: boolean,
    ): Promise<WorksheetChangeType[] | null> => {
      const read = await this.worksheets.read(ctx, asked);
      if (!read) return null;
      restsOn = read.restsOn;
      const worksheet = WorksheetType.of(ctx.language, read);
      if (!isFirst && !told.isNews(worksheet)) return [];
      return [{ eventId: told.eventId(at, worksheet), worksheet }];
    };
    return this.subscribers.follow({
      http,
      feed: this.feed,
      permission: 'inspection:read',
      after,
      concerns: ({ kind, subjectIds }: FeedEntry) =>
        restsOn === null ||
        subjectIds.some((id) => restsOn?.has(id)) ||
        BY_KIND.some((start) => kind.startsWith(start)),
      atFirst: (ctx, at) => asItIs(ctx, at, true),
      tell: (ctx, entries) => asItIs(ctx, entries.at(-1)!.at, false),
    });
  }
}
