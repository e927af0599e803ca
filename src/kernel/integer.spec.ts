import { describe, expect, it } from '@jest/globals';
import { divideHalfUp, nonNegativeInteger, safeNumber } from './integer.js';

describe('whole numbers', () => {
  it('names the quantity that is wrong', () => {
    expect(() => nonNegativeInteger(-1, 'a mass')).toThrow(
      /^a mass: a whole number from 0 to 9007199254740991 expected, not -1$/,
    );
  });

  it('comes back from BigInt only where it is exact', () => {
    expect(safeNumber(9_007_199_254_740_991n, 'n')).toBe(9_007_199_254_740_991);
    expect(() => safeNumber(9_007_199_254_740_992n, 'n')).toThrow(RangeError);
    expect(() => safeNumber(-9_007_199_254_740_992n, 'n')).toThrow(RangeError);
  });

  it.each([
    [1n, 2n, 1n],
    [3n, 2n, 2n],
    [1n, 3n, 0n],
    [2n, 3n, 1n],
    [0n, 5n, 0n],
    [10n ** 30n + 1n, 2n, 5n * 10n ** 29n + 1n],
  ])('%d / %d, halves up', (a, b, expected) => {
    expect(divideHalfUp(a, b)).toBe(expected);
  });

  it.each([
    [-1n, 2n],
    [1n, 0n],
    [1n, -1n],
  ])('refuses %d / %d', (a, b) => {
    expect(() => divideHalfUp(a, b)).toThrow(RangeError);
  });
});
