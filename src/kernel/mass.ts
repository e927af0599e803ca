import type { Brand } from './brand.js';
import { decimal, decimalFromUnits, decimalUnits, multiplyDecimal } from './decimal.js';
import { nonNegativeInteger, safeNumber } from './integer.js';

/** A mass in whole grams: a safe integer, never negative (up to about 9 billion tonnes). */
export type Grams = Brand<number, 'Grams'>;

/** Units people weigh in. JIN is the market's 斤 of 500 g. */
export type MassUnit = 'G' | 'KG' | 'JIN' | 'TONNE';

const GRAMS_PER: Readonly<Record<MassUnit, string>> = { G: '1', KG: '1000', JIN: '500', TONNE: '1000000' };

/** @throws RangeError unless `n` is a safe integer of at least 0 */
export function grams(n: number): Grams {
  return nonNegativeInteger(n, 'a mass in grams') as Grams;
}

/**
 * Kilograms as grams, exact: `kg(0.1)` is 100.
 *
 * @throws RangeError below zero, with more than three decimals, or beyond a safe integer of grams
 */
export function kg(n: number): Grams {
  return grams(safeNumber(decimalUnits(decimal(n), 3), 'a mass in grams'));
}

/**
 * A mass as somebody typed it, exact to the gram: `massFrom('3.5', 'JIN')` is 1750.
 * The unit that was typed is for the caller to keep beside it.
 *
 * @throws RangeError if `value` is no decimal number, negative, too large, or not a whole number of grams
 */
export function massFrom(value: string, unit: MassUnit): Grams {
  const inGrams = multiplyDecimal(decimal(value), decimal(GRAMS_PER[unit]));
  return grams(safeNumber(decimalUnits(inGrams, 0), 'a mass in grams'));
}

/** @throws RangeError if the sum is beyond a safe integer */
export function sumGrams(masses: Iterable<Grams>): Grams {
  let total = 0;
  for (const mass of masses) total = grams(total + mass);
  return total as Grams;
}

/** @throws RangeError if more is taken than is there: a mass below zero is a caller's bug */
export function minusGrams(from: Grams, taken: Grams): Grams {
  if (taken > from) throw new RangeError(`cannot take ${taken} g from ${from} g`);
  return grams(from - taken);
}

/** In kilograms, exact, without unit or separators: 12500 g is "12.5". */
export function formatKg(g: Grams): string {
  return decimalFromUnits(BigInt(g), 3);
}
