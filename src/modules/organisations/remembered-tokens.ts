/** Of how many tokens: a few kilobytes each at worst. */
const ROOM = 1_000;

interface Known<T> {
  readonly found: T;
  readonly until: number;
}

/**
 * What tokens stood for when they were last looked up. Whoever uses it has PostgreSQL compare the state of the accounts
 * it was found in with the present one (`access.epoch`), so that nothing here outlives a change.
 */
export class RememberedTokens<T> {
  /** By hash, in order of use. */
  private readonly known = new Map<string, Known<T>>();

  /** @param until milliseconds since 1970; from then on it has to be looked up in any case */
  set(hash: string, found: T, until: number): void {
    this.known.delete(hash);
    this.known.set(hash, { found, until });
    if (this.known.size <= ROOM) return;
    const [oldest] = this.known.keys();
    this.known.delete(oldest!);
  }

  get(hash: string, now: number): T | null {
    const known = this.known.get(hash);
    if (!known) return null;
    this.known.delete(hash);
    if (known.until <= now) return null;
    this.known.set(hash, known);
    return known.found;
  }

  get size(): number {
    return this.known.size;
  }
}
