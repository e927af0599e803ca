import { DoWaitingJobs } from '../../src/modules/jobs/commands/do-waiting-jobs.js';
import type { TestApp } from './test-app.js';

/** Does the jobs that wait, at once and in this process: for tests of what follows from a change, not of the worker. */
export const jobsDone = (testApp: TestApp): Promise<void> =>
  testApp.app.get(DoWaitingJobs, { strict: false }).execute(testApp.system(), () => testApp.ids);
