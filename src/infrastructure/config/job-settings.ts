/** How this process works on jobs. */
export interface JobSettings {
  /** Whether it works on jobs at all; it queues them in any case. */
  readonly works: boolean;
  /** How long a job may still run when the server stops, before it is given back at its next step. */
  readonly finishMillis: number;
  /** How often it looks for jobs of processes that are gone. */
  readonly recoverMillis: number;
  /** So long after it was taken a job is let be, even if nobody says that its worker lives. */
  readonly patienceSeconds: number;
}

export const JOB_SETTINGS = Symbol('JobSettings');

export const jobSettings = (more: Partial<JobSettings> = {}): JobSettings => ({
  works: false,
  finishMillis: 5_000,
  recoverMillis: 30_000,
  patienceSeconds: 10,
  ...more,
});
