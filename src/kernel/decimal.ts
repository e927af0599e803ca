import type { Brand } from './brand.js';

/**
 * An exact decimal number in canonical form: no leading zeros, no trailing zeros, no exponent, no "-0".
 * "0.01", "12.8", "-3". Equal numbers are equal strings.
 */
export type Decimal = Brand<string, 'Decimal'>;

const SHAPE = /^(-?)([0-9]+)(?:\.([0-9]+))?$/;
const MAX_LENGTH = 60; // far beyond any measurement; keeps hostile input from costing time

interface Scaled {
  readonly units: bigint;
  readonly places: number;
}

function scaled(d: string): Scaled {
  const match = SHAPE.exec(d);
  if (!match) throw new RangeError('not a decimal number');
  const [, sign = '', whole = '', fraction = ''] = match;
  const units = BigInt(whole + fraction);
  return { units: sign === '-' ? -units : units, places: fraction.length };
}

function checkPlaces(places: number): void {
  if (!Number.isSafeInteger(places) || places < 0 || places > 100) {
    throw new RangeError(`a number of decimals is between 0 and 100, not ${places}`);
  }
}

/** Divides, rounding to the nearest and halves away from zero. */
function divideRounded(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n !== denominator < 0n;
  const n = numerator < 0n ? -numerator : numerator;
  const d = denominator < 0n ? -denominator : denominator;
  const magnitude = (2n * n + d) / (2n * d);
  return negative ? -magnitude : magnitude;
}

/**
 * The decimal that is `units` tenths, hundredths, ... : `decimalFromUnits(128n, 1)` is "12.8".
 *
 * @throws RangeError if `places` is not a whole number from 0 to 100
 */
export function decimalFromUnits(units: bigint, places: number): Decimal {
  checkPlaces(places);
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const fraction = digits.slice(digits.length - places).replace(/0+$/, '');
  const sign = units < 0n ? '-' : '';
  return (fraction === '' ? sign + whole : `${sign}${whole}.${fraction}`) as Decimal;
}

/**
 * Reads a decimal number. A `number` is read by its shortest representation, so 0.1 is "0.1".
 *
 * @throws RangeError for anything but optional minus, digits, optional point and digits: NaN, exponents,
 *   signs of plus, spaces, separators, a bare point; and beyond 60 characters
 */
export function decimal(s: string | number): Decimal {
  const text = typeof s === 'number' ? String(s) : s;
  if (text.length > MAX_LENGTH) throw new RangeError(`a decimal number has at most ${MAX_LENGTH} characters`);
  const { units, places } = scaled(text);
  return decimalFromUnits(units, places);
}

/** Orders two decimals by value. */
export function compareDecimal(a: Decimal, b: Decimal): -1 | 0 | 1 {
  const [x, y] = aligned(a, b);
  if (x === y) return 0;
  return x < y ? -1 : 1;
}

function aligned(a: Decimal, b: Decimal): [bigint, bigint, number] {
  const x = scaled(a);
  const y = scaled(b);
  const places = Math.max(x.places, y.places);
  return [x.units * 10n ** BigInt(places - x.places), y.units * 10n ** BigInt(places - y.places), places];
}

/**
 * The exact whole number of 10^-places in `d`: `decimalUnits("0.01", 3)` is 10n.
 *
 * @throws RangeError if `d` has more decimals than `places` (nothing is rounded here), or `places` is none of 0 to 100
 */
export function decimalUnits(d: Decimal, places: number): bigint {
  checkPlaces(places);
  const x = scaled(d);
  if (x.places > places) throw new RangeError(`${d} has more than ${places} decimals`);
  return x.units * 10n ** BigInt(places - x.places);
}

/** The exact sum. */
export function addDecimal(a: Decimal, b: Decimal): Decimal {
  const [x, y, places] = aligned(a, b);
  return decimalFromUnits(x + y, places);
}

/**
 * The exact product.
 *
 * @throws RangeError if it has more than 100 decimals: nothing is rounded here
 */
export function multiplyDecimal(a: Decimal, b: Decimal): Decimal {
  const x = scaled(a);
  const y = scaled(b);
  return decimalFromUnits(x.units * y.units, x.places + y.places);
}

/**
 * `d` to the nearest 10^-places, halves away from zero ("2.5" to "3", "-2.5" to "-3").
 *
 * @throws RangeError if `places` is not a whole number from 0 to 100
 */
export function roundDecimal(d: Decimal, places: number): Decimal {
  checkPlaces(places);
  const x = scaled(d);
  if (x.places <= places) return d;
  return decimalFromUnits(divideRounded(x.units, 10n ** BigInt(x.places - places)), places);
}

/**
 * a / b to the nearest 10^-places, halves away from zero: a TSS of "12" over an acid of "0.9" with one decimal is
 * "13.3".
 *
 * @throws RangeError if `b` is zero or `places` is none of 0 to 100
 */
export function ratio(a: Decimal, b: Decimal, places: number): Decimal {
  checkPlaces(places);
  const [x, y] = aligned(a, b);
  if (y === 0n) throw new RangeError('a ratio to zero');
  return decimalFromUnits(divideRounded(x * 10n ** BigInt(places), y), places);
}
