import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { JobHelpers, TaskList, WorkerPool } from 'graphile-worker';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { WORKER_AUTHORITY } from '../../infrastructure/database/job-queue.js';
import { JOB_SETTINGS, type JobSettings } from '../../infrastructure/config/job-settings.js';
import type { JobId } from '../../kernel/ids.js';
import { JobKinds } from './commands/job-kinds.js';
import { JobRecovery } from './job-recovery.js';
import { JobRuns } from './job-runs.js';

const logger = new Logger('Jobs');

/** Names the lock that says a worker lives; these are the letters "CHYJ", also in `recover_jobs`. */
const ALIVE_LOCK = 1128814922;
/** Two jobs at once: enough that a long one does not keep all others waiting, and leaves the pool to requests. */
const AT_ONCE = 2;
/** One for each job's bookkeeping in the queue, one that listens. */
const CONNECTIONS = AT_ONCE + 1;
/** New jobs are heard of; it is only tries after a failure and what was missed that wait for a look. */
const LOOK_MILLIS = 5_000;
/** What is left to graphile-worker to say goodbye in, after the work itself was asked to stop. */
const GOODBYE_MILLIS = 3_000;
const AGAIN_MILLIS = 5_000;

/**
 * What the session says of itself: that it may work on the queue, and that a host which vanished is noticed within a
 * minute and a half, because only then its lock is gone.
 */
const SESSION = `-c app.authority=${WORKER_AUTHORITY} -c tcp_keepalives_idle=30 -c tcp_keepalives_interval=15 -c tcp_keepalives_count=4 -c statement_timeout=15000 -c lock_timeout=10000`;

/** Works on jobs inside the server process, while it runs. */
@Injectable()
export class JobWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private pool: pg.Pool | null = null;
  private workers: WorkerPool | null = null;
  private timer: NodeJS.Timeout | null = null;
  private isStopping = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly kinds: JobKinds,
    private readonly runs: JobRuns,
    private readonly recovery: JobRecovery,
    @Inject(JOB_SETTINGS) private readonly settings: JobSettings,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.settings.works) await this.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.stop();
  }

  /** The name under which this process takes jobs, as it stands in the queue; null while it takes none. */
  get name(): string | null {
    return this.workers?.id ?? null;
  }

  async start(): Promise<void> {
    await this.work();
    this.recovery.begin();
  }

  /** Lets what runs come to an end, for a while; then gives it back to the queue. */
  async stop(): Promise<void> {
    this.isStopping = true;
    this.recovery.end();
    if (this.timer) clearTimeout(this.timer);
    const { workers, pool } = this;
    this.workers = this.pool = null;
    if (workers) {
      const patience = this.settings.finishMillis + GOODBYE_MILLIS;
      const hasEnded = await within(patience, ended(workers.gracefulShutdown()));
      if (!hasEnded) await ended(workers.forcefulShutdown('the server stops'));
    }
    if (pool) await within(GOODBYE_MILLIS, ended(pool.end()));
  }

  /** Takes jobs until the server stops; also again, should graphile-worker end by itself. */
  private async work(): Promise<void> {
    const { Logger: QueueLogger, runTaskList } = await import('graphile-worker');
    const pool = this.connect();
    const workers = runTaskList(
      {
        pgPool: pool,
        concurrency: AT_ONCE,
        pollInterval: LOOK_MILLIS,
        noHandleSignals: true,
        logger: new QueueLogger(() => toOurLog),
        preset: { worker: { gracefulShutdownAbortTimeout: this.settings.finishMillis } },
      },
      this.tasks(),
      pool,
    );
    this.pool = pool;
    this.workers = workers;
    const again = (): void => {
      if (this.isStopping) return;
      logger.warn('the queue stopped by itself; it begins again');
      void pool.end().catch(() => undefined);
      this.timer = setTimeout(() => void this.work().catch(again), AGAIN_MILLIS).unref();
    };
    workers.promise.then(again, again);
  }

  /**
   * The worker's own connections. Each holds, as long as it lives, a lock on the worker's name before it is used: so others
   * see that the worker lives, and no job is ever taken by one that cannot be seen. The connection that listens stays.
   */
  private connect(): pg.Pool {
    const { options } = this.dataSource;
    const pool = new pg.Pool({
      connectionString: 'url' in options ? options.url : undefined,
      options: SESSION,
      max: CONNECTIONS,
      application_name: 'chengyuan jobs',
      // The pool waits for the promise before it hands the connection out; its types do not say so.
      onConnect: (client) =>
        client.query('SELECT pg_advisory_lock_shared($1, hashtext($2))', [
          ALIVE_LOCK,
          this.name,
        ]) as unknown as void,
    });
    pool.on('error', (error) => {
      if (!this.isStopping) logger.warn(`a connection of the queue was lost: ${error.message}`);
    });
    pool.on('connect', (client) => client.on('error', () => undefined));
    return pool;
  }

  private tasks(): TaskList {
    const tasks = this.kinds.all().map(({ kind }) => {
      const task = (payload: unknown, { job, abortSignal }: JobHelpers): Promise<void> =>
        this.runs.attempt(kind.name, {
          jobId: (payload as { jobId: JobId }).jobId,
          attempt: job.attempts,
          maxAttempts: job.max_attempts,
          signal: abortSignal,
        });
      return [kind.name, task] as const;
    });
    return Object.fromEntries(tasks);
  }
}

/** Failures of jobs are logged where they happen, with their reason; here they would only be said again. */
function toOurLog(level: string, message: string, meta?: { failure?: unknown }): void {
  if (level === 'error' && !meta?.failure) logger.warn(message);
}

const ended = (work: unknown): Promise<true> =>
  Promise.resolve(work).then(
    () => true,
    () => true,
  );

/** Whether it came to its end in time. */
async function within(millis: number, work: Promise<true>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), millis);
  });
  const inTime = await Promise.race([work, late]);
  clearTimeout(timer);
  return inTime;
}
