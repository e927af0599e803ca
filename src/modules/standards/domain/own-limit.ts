import type { LocalDate } from '../../../kernel/local-date.js';
import { indexedBy } from './indexed.js';
import type { ResidueLimitFacts } from './market-facts.js';
import { narrowestLimits } from './narrowest-limits.js';
import { settles } from './rule.js';
import { within } from './rule-kind.js';

const bySubstance = indexedBy((row: ResidueLimitFacts) => [row.substance]);

const inForceOn = (rows: readonly ResidueLimitFacts[], substance: string, day: LocalDate) =>
  bySubstance(rows, substance).filter(({ validFrom, validTo }) => within(day, validFrom, validTo));

/**
 * The market's own row on a day: the one written most narrowly, and of several editions, the one that began last. Rows that name
 * no limit do not count, unless they say that none is needed; where nobody has confirmed that, or another row of the same day names
 * a limit, the limit counts.
 *
 * @param day of the test, or of the treatment after harvest
 * @returns a row in µg/kg, or one that says that none is needed; null: the market has none on record
 */
export function ownLimit(
  rows: readonly ResidueLimitFacts[],
  substance: string,
  day: LocalDate,
): ResidueLimitFacts | null {
  const inForce = narrowestLimits(inForceOn(rows, substance, day));
  const limits = inForce.filter((row) => row.limitMicrogramsPerKg !== null);
  const exempt = inForce.filter(
    (row) => row.isExempt === true && (limits.length === 0 || settles(row.confidence)),
  );
  return [...limits, ...exempt].reduce<ResidueLimitFacts | null>(
    (best, row) => (!best || (row.validFrom ?? '') > (best.validFrom ?? '') ? row : best),
    null,
  );
}

/**
 * Limits of a substance in force on a day that are official or confirmed, whatever their breadth and edition: what one that nobody
 * confirmed displaces is not gone. None in facts kept by older versions, which do not say how broadly a limit is written.
 */
export const settledLimits = (
  rows: readonly ResidueLimitFacts[],
  substance: string,
  day: LocalDate,
): readonly ResidueLimitFacts[] =>
  inForceOn(rows, substance, day).filter(
    ({ level, limitMicrogramsPerKg, confidence }) =>
      level !== undefined && limitMicrogramsPerKg !== null && settles(confidence),
  );

/**
 * The row by which a market needs no limit of a substance on a day, official or confirmed.
 *
 * @returns null: none says so, or another one counts
 */
export function exemptBy(
  rows: readonly ResidueLimitFacts[],
  substance: string,
  day: LocalDate,
): ResidueLimitFacts | null {
  const own = ownLimit(rows, substance, day);
  return own?.isExempt === true && settles(own.confidence) ? own : null;
}
