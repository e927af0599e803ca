import { describe, expect, it } from '@jest/globals';
import { currency, fen, fenFrom, formatFen } from './money.js';

describe('fen', () => {
  it.each([0.5, Number.NaN, 2 ** 53])('refuses %p', (n) => {
    expect(() => fen(n)).toThrow(RangeError);
  });

  it.each([
    ['12.34', 1_234, '12.34'],
    ['12.3', 1_230, '12.30'],
    ['12', 1_200, '12.00'],
    ['-0.05', -5, '-0.05'],
    ['-0', 0, '0.00'],
  ])('reads %s and writes it with two decimals', (typed, amount, written) => {
    expect(fenFrom(typed)).toBe(amount);
    expect(formatFen(fenFrom(typed))).toBe(written);
  });

  it('refuses a fraction of a fen', () => {
    expect(() => fenFrom('0.005')).toThrow(RangeError);
  });
});

describe('currency', () => {
  it('takes three capital letters', () => {
    expect(currency('THB')).toBe('THB');
  });

  it.each(['cny', 'RMB¥', 'CN', ''])('refuses %p', (code) => {
    expect(() => currency(code)).toThrow(RangeError);
  });
});
