import { Injectable } from '@nestjs/common';
import type { Ctx } from '../../../infrastructure/database/context.js';
import { UnitOfWork } from '../../../infrastructure/database/unit-of-work.js';
import type { IdSource, JobId } from '../../../kernel/ids.js';
import { JobRuns } from '../job-runs.js';
import { JobKinds } from './job-kinds.js';

interface Waiting {
  readonly id: JobId;
  readonly kind: string;
  readonly attempts: number;
}

/**
 * Does what waits here and now, at the moment of a context instead of the server's own: for the demo season, which has
 * its own time and ids. A worker that comes later finds these jobs done.
 */
@Injectable()
export class DoWaitingJobs {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly kinds: JobKinds,
  ) {}

  /**
   * @param idsOf ids for what a job makes, by how often it was begun before
   * @throws AttemptFailed at the first job that fails
   */
  async execute(ctx: Ctx, idsOf: (jobId: JobId, attempts: number) => IdSource): Promise<void> {
    const waiting = await this.uow.read(ctx, ({ manager }) =>
      manager.query<Waiting[]>(
        `SELECT id, kind, attempts FROM job WHERE state IN ('QUEUED', 'RUNNING') ORDER BY id`,
      ),
    );
    for (const { id, kind, attempts } of waiting) {
      const runs = new JobRuns(this.uow, this.kinds, { now: () => ctx.now }, idsOf(id, attempts));
      await runs.attempt(kind, { jobId: id, attempt: 1, maxAttempts: 1, signal: undefined });
    }
  }
}
