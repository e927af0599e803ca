import type { Brand } from './brand.js';
import { decimal, decimalFromUnits, decimalUnits } from './decimal.js';
import { nonNegativeInteger, safeNumber } from './integer.js';

/** A share or tolerance in whole parts per million, never negative: 1 % is 10 000. May exceed a million (110 %). */
export type Ppm = Brand<number, 'Ppm'>;

/** A difference in whole parts per million; negative where the second value is the smaller one. */
export type SignedPpm = Brand<number, 'SignedPpm'>;

/** @throws RangeError unless `n` is a safe integer of at least 0 */
export function ppm(n: number): Ppm {
  return nonNegativeInteger(n, 'parts per million') as Ppm;
}

/**
 * A percentage as typed, without the sign: `percent('2.5')` is 25 000 ppm.
 *
 * @throws RangeError if it is no decimal number, negative, too large, or finer than 0.0001 %
 */
export function percent(value: string): Ppm {
  return ppm(safeNumber(decimalUnits(decimal(value), 4), 'parts per million'));
}

/** As a percentage, exact, without the sign: 25 000 ppm is "2.5". */
export function formatPercent(share: Ppm | SignedPpm): string {
  return decimalFromUnits(BigInt(share), 4);
}
