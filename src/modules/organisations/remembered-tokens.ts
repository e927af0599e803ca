import type { Instant } from '../../kernel/instant.js';

/** Of how many tokens: a few kilobytes each at worst. */
const ROOM = 1_000;

interface Known<T> {
  readonly what: T;
  readonly until: Instant;
}

/**
 * Who tokens stood for when they were last looked up. Whoever uses it has PostgreSQL compare the state of the accounts
 * it was found in with the present one (`access.epoch`), so that nothing here outlives a change.
 */
export class RememberedTokens<T> {
  /** By the hash of the token and the organisation asked for, in order of use. */
  private readonly known = new Map<string, Known<T>>();

  /** @param until from then on it has to be looked up in any case */
  set(key: string, what: T, until: Instant): void {
    this.known.delete(key);
    this.known.set(key, { what, until });
    if (this.known.size <= ROOM) return;
    const [oldest] = this.known.keys();
    this.known.delete(oldest!);
  }

  get(key: string, now: Instant): T | null {
    const known = this.known.get(key);
    if (!known) return null;
    this.known.delete(key);
    if (known.until <= now) return null;
    this.known.set(key, known);
    return known.what;
  }

  get size(): number {
    return this.known.size;
  }
}
