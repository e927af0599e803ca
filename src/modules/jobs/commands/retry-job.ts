import { Injectable } from '@nestjs/common';
import { notFound, type NotFound } from '../../../infrastructure/database/common-refusals.js';
import type { Ctx, Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { JobId } from '../../../kernel/ids.js';
import type { RefusalOf } from '../../../kernel/refusal.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { Job } from '../job.entity.js';
import type { jobRefusals } from '../job.refusals.js';
import { JobKinds } from './job-kinds.js';

export type JobRefusal = RefusalOf<typeof jobRefusals> | NotFound;

/** Queues a job again that has failed for good. It goes on after its last step. */
@Injectable()
export class RetryJob {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly kinds: JobKinds,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: { jobId: JobId } & CommandInput): Outcome<{ jobId: JobId }, JobRefusal> {
    return this.uow.command(ctx, 'retryJob', told, (tx) => this.within(tx, told.jobId));
  }

  async within(tx: Tx, jobId: JobId): Promise<Result<{ jobId: JobId }, JobRefusal[]>> {
    const job = await tx.manager.findOne(Job, { where: { id: jobId }, lock: { mode: 'pessimistic_write' } });
    if (!job) return err([notFound(jobId, 'jobId')]);
    const { kind, state, attempts } = job;
    if (state !== 'FAILED') return err([{ code: 'JOB_NOT_FAILED', values: { state }, path: ['jobId'] }]);
    const known = this.kinds.find(kind);
    if (!known) return err([{ code: 'JOB_KIND_UNKNOWN', values: { kind }, path: ['jobId'] }]);
    await tx.manager.update(Job, { id: jobId }, { state: 'QUEUED', finishedAt: null });
    await tx.manager.query(`SELECT queue_job($1, $2, $3)`, [kind, jobId, known.kind.maxAttempts]);
    await this.ledger.append(tx, { kind: 'job.retried', subjects: [jobId], facts: { kind, attempts } });
    return ok({ jobId });
  }
}
