import { describe, expect, it } from '@jest/globals';
import { formatPercent, percent, ppm, type SignedPpm } from './ppm.js';

describe('percent', () => {
  it.each([
    ['2.5', 25_000],
    ['0.0001', 1],
    ['100', 1_000_000],
    ['0', 0],
  ])('%s %% are %d ppm, and back', (typed, expected) => {
    expect(percent(typed)).toBe(expected);
    expect(formatPercent(percent(typed))).toBe(typed);
  });

  it.each(['0.00005', '-1', '2.5%', ''])('refuses %p', (typed) => {
    expect(() => percent(typed)).toThrow(RangeError);
  });

  it('writes a difference with its sign', () => {
    expect(formatPercent(-12_300 as SignedPpm)).toBe('-1.23');
  });
});

describe('ppm', () => {
  it.each([-1, 0.5, Number.NaN])('refuses %p', (n) => {
    expect(() => ppm(n)).toThrow(RangeError);
  });
});
