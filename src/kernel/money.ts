import type { Brand } from './brand.js';
import { decimal, decimalFromUnits, decimalUnits } from './decimal.js';
import { safeNumber } from './integer.js';

/** Whole hundredths of the currency's unit (fen 分 of a yuan); negative is money owed the other way. */
export type Fen = Brand<number, 'Fen'>;

/** An ISO 4217 code: three capital letters. */
export type Currency = 'CNY' | Brand<string, 'Currency'>;

/** An amount with its currency. No rate between two currencies is kept or assumed anywhere. */
export interface Money {
  readonly amount: Fen;
  readonly currency: Currency;
}

/** @throws RangeError unless `n` is a safe integer */
export function fen(n: number): Fen {
  if (!Number.isSafeInteger(n)) throw new RangeError(`a whole number of hundredths expected, not ${n}`);
  return (n === 0 ? 0 : n) as Fen;
}

/**
 * An amount as typed: `fenFrom('12.34')` is 1234.
 *
 * @throws RangeError if it is no decimal number, too large, or finer than a hundredth
 */
export function fenFrom(value: string): Fen {
  return fen(safeNumber(decimalUnits(decimal(value), 2), 'an amount in hundredths'));
}

/** With two decimals and without the currency: 1230 is "12.30". */
export function formatFen(amount: Fen): string {
  const [whole = '0', fraction = ''] = decimalFromUnits(BigInt(amount), 2).split('.');
  return `${whole}.${fraction.padEnd(2, '0')}`;
}

/** @throws RangeError unless `code` is three capital letters; whether ISO 4217 lists it is not checked */
export function currency(code: string): Currency {
  if (!/^[A-Z]{3}$/.test(code)) throw new RangeError('a currency of three capital letters expected');
  return code as Currency;
}
