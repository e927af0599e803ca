type Row<T> = T & { readonly token_hash: string };

/**
 * Looks tokens up, those of requests that arrive at the same moment with one statement. The statement is sent after the
 * last of them has arrived, so each is answered from a state no older than its request: what was revoked before a
 * request came is revoked for it.
 */
export class LookUps<T> {
  private waiting: { readonly hashes: Set<string>; readonly rows: Promise<ReadonlyMap<string, T>> } | null =
    null;

  /** @param ask finds the rows of these tokens, without those that are not good */
  constructor(private readonly ask: (hashes: string[]) => Promise<readonly Row<T>[]>) {}

  async find(hash: string): Promise<T | null> {
    this.waiting ??= this.gather();
    this.waiting.hashes.add(hash);
    return (await this.waiting.rows).get(hash) ?? null;
  }

  private gather(): NonNullable<typeof this.waiting> {
    const hashes = new Set<string>();
    const rows = new Promise<ReadonlyMap<string, T>>((resolve, reject) => {
      // After all that has come in by now has been read.
      setImmediate(() => {
        this.waiting = null;
        this.ask([...hashes]).then(
          (found) => resolve(new Map(found.map((row) => [row.token_hash, row]))),
          reject,
        );
      });
    });
    return { hashes, rows };
  }
}
