import type { JsonValue } from '../../../kernel/canonical-json.js';
import type { Bilingual } from '../../../kernel/refusal.js';

/** QUEUED also while it waits for another try; FAILED: nobody tries again unless somebody says so, a dead letter. */
export const JOB_STATES = ['QUEUED', 'RUNNING', 'DONE', 'FAILED'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** What people are told of a failure; what was thrown may hold SQL or names, and stays in the log. */
export type JobErrorCode = 'INTERNAL' | 'TIMED_OUT' | 'DATABASE_AWAY' | 'PROCESS_ENDED';

/** Work of one kind. Workers take only jobs of kinds they know, so that an older server leaves a newer one's alone. */
export interface JobKind<P extends JsonValue = JsonValue> {
  /** module.verb: `lots.judge-again`. */
  readonly name: string;
  readonly title: Bilingual;
  /** At most so many tries; finite, so that what cannot succeed is seen. */
  readonly maxAttempts: number;
  /** Types the payload and holds nothing. */
  readonly payload?: P;
}

/**
 * A limit met (statement, lock, idle transaction), the server going away or refusing connections, in PostgreSQL's
 * SQLSTATEs (Appendix A of its manual) and Node's codes.
 */
const CODES: readonly (readonly [JobErrorCode, RegExp])[] = [
  ['TIMED_OUT', /^(57014|55P03|25P03)$/],
  ['DATABASE_AWAY', /^(08...|57P0[123]|53300|ECONN\w+|ETIMEDOUT|EPIPE)$/],
];

/**
 * What people are told of an error.
 *
 * @param error whatever was thrown: an error of TypeORM, of the driver, of the work itself
 * @returns INTERNAL for whatever is none of the codes known here
 */
export function errorCodeOf(error: unknown): JobErrorCode {
  const { driverError, code } = (error ?? {}) as { driverError?: { code?: string }; code?: string };
  const found = driverError?.code ?? code ?? '';
  return CODES.find(([, pattern]) => pattern.test(found))?.[0] ?? 'INTERNAL';
}

/**
 * What graphile-worker waits before it tries again, in milliseconds: e to the power of the tries so far, at most ten of
 * them, in seconds (docs/adr/0011-jobs.md).
 */
export const retryDelayMillis = (attempt: number): number =>
  Math.round(Math.exp(Math.min(attempt, 10)) * 1000);

/** What becomes of a job whose try failed. */
export type AfterFailure =
  | { readonly state: 'FAILED'; readonly retryInMillis: null }
  | { readonly state: 'QUEUED'; readonly retryInMillis: number };

/**
 * Whether a job is tried again.
 *
 * @param attempt which try since it was last queued, from 1
 */
export const afterFailure = (attempt: number, maxAttempts: number): AfterFailure =>
  attempt >= maxAttempts
    ? { state: 'FAILED', retryInMillis: null }
    : { state: 'QUEUED', retryInMillis: retryDelayMillis(attempt) };

/** What people are told of each failure. */
export const JOB_ERRORS: Readonly<Record<JobErrorCode, Bilingual>> = {
  INTERNAL: {
    zh: '系统内部出错，详情见服务器日志',
    en: 'Something went wrong on our side; the server log says more',
  },
  TIMED_OUT: { zh: '处理时间过长，已停止', en: 'It took too long and was stopped' },
  DATABASE_AWAY: { zh: '数据库暂时连接不上', en: 'The database could not be reached' },
  PROCESS_ENDED: { zh: '处理它的服务器进程中途退出', en: 'The server process that worked on it ended' },
};
