import { tooManyRequests } from '../auth/access-errors.js';
import type { Ctx } from '../database/context.js';
import { GivenUp } from '../database/give-up.js';
import type { InParts } from '../../kernel/in-parts.js';

/** Whose turn it is to be, and what says that nobody waits for it any more. */
export interface Turn {
  readonly key: string;
  readonly signal?: AbortSignal | undefined;
}

interface Waiting {
  begin(): void;
}

/** After so long it is worth asking again, as far as anybody can say. */
const TRY_AGAIN_MILLIS = 10_000;

/**
 * Lets heavy work run a few at a time, one at most of each caller, and the callers by turns: who asks a hundred times
 * waits for himself alone. For work that would otherwise keep everybody else from the one thread there is.
 */
export class FairQueue {
  /** By caller, in the order of their turns: who has had one goes to the end. */
  private readonly waiting = new Map<string, Waiting[]>();
  private readonly running = new Set<string>();

  /** @param most `atOnce` run in this process; `waiting` of one caller may wait, the next is refused */
  constructor(private readonly most: { readonly atOnce: number; readonly waiting: number }) {}

  /**
   * @returns what the work does, once it has had its turn
   * @throws GraphQLError RATE_LIMITED where too many of this caller wait already; GivenUp where the caller went away while
   *   waiting: then it never begins
   */
  run<T>({ key, signal }: Turn, work: () => Promise<T>): Promise<T> {
    const own = this.waiting.get(key) ?? [];
    if (own.length >= this.most.waiting) return Promise.reject(tooManyRequests(TRY_AGAIN_MILLIS));
    return new Promise<T>((resolve, reject) => {
      const waiting: Waiting = {
        begin: () => {
          signal?.removeEventListener('abort', leave);
          void this.ended(key, work().then(resolve, reject));
        },
      };
      const leave = (): void => {
        this.remove(key, waiting);
        reject(new GivenUp());
      };
      if (signal?.aborted) return reject(new GivenUp());
      signal?.addEventListener('abort', leave, { once: true });
      this.waiting.set(key, [...own, waiting]);
      this.beginNext();
    });
  }

  private async ended(key: string, work: Promise<void>): Promise<void> {
    await work;
    this.running.delete(key);
    this.beginNext();
  }

  private beginNext(): void {
    if (this.running.size >= this.most.atOnce) return;
    for (const [key, [first, ...others]] of this.waiting) {
      if (!first || this.running.has(key)) continue;
      this.waiting.delete(key);
      if (others.length > 0) this.waiting.set(key, others);
      this.running.add(key);
      first.begin();
      return;
    }
  }

  private remove(key: string, waiting: Waiting): void {
    const left = (this.waiting.get(key) ?? []).filter((each) => each !== waiting);
    if (left.length > 0) this.waiting.set(key, left);
    else this.waiting.delete(key);
  }
}

/** The turn of whoever asks: of the account, whatever it was signed in by. */
export const turnOf = ({ actor, signal }: Pick<Ctx, 'actor' | 'signal'>): Turn => ({
  key: actor?.userId ?? '',
  signal,
});

/** Lets everybody else have the thread; between parts of work that would keep it. */
export const letOthers = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Does the work, and lets everybody else have the thread between its parts. */
export async function lettingOthers<T>(work: InParts<T>): Promise<T> {
  for (;;) {
    const part = work.next();
    if (part.done) return part.value;
    await letOthers();
  }
}
