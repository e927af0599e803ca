import { describe, expect, it } from '@jest/globals';
import { currency, fen } from '../../../kernel/money.js';
import { refuseSettlement } from './refuse-settlement.js';

const money = (amount: number, code: string) => ({ amount: fen(amount), currency: currency(code) });

describe('a settlement', () => {
  it('is in one currency', () => {
    expect(refuseSettlement(null)).toEqual([]);
    expect(refuseSettlement({ pricePerKg: money(620, 'CNY') })).toEqual([]);
    expect(refuseSettlement({ pricePerKg: money(620, 'CNY'), advance: money(1, 'CNY') })).toEqual([]);
    expect(refuseSettlement({ pricePerKg: money(620, 'CNY'), advance: money(1, 'USD') })).toMatchObject([
      { code: 'CURRENCIES_DIFFER', values: { price: 'CNY', advance: 'USD' } },
    ]);
  });
});
