import { settles, type Confidence } from './rule.js';

/** How broadly a market wrote its limit, narrowest first: oranges, citrus fruit, all fruit. */
export const LIMIT_LEVELS = ['COMMODITY', 'GROUP', 'CLASS'] as const;
export type LimitLevel = (typeof LIMIT_LEVELS)[number];

/** What decides between two limits of a market for one substance. */
export interface WrittenLimit {
  readonly substance: string;
  readonly level: LimitLevel;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  /** It says that no limit is needed. */
  readonly isExempt?: boolean;
  readonly confidence?: Confidence;
}

/**
 * The limits that count: a row for citrus fruit or all fruit gives way to one of the same substance written for
 * something narrower, wherever the two are valid on the same day (Korea: orange, then citrus fruit, then fruit:
 * reference/residue-fallbacks.json). That none is needed of something narrower takes no limit away before it is confirmed.
 */
export const narrowestLimits = <L extends WrittenLimit>(rows: readonly L[]): L[] => {
  const bySubstance = Map.groupBy(rows, ({ substance }) => substance);
  return rows.filter(
    (row) =>
      !(bySubstance.get(row.substance) ?? []).some(
        (other) => speaks(other) && isNarrower(other, row) && overlap(other, row),
      ),
  );
};

const speaks = ({ isExempt = false, confidence }: WrittenLimit): boolean =>
  !isExempt || (confidence !== undefined && settles(confidence));

const isNarrower = (a: WrittenLimit, b: WrittenLimit): boolean =>
  LIMIT_LEVELS.indexOf(a.level) < LIMIT_LEVELS.indexOf(b.level);

const overlap = (a: WrittenLimit, b: WrittenLimit): boolean =>
  (a.validFrom === null || b.validTo === null || a.validFrom <= b.validTo) &&
  (b.validFrom === null || a.validTo === null || b.validFrom <= a.validTo);
