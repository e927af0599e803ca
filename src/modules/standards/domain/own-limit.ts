import type { LocalDate } from '../../../kernel/local-date.js';
import { indexedBy } from './indexed.js';
import type { ResidueLimitFacts } from './market-facts.js';
import { narrowestLimits } from './narrowest-limits.js';
import { settles } from './rule.js';
import { within } from './rule-kind.js';

const bySubstance = indexedBy((row: ResidueLimitFacts) => [row.substance]);

/**
 * The market's own row on a day: the one written most narrowly, and of several editions, the one that began last. Rows that name no limit do not count, unless they
 * say that none is needed; where nobody has confirmed that, or another row of the same day names a limit, the limit counts.
 *
 * @param day of the test, or of the treatment after harvest
 * @returns a row in µg/kg, or one that says that none is needed; null: the market has none on record
 */
export function ownLimit(
  rows: readonly ResidueLimitFacts[],
  substance: string,
  day: LocalDate,
): ResidueLimitFacts | null {
  const inForce = narrowestLimits(
    bySubstance(rows, substance).filter(({ validFrom, validTo }) => within(day, validFrom, validTo)),
  );
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
