import { AsyncLocalStorage } from 'node:async_hooks';

export type OperationType = 'query' | 'mutation' | 'subscription';

/** Who asked, as ids; names are in the database only. */
export interface NotedActor {
  readonly via: string;
  readonly userId: string;
  readonly organisationId: string;
}

/**
 * What is noted of one HTTP request while it runs, for its log line, the metrics and the trace (docs/adr/0015). It holds
 * names of the schema, codes, ids and numbers, and nothing that a client wrote.
 */
export interface Noted {
  readonly requestId: string;
  readonly method: string;
  /** The route's pattern, never the address that was asked for; null where there is none. */
  readonly route: string | null;
  /** `performance.now()` */
  readonly startedAt: number;
  type: OperationType | null;
  /** Root fields of the schema, each once; empty where it never came to running one. */
  fields: readonly string[];
  /** Codes of business refusals. */
  readonly refusals: string[];
  /** Codes of errors in the answer. */
  readonly errors: string[];
  actor: NotedActor | null;
  /** How often a transaction was begun again. */
  retries: number;
  isEnded: boolean;
}

/** Follows the request through everything it awaits. Use {@link noted} to read it. */
export const notes = new AsyncLocalStorage<Noted>();

/**
 * The request that is being answered, or undefined in work that belongs to none. A timer that a request has set may go
 * on after it; what it does then is nobody's request.
 */
export function noted(): Noted | undefined {
  const current = notes.getStore();
  return current && !current.isEnded ? current : undefined;
}

/** Told of each request as it begins and ends. */
export interface Watcher {
  begun?(request: Noted): void;
  ended(request: Noted, end: RequestEnd): void;
}

export interface RequestEnd {
  readonly status: number;
  readonly durationMs: number;
  readonly outcome: Outcome;
}

/**
 * - `ok`: done, or read;
 * - `refused`: the business said no, with its reasons;
 * - `error`: the request was at fault: not signed in, malformed, too costly, too often;
 * - `failed`: we were: a bug, or something that took too long;
 * - `gone`: the client left before it was answered.
 */
export type Outcome = 'ok' | 'refused' | 'error' | 'failed' | 'gone';

const OURS: ReadonlySet<string> = new Set(['INTERNAL', 'TIMED_OUT']);

export function outcomeOf(
  { errors, refusals, type }: Pick<Noted, 'errors' | 'refusals' | 'type'>,
  { status, isAnswered }: { status: number; isAnswered: boolean },
): Outcome {
  if (errors.some((code) => OURS.has(code)) || status >= 500) return 'failed';
  // A subscription goes on until its client leaves; that is how it ends well.
  if (!isAnswered && type !== 'subscription') return 'gone';
  if (errors.length > 0 || status >= 400) return 'error';
  return refusals.length > 0 ? 'refused' : 'ok';
}

/** Codes are ours; whatever else would come here must not become a name in the logs and metrics. */
const CODE = /^[A-Z][A-Z0-9_]{0,59}$/;

export const codeOf = (code: unknown): string =>
  typeof code === 'string' && CODE.test(code) ? code : 'OTHER';

/** Notes that the business refused, where that happens in a request. */
export function noteRefusal(code: string): void {
  noted()?.refusals.push(codeOf(code));
}
