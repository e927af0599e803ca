import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, ID_SOURCE, type Clock } from '../../infrastructure/clock.js';
import type { Ctx, Tx } from '../../infrastructure/database/context.js';
import { systemContext } from '../../infrastructure/database/system-context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import type { JsonValue } from '../../kernel/canonical-json.js';
import { addMillis } from '../../kernel/instant.js';
import type { IdSource, JobId } from '../../kernel/ids.js';
import { ok } from '../../kernel/result.js';
import { JobKinds, type JobRun, type RegisteredKind } from './commands/job-kinds.js';
import { afterFailure, errorCodeOf } from './domain/job.js';

const logger = new Logger('Jobs');

/** A try that failed, in words that graphile-worker may keep: what was thrown stays in our log. */
export class AttemptFailed extends Error {}

/** Somebody else works on the job by now, or it has ended: what this try does counts no more. */
class TakenOver extends Error {}

/** The server stops, and the job has more steps than fit into its end. */
class Interrupted extends Error {}

/** What the queue says of a try. */
export interface Attempt {
  readonly jobId: JobId;
  /** Which one since the job was last queued, from 1. */
  readonly attempt: number;
  readonly maxAttempts: number;
  /** Aborted when the server cannot wait any longer. */
  readonly signal: AbortSignal | undefined;
}

/** A job that has begun. `attempts` is the number of this try, and only that try may change the row. */
interface Begun {
  readonly id: JobId;
  readonly payload: JsonValue;
  readonly attempts: number;
  readonly reached: string | null;
}

/** Makes tries at jobs, and notes for people what becomes of them. */
@Injectable()
export class JobRuns {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly kinds: JobKinds,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ID_SOURCE) private readonly ids: IdSource,
  ) {}

  /** @throws AttemptFailed so that the queue tries again, or gives it up */
  async attempt(kind: string, attempt: Attempt): Promise<void> {
    const registered = this.kinds.find(kind);
    if (!registered) throw new AttemptFailed(`nobody does jobs of kind ${kind}`);
    const begun = await this.begin(attempt.jobId).catch((error: unknown) =>
      this.failed(attempt, null, error),
    );
    // Ended before: the process was gone before it could say so to the queue.
    if (!begun) return;
    try {
      await registered.work.run(this.runOf(begun, attempt.signal));
      await this.note(begun, `state = 'DONE', error_code = NULL, finished_at = $3`, [this.clock.now()]);
    } catch (error) {
      if (error instanceof Interrupted) return this.giveBack(begun, registered);
      await this.failed(attempt, begun, error);
    }
  }

  private async begin(jobId: JobId): Promise<Begun | null> {
    const begun = await this.write(async ({ manager, now }) => {
      const [rows] = await manager.query<[Begun[], number]>(
        `UPDATE job SET state = 'RUNNING', attempts = attempts + 1, started_at = coalesce(started_at, $2), retry_at = NULL
         WHERE id = $1 AND state IN ('QUEUED', 'RUNNING') RETURNING id, payload, attempts, reached`,
        [jobId, now],
      );
      return rows[0] ?? null;
    });
    return begun;
  }

  private runOf(begun: Begun, signal: AbortSignal | undefined): JobRun {
    return {
      jobId: begun.id,
      payload: begun.payload,
      reached: begun.reached,
      toDo: (count) => this.note(begun, `total = done + $3`, [count]),
      step: async (reached, work) => {
        if (signal?.aborted) throw new Interrupted();
        await this.write(async (tx) => {
          await work(tx);
          await change(tx, begun, `done = done + 1, reached = $3`, [reached]);
        });
      },
    };
  }

  /** Back into the queue at once, for whichever process is there, and not counted as a failure. */
  private async giveBack(begun: Begun, { kind }: RegisteredKind): Promise<void> {
    await this.write(async (tx) => {
      await change(tx, begun, `state = 'QUEUED'`, []);
      await tx.manager.query(`SELECT queue_job($1, $2, $3)`, [kind.name, begun.id, kind.maxAttempts]);
    });
  }

  private async failed(
    { jobId, attempt, maxAttempts }: Attempt,
    begun: Begun | null,
    error: unknown,
  ): Promise<never> {
    if (error instanceof TakenOver) throw new AttemptFailed('taken over by another worker');
    logger.error(
      `job ${jobId}, try ${attempt} of ${maxAttempts}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    const code = errorCodeOf(error);
    const { state, retryInMillis } = afterFailure(attempt, maxAttempts);
    const now = this.clock.now();
    const retryAt = retryInMillis === null ? null : addMillis(now, retryInMillis);
    const finishedAt = state === 'FAILED' ? now : null;
    // If that fails too, the queue still knows, and the next recovery puts right what is shown.
    if (begun)
      await this.note(begun, `state = $3, error_code = $4, retry_at = $5, finished_at = $6`, [
        state,
        code,
        retryAt,
        finishedAt,
      ]).catch((second: unknown) => logger.warn(`job ${jobId}: ${String(second)}`));
    throw new AttemptFailed(code);
  }

  private note(begun: Begun, set: string, values: readonly unknown[]): Promise<void> {
    return this.write((tx) => change(tx, begun, set, values));
  }

  private async write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const result = await this.uow.write(this.ctx(), async (tx) => ok(await work(tx)));
    if (!result.ok) throw new Error('nothing was refused');
    return result.value;
  }

  private ctx(): Ctx {
    return { ...systemContext(this.clock, this.ids), traceId: 'jobs' };
  }
}

/** Changes the row for the try that has it; rolls everything back if that is another by now. */
async function change(
  { manager }: Tx,
  { id, attempts }: Begun,
  set: string,
  values: readonly unknown[],
): Promise<void> {
  const [, count] = await manager.query<[unknown, number]>(
    `UPDATE job SET ${set} WHERE id = $1 AND attempts = $2 AND state = 'RUNNING'`,
    [id, attempts, ...values],
  );
  if (count === 0) throw new TakenOver();
}
