import { describe, expect, it } from '@jest/globals';
import { formatPercent, percent, ppm, ppmOf, type SignedPpm } from './ppm.js';

describe('ppmOf', () => {
  it.each([
    [1, 2, 500_000],
    [1, 3, 333_333],
    [2, 3, 666_667],
    [1, 2_000_000, 1],
    [1, 2_000_001, 0],
    [11, 10, 1_100_000],
    [0, 7, 0],
    [9_007_199_254_740_991, 9_007_199_254_740_991, 1_000_000],
  ])('%d of %d', (part, whole, expected) => {
    expect(ppmOf(part, whole)).toBe(expected);
  });

  it.each([
    [1, 0],
    [-1, 2],
    [1, -2],
    [0.5, 1],
    [Number.MAX_SAFE_INTEGER, 1],
  ])('refuses %p of %p', (part, whole) => {
    expect(() => ppmOf(part, whole)).toThrow(RangeError);
  });
});

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
