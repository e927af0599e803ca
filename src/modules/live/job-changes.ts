import { Injectable } from '@nestjs/common';
import type { Ctx } from '../../infrastructure/database/context.js';
import type { GraphQLContext } from '../../infrastructure/graphql/graphql-context.js';
import type { JobId } from '../../kernel/ids.js';
import { JobKinds } from '../jobs/commands/job-kinds.js';
import { JobFeed } from '../jobs/job-feed.queries.js';
import { JobQueries } from '../jobs/job.queries.js';
import { JobType } from '../jobs/job.types.js';
import { positionText, type FeedEntry } from '../ledger/ledger-feed.queries.js';
import type { JobChangeType } from './live.types.js';
import { Subscribers } from './subscribers.js';

/** Whether no later entry is about the same job, which would tell the same. */
const isLatest = ({ subjectIds: [id] }: FeedEntry, index: number, all: readonly FeedEntry[]): boolean =>
  !all.slice(index + 1).some(({ subjectIds }) => subjectIds[0] === id);

/** Follows one job, or all that a subscriber sees. A job is told as it is by then, several changes at once as one. */
@Injectable()
export class JobChanges {
  constructor(
    private readonly subscribers: Subscribers,
    private readonly feed: JobFeed,
    private readonly jobs: JobQueries,
    private readonly kinds: JobKinds,
  ) {}

  follow(http: GraphQLContext, id: JobId | null, after: string | null): AsyncIterable<JobChangeType> {
    return this.subscribers.follow({
      http,
      feed: this.feed,
      permission: 'job:read',
      after,
      concerns: ({ subjectIds }) => id === null || subjectIds.includes(id),
      atFirst: (ctx, at) =>
        id === null
          ? Promise.resolve([{ eventId: positionText(at), job: null }])
          : this.one(ctx, id, positionText(at)),
      tell: (ctx, entries) => this.changes(ctx, entries),
    });
  }

  /** Null, and so the end, where the subscriber sees no such job. */
  private async one(ctx: Ctx, id: JobId, eventId: string): Promise<JobChangeType[] | null> {
    const row = await this.jobs.byId(ctx, id);
    return row && [{ eventId, job: JobType.of(row, this.kinds) }];
  }

  private async changes(ctx: Ctx, entries: readonly FeedEntry[]): Promise<JobChangeType[]> {
    const changes: JobChangeType[] = [];
    for (const { at, subjectIds } of entries.filter(isLatest))
      changes.push(...((await this.one(ctx, subjectIds[0] as JobId, positionText(at))) ?? []));
    return changes;
  }
}
