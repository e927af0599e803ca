import { parseValue } from 'graphql';
import { describe, expect, it } from '@jest/globals';
import { MoneyScalar } from './money.scalar.js';

describe('money', () => {
  it.each([
    ['12.30 CNY', 1230, '12.30 CNY'],
    ['6.2 CNY', 620, '6.20 CNY'],
    ['7 USD', 700, '7.00 USD'],
    ['-0.05 CNY', -5, '-0.05 CNY'],
  ])('%s is read and written exactly', (written, amount, answered) => {
    const read = MoneyScalar.parseValue(written);
    expect(read).toMatchObject({ amount });
    expect(MoneyScalar.serialize(read)).toBe(answered);
    expect(MoneyScalar.parseLiteral(parseValue(`"${written}"`))).toEqual(read);
  });

  it.each([
    '12.305 CNY',
    '12.30',
    '12,30 CNY',
    '12.30 cny',
    '1e3 CNY',
    '',
    12.3,
    null,
    '99999999999999999 CNY',
  ])('refuses %p', (written) => {
    expect(() => MoneyScalar.parseValue(written)).toThrow('such as "12.30 CNY"');
  });
});
