import { DataSource } from 'typeorm';
import { entities } from '../../src/entities.js';
import { systemClock, systemIdSource } from '../../src/infrastructure/clock.js';
import { jobSettings, type JobSettings } from '../../src/infrastructure/config/job-settings.js';
import type { Ctx } from '../../src/infrastructure/database/context.js';
import { applicationOptions } from '../../src/infrastructure/database/data-source.js';
import { installPgTypes } from '../../src/infrastructure/database/pg-types.js';
import { systemContext } from '../../src/infrastructure/database/system-context.js';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import { JobKinds } from '../../src/modules/jobs/commands/job-kinds.js';
import { Jobs } from '../../src/modules/jobs/commands/jobs.js';
import { RetryJob } from '../../src/modules/jobs/commands/retry-job.js';
import { JobRecovery } from '../../src/modules/jobs/job-recovery.js';
import { JobRuns } from '../../src/modules/jobs/job-runs.js';
import { JobWorker } from '../../src/modules/jobs/job-worker.js';
import { JobQueries } from '../../src/modules/jobs/job.queries.js';
import { Ledger } from '../../src/modules/ledger/ledger.js';

/** What a server process has of jobs, without the rest of the server. */
export interface JobProcess {
  readonly kinds: JobKinds;
  readonly jobs: Jobs;
  readonly queries: JobQueries;
  readonly retry: RetryJob;
  readonly recovery: JobRecovery;
  readonly worker: JobWorker;
  readonly uow: UnitOfWork;
  ctx(): Ctx;
  stop(): Promise<void>;
}

/** One more process on the same database; it works on jobs once its worker is started. */
export async function jobProcess(
  applicationUrl: string,
  settings: Partial<JobSettings> = {},
): Promise<JobProcess> {
  installPgTypes();
  const dataSource = await new DataSource(applicationOptions(applicationUrl, entities, 4)).initialize();
  const uow = new UnitOfWork(dataSource);
  const clock = systemClock;
  const ids = systemIdSource;
  const full = jobSettings({ patienceSeconds: 0, ...settings });
  const kinds = new JobKinds();
  const recovery = new JobRecovery(uow, clock, ids, full);
  const worker = new JobWorker(dataSource, kinds, new JobRuns(uow, kinds, clock, ids), recovery, full);
  return {
    kinds,
    jobs: new Jobs(uow),
    queries: new JobQueries(uow, clock, ids),
    retry: new RetryJob(uow, kinds, new Ledger()),
    recovery,
    worker,
    uow,
    ctx: () => systemContext(clock, ids),
    stop: async () => {
      await worker.stop();
      await dataSource.destroy();
    },
  };
}
