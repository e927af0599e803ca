import type { Brand } from './brand.js';

/** Global Location Number: 13 digits, an organisation or a place. */
export type Gln = Brand<string, 'Gln'>;

/** Global Trade Item Number: 8, 12, 13 or 14 digits, a kind of carton. */
export type Gtin = Brand<string, 'Gtin'>;

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

/** The digits with their check digit behind them. */
export function withCheckDigit(digits: string): string {
  return `${digits}${checkDigit(digits)}`;
}

function isKey(s: unknown, lengths: readonly number[]): boolean {
  if (typeof s !== 'string' || !lengths.includes(s.length) || !DIGITS.test(s)) return false;
  return withCheckDigit(s.slice(0, -1)) === s;
}

function key(s: string, name: string, lengths: readonly number[]): string {
  if (!DIGITS.test(s) || !lengths.includes(s.length)) {
    throw new RangeError(`${name}: ${lengths.join(', ')} digits expected`);
  }
  if (!isKey(s, lengths)) {
    throw new RangeError(`${name} ${s}: check digit ${checkDigit(s.slice(0, -1))} expected`);
  }
  return s;
}

const GLN = [13];
const GTIN = [8, 12, 13, 14];
const SSCC = [18];

/** @throws RangeError unless 13 digits with the right check digit */
export function gln(s: string): Gln {
  return key(s, 'GLN', GLN) as Gln;
}

/** @throws RangeError unless 8, 12, 13 or 14 digits with the right check digit */
export function gtin(s: string): Gtin {
  return key(s, 'GTIN', GTIN) as Gtin;
}

/** @throws RangeError unless 18 digits with the right check digit */
export function sscc(s: string): Sscc {
  return key(s, 'SSCC', SSCC) as Sscc;
}

/** Whether a value is a GLN: 13 digits with the right check digit. */
export function isGln(s: unknown): s is Gln {
  return isKey(s, GLN);
}

/** Whether a value is a GTIN of 8, 12, 13 or 14 digits with the right check digit. */
export function isGtin(s: unknown): s is Gtin {
  return isKey(s, GTIN);
}

/** Whether a value is an SSCC: 18 digits with the right check digit. */
export function isSscc(s: unknown): s is Sscc {
  return isKey(s, SSCC);
}

/** The 14 digits in which GTINs of any length compare and go into AI (01): zeros in front keep the check digit right. */
export function gtin14(item: Gtin): Gtin {
  return item.padStart(14, '0') as Gtin;
}
