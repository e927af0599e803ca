import { describe, expect, it } from '@jest/globals';
import { decimalFromUnits } from './decimal.js';
import { formatMgPerKg, microgramsPerKg, residueFrom, type ResidueUnit } from './residue.js';

describe('residueFrom', () => {
  it.each<[string, ResidueUnit, number]>([
    ['0.01', 'MG_PER_KG', 10],
    ['0.010', 'MG_PER_KG', 10],
    ['4.2', 'MG_PER_KG', 4_200],
    ['0.001', 'MG_PER_KG', 1],
    ['10', 'UG_PER_KG', 10],
    ['10.0', 'UG_PER_KG', 10],
    ['0', 'MG_PER_KG', 0],
  ])('%s %s', (value, unit, expected) => {
    expect(residueFrom(value, unit)).toBe(expected);
  });

  it.each<[string, ResidueUnit]>([
    ['0.0105', 'MG_PER_KG'],
    ['10.5', 'UG_PER_KG'],
    ['-0.01', 'MG_PER_KG'],
    ['<0.01', 'MG_PER_KG'],
    ['ND', 'MG_PER_KG'],
    ['1e-2', 'MG_PER_KG'],
  ])('refuses %p %s: rounding would decide about a limit', (value, unit) => {
    expect(() => residueFrom(value, unit)).toThrow(RangeError);
  });
});

describe('formatMgPerKg', () => {
  it.each([
    [10, '0.01'],
    [4_200, '4.2'],
    [1, '0.001'],
    [5_000, '5'],
  ])('%d µg/kg are %s mg/kg', (micrograms, expected) => {
    expect(formatMgPerKg(microgramsPerKg(micrograms))).toBe(expected);
  });

  it('is the exact decimal, however it is written', () => {
    const everyFew = Array.from({ length: 2_500 }, (_, n) => n * 401);
    for (const n of [...everyFew, 1e12 - 1, 1e12, 1e12 + 1, 123_456_789_012, Number.MAX_SAFE_INTEGER])
      expect(formatMgPerKg(microgramsPerKg(n))).toBe(decimalFromUnits(BigInt(n), 3));
  });
});

describe('microgramsPerKg', () => {
  it.each([-1, 0.5, Number.NaN])('refuses %p', (n) => {
    expect(() => microgramsPerKg(n)).toThrow(RangeError);
  });
});
