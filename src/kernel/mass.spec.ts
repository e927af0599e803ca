import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatKg, grams, kg, massFrom, minusGrams, sumGrams, type MassUnit } from './mass.js';

const anyGrams = fc.integer({ min: 0, max: 10 ** 12 }).map(grams);

describe('grams', () => {
  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('refuses %p', (n) => {
    expect(() => grams(n)).toThrow(RangeError);
  });

  it('takes nothing, and the most that can be held exactly', () => {
    expect(grams(0)).toBe(0);
    expect(Object.is(grams(-0), 0)).toBe(true);
    expect(grams(Number.MAX_SAFE_INTEGER)).toBe(9_007_199_254_740_991);
  });
});

describe('kg', () => {
  it.each([
    [0.1, 100],
    [1_000, 1_000_000],
    [4.35, 4_350],
    [1.005, 1_005],
    [0.001, 1],
  ])('%p kg are %d g, whatever floating point makes of the product', (n, expected) => {
    expect(kg(n)).toBe(expected);
  });

  it.each([0.0005, -1, Number.NaN, 1e16])('refuses %p', (n) => {
    expect(() => kg(n)).toThrow(RangeError);
  });
});

describe('massFrom', () => {
  it.each<[string, MassUnit, number]>([
    ['3.5', 'JIN', 1_750],
    ['0.002', 'JIN', 1],
    ['1.234567', 'TONNE', 1_234_567],
    ['12.80', 'KG', 12_800],
    ['7', 'G', 7],
    ['7.0', 'G', 7],
    ['24000', 'TONNE', 24_000_000_000],
  ])('%s %s are %d g', (value, unit, expected) => {
    expect(massFrom(value, unit)).toBe(expected);
  });

  it.each<[string, MassUnit]>([
    ['0.001', 'JIN'],
    ['1.2345', 'KG'],
    ['0.5', 'G'],
    ['-1', 'KG'],
    ['1e3', 'KG'],
    ['', 'KG'],
    ['9007199255', 'TONNE'],
  ])('refuses %p %s and does not round it', (value, unit) => {
    expect(() => massFrom(value, unit)).toThrow(RangeError);
  });
});

describe('sums and differences', () => {
  it('sums nothing to nothing', () => {
    expect(sumGrams([])).toBe(0);
  });

  it('gives back what was added', () => {
    fc.assert(
      fc.property(anyGrams, anyGrams, (a, b) => {
        expect(minusGrams(sumGrams([a, b]), b)).toBe(a);
      }),
    );
  });

  it('refuses to take more than is there', () => {
    expect(() => minusGrams(kg(1), grams(1_001))).toThrow('cannot take 1001 g from 1000 g');
  });

  it('refuses a sum that cannot be held exactly', () => {
    expect(() => sumGrams([grams(Number.MAX_SAFE_INTEGER), grams(1)])).toThrow(RangeError);
  });
});

describe('formatKg', () => {
  it.each([
    [0, '0'],
    [1, '0.001'],
    [12_500, '12.5'],
    [1_000_000, '1000'],
  ])('%d g are %s kg', (g, expected) => {
    expect(formatKg(grams(g))).toBe(expected);
  });

  it('is read back as the same mass', () => {
    fc.assert(
      fc.property(anyGrams, (g) => {
        expect(massFrom(formatKg(g), 'KG')).toBe(g);
      }),
    );
  });
});
