import type { Brand } from './brand.js';

/** Global Location Number: 13 digits, an organisation or a place. */
export type Gln = Brand<string, 'Gln'>;

/** Serial Shipping Container Code: 18 digits, a pallet. */
export type Sscc = Brand<string, 'Sscc'>;

const DIGITS = /^[0-9]+$/;

/**
 * The check digit for the digits before it: weights 3, 1, 3, ... from the right, up to the next ten
 * (GS1 General Specifications, section 7.9). Works on text: an SSCC does not fit a JavaScript number.
 *
 * @returns 0 to 9
 * @throws RangeError if `digits` is empty or holds anything but 0 to 9
 */
export function checkDigit(digits: string): number {
  if (!DIGITS.test(digits)) throw new RangeError('digits 0 to 9 expected');
  let sum = 0;
  for (let fromRight = 0; fromRight < digits.length; fromRight += 1) {
    const digit = Number(digits.charAt(digits.length - 1 - fromRight));
    sum += fromRight % 2 === 0 ? 3 * digit : digit;
  }
  return (10 - (sum % 10)) % 10;
}

/**
 * The digits with their check digit behind them.
 *
 * @throws RangeError as {@link checkDigit}
 */
export function withCheckDigit(digits: string): string {
  return `${digits}${checkDigit(digits)}`;
}

function isKey(s: unknown, length: number): boolean {
  if (typeof s !== 'string' || s.length !== length || !DIGITS.test(s)) return false;
  return withCheckDigit(s.slice(0, -1)) === s;
}

const GLN = 13;
const SSCC = 18;

/** @throws RangeError unless 18 digits with the right check digit */
export function sscc(s: string): Sscc {
  if (!DIGITS.test(s) || s.length !== SSCC) throw new RangeError(`SSCC: ${SSCC} digits expected`);
  if (!isSscc(s)) throw new RangeError(`SSCC ${s}: check digit ${checkDigit(s.slice(0, -1))} expected`);
  return s;
}

/** Whether a value is a GLN: 13 digits with the right check digit. */
export function isGln(s: unknown): s is Gln {
  return isKey(s, GLN);
}

/** Whether a value is an SSCC: 18 digits with the right check digit. */
export function isSscc(s: unknown): s is Sscc {
  return isKey(s, SSCC);
}
