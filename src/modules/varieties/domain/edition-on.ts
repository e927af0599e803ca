import type { LocalDate } from '../../../kernel/local-date.js';

/** When something dated applies; both days are included, null is open. */
export interface Validity {
  readonly validFrom: LocalDate | null;
  readonly validTo: LocalDate | null;
}

/** The edition valid on a day; of several, the one that began last. Null: none was valid. */
export function editionOn<E extends Validity>(editions: readonly E[], day: LocalDate): E | null {
  return editions
    .filter(
      ({ validFrom, validTo }) =>
        (validFrom === null || validFrom <= day) && (validTo === null || day <= validTo),
    )
    .reduce<E | null>(
      (best, each) => (!best || (each.validFrom ?? '') > (best.validFrom ?? '') ? each : best),
      null,
    );
}
