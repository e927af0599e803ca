import { Inject, Injectable } from '@nestjs/common';
import { afterId, pageById, type Page, type PageAsked } from '../../graphql/connection.js';
import { CLOCK, ID_SOURCE, type Clock } from '../../infrastructure/clock.js';
import type { Ctx } from '../../infrastructure/database/context.js';
import { systemContext } from '../../infrastructure/database/system-context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { Where } from '../../infrastructure/database/where.js';
import type { IdSource, JobId, OrganisationId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { JOB_STATES, type JobErrorCode, type JobState } from './domain/job.js';

/** A job as it is shown; what it was told stays inside. */
export interface JobRow {
  readonly id: JobId;
  readonly kind: string;
  readonly organisationId: OrganisationId | null;
  readonly state: JobState;
  readonly done: number;
  readonly total: number | null;
  readonly attempts: number;
  readonly errorCode: JobErrorCode | null;
  readonly queuedAt: Instant;
  readonly startedAt: Instant | null;
  readonly retryAt: Instant | null;
  readonly finishedAt: Instant | null;
}

export interface JobFilter {
  readonly states?: readonly JobState[] | null | undefined;
  readonly kind?: string | null | undefined;
  readonly organisationId?: OrganisationId | null | undefined;
}

@Injectable()
export class JobQueries {
  constructor(
    private readonly uow: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ID_SOURCE) private readonly ids: IdSource,
  ) {}

  /** Null if there is none that the caller sees. */
  byId(ctx: Ctx, id: JobId): Promise<JobRow | null> {
    return this.uow.read(ctx, async (reading) => {
      const where = new Where().when(id, (at) => `j.id = ${at}`).visibleTo(reading, 'j');
      const rows = await reading.manager.query<JobRow[]>(
        `SELECT ${COLUMNS} FROM job j WHERE ${where}`,
        where.params,
      );
      return rows[0] ?? null;
    });
  }

  /** The latest first. */
  page(ctx: Ctx, filter: JobFilter, { first, after }: PageAsked): Promise<Page<JobRow>> {
    return this.uow.read(ctx, async (reading) => {
      const where = conditions(ctx, filter);
      where.when(afterId(after), (at) => `j.id < ${at}::uuid`);
      const rows = await reading.manager.query<JobRow[]>(
        `SELECT ${COLUMNS} FROM job j WHERE ${where} ORDER BY j.id DESC LIMIT ${where.value(first + 1)}`,
        where.params,
      );
      return pageById(rows, first);
    });
  }

  count(ctx: Ctx, filter: JobFilter): Promise<number> {
    return this.uow.count(ctx, 'job j', conditions(ctx, filter));
  }

  /** How many jobs there are in each state, of everybody: for those who watch over the server. */
  counts(): Promise<Record<JobState, number>> {
    return this.uow.read(systemContext(this.clock, this.ids), async ({ manager }) => {
      const rows = await manager.query<{ state: JobState; count: number }[]>(
        `SELECT state, count(*) AS count FROM job GROUP BY state`,
      );
      const found = new Map(rows.map(({ state, count }) => [state, count]));
      const counts = JOB_STATES.map((state) => [state, found.get(state) ?? 0]);
      return Object.fromEntries(counts) as Record<JobState, number>;
    });
  }
}

const COLUMNS = `j.id, j.kind, j.organisation_id AS "organisationId", j.state, j.done, j.total, j.attempts,
  j.error_code AS "errorCode", j.queued_at AS "queuedAt", j.started_at AS "startedAt", j.retry_at AS "retryAt",
  j.finished_at AS "finishedAt"`;

const conditions = (ctx: Ctx, { states, kind, organisationId }: JobFilter): Where =>
  new Where()
    .when(states, (at) => `j.state = ANY (${at})`)
    .when(kind, (at) => `j.kind = ${at}`)
    .when(organisationId, (at) => `j.organisation_id = ${at}`)
    .visibleTo(ctx, 'j');
