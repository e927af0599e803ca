import DataLoader from 'dataloader';
import type { Ctx } from '../infrastructure/database/context.js';

/** Fetches the rows of many keys at once, under the caller's scope; a key without a visible row is left out. */
export type BatchFetch<K, V> = (ctx: Ctx, keys: readonly K[]) => Promise<ReadonlyMap<K, V>>;

/**
 * Gathers the lookups that nested fields of one request make in the same tick into one query. One instance belongs to
 * one provider; what it holds is kept by context, so that nothing is ever shared between two callers.
 *
 * It batches and does not cache: a request may hold several mutations, and the second must not see what the first
 * one replaced.
 */
export class RequestLoader<K extends string, V> {
  private readonly loaders = new WeakMap<Ctx, DataLoader<K, V | null>>();

  constructor(private readonly fetch: BatchFetch<K, V>) {}

  /** @returns the row, or null where there is none that the caller may see */
  load(ctx: Ctx, key: K): Promise<V | null> {
    return this.loaderOf(ctx).load(key);
  }

  private loaderOf(ctx: Ctx): DataLoader<K, V | null> {
    const existing = this.loaders.get(ctx);
    if (existing) return existing;
    const made = new DataLoader<K, V | null>(
      async (keys) => {
        const rows = await this.fetch(ctx, [...new Set(keys)]);
        return keys.map((key) => rows.get(key) ?? null);
      },
      { cache: false },
    );
    this.loaders.set(ctx, made);
    return made;
  }
}

/** Rows by their key, in the form a {@link BatchFetch} answers with. */
export function mapBy<K, V>(rows: readonly V[], keyOf: (row: V) => K): Map<K, V> {
  return new Map(rows.map((row) => [keyOf(row), row]));
}

/** Rows by a key that several share, such as the children of a parent; for every key asked for, also those without any. */
export function groupBy<K, V>(
  keys: readonly K[],
  rows: readonly V[],
  keyOf: (row: V) => K,
): Map<K, readonly V[]> {
  const groups = new Map<K, V[]>(keys.map((key) => [key, []]));
  for (const row of rows) groups.get(keyOf(row))?.push(row);
  return groups;
}
