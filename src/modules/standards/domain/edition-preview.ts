import type { MarketRows } from './market-knowledge.js';
import { without, type Period } from './periods.js';

/** A rule or row that belongs to an edition. */
interface OfEdition extends Period {
  readonly versionCode: string | null;
}

/**
 * What stands of the editions that a draft would end: up to the eve of its first day.
 *
 * @param validFrom the first day of the draft; null: it applies on every day, and nothing stands
 * @param isEnded   whether a row is of an edition of the same standard
 */
export const endedOn = <R extends OfEdition>(
  rows: readonly R[],
  validFrom: Period['validFrom'],
  isEnded: (row: R) => boolean,
): R[] =>
  rows.flatMap((row) =>
    isEnded(row) ? without(row, [{ validFrom, validTo: null }]).map((left) => ({ ...row, ...left })) : [row],
  );

/**
 * Whether an edition that begins on a day is ended by one that begins on another: one that begins later is not. Null
 * begins before all days.
 */
export const beginsBy = (day: Period['validFrom'], other: Period['validFrom']): boolean =>
  day === null || (other !== null && day <= other);

/**
 * All that would be held about a market once the pack is published. Watch lists are no part of a pack and stay.
 *
 * @param validFrom the first day of the pack
 * @see docs/adr/0017-market-packs.md
 */
export function withPack(held: MarketRows, pack: MarketRows, validFrom: Period['validFrom']): MarketRows {
  const ended = <R extends OfEdition>(rows: readonly R[]) =>
    endedOn(rows, validFrom, (row) => row.versionCode !== null && beginsBy(row.validFrom, validFrom));
  return {
    statuses: [...ended(held.statuses), ...pack.statuses],
    limits: [...ended(held.limits), ...pack.limits],
    fallbacks: [...ended(held.fallbacks), ...pack.fallbacks],
    packs: [...ended(held.packs), ...pack.packs],
    watchLists: held.watchLists,
  };
}

/** The markets whose lots rules can concern; null: any. */
export const marketsOf = (rules: readonly { readonly marketCode: string | null }[]): string[] | null =>
  rules.some(({ marketCode }) => marketCode === null)
    ? null
    : [...new Set(rules.flatMap(({ marketCode }) => marketCode ?? []))].sort();
