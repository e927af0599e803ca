import { Module } from '@nestjs/common';
import '../../infrastructure/database/common-refusals.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { DoWaitingJobs } from './commands/do-waiting-jobs.js';
import { JobKinds } from './commands/job-kinds.js';
import { Jobs } from './commands/jobs.js';
import { RetryJob } from './commands/retry-job.js';
import { JobFeed } from './job-feed.queries.js';
import { JobMetrics } from './job-metrics.js';
import { JobRecovery } from './job-recovery.js';
import { JobRuns } from './job-runs.js';
import { JobWorker } from './job-worker.js';
import { JobQueries } from './job.queries.js';
import './job.refusals.js';
import { JobResolver } from './job.resolver.js';

@Module({
  imports: [LedgerModule],
  providers: [
    DoWaitingJobs,
    JobFeed,
    JobKinds,
    JobMetrics,
    JobQueries,
    JobRecovery,
    JobResolver,
    JobRuns,
    JobWorker,
    Jobs,
    RetryJob,
  ],
  exports: [DoWaitingJobs, JobFeed, JobKinds, JobQueries, Jobs, RetryJob],
})
export class JobsModule {}
