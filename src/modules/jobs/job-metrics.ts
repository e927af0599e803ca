import { Injectable } from '@nestjs/common';
import { Metrics } from '../../infrastructure/watching/metrics.js';
import { JobQueries } from './job.queries.js';

/** Lets whoever watches the server see how many jobs wait, run and have failed for good. */
@Injectable()
export class JobMetrics {
  constructor(metrics: Metrics, jobs: JobQueries) {
    metrics.gauge('chengyuan_jobs', 'Jobs by state; those done are forgotten after 30 days.', 'state', () =>
      jobs.counts(),
    );
  }
}
