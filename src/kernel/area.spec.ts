import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  differencePpm,
  formatMu,
  muFrom,
  muHundredths,
  muOfSquareMetres,
  squareMetres,
  squareMetresOfMu,
} from './area.js';

describe('mu', () => {
  it.each([
    ['12.5', 1_250],
    ['0.01', 1],
    ['100', 10_000],
    ['3.70', 370],
  ])('reads %s mu', (typed, expected) => {
    expect(muFrom(typed)).toBe(expected);
  });

  it.each(['0.005', '-1', 'mu', '1e2', ''])('refuses %p', (typed) => {
    expect(() => muFrom(typed)).toThrow(RangeError);
  });

  it.each([
    [100, 667],
    [1_500, 10_000],
    [10_000, 66_667],
    [1, 7],
    [0, 0],
  ])('%d hundredths of a mu are %d m², since 1 mu = 10000/15 m²', (mu, expected) => {
    expect(squareMetresOfMu(muHundredths(mu))).toBe(expected);
  });

  it('comes back from square metres as declared', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 9 }).map(muHundredths), (mu) => {
        expect(muOfSquareMetres(squareMetresOfMu(mu))).toBe(mu);
        expect(muFrom(formatMu(mu))).toBe(mu);
      }),
    );
  });
});

describe('differencePpm', () => {
  it.each([
    [10_000, 10_500, 50_000],
    [10_000, 9_500, -50_000],
    [10_000, 10_000, 0],
    [3, 4, 333_333],
    [3, 5, 666_667],
    [3_000_000, 2_999_999, 0],
    [100, 0, -1_000_000],
  ])('declared %d m², measured %d m²: %d ppm', (declared, measured, expected) => {
    expect(differencePpm(squareMetres(declared), squareMetres(measured))).toBe(expected);
  });

  it('refuses a declared area of nothing', () => {
    expect(() => differencePpm(squareMetres(0), squareMetres(5))).toThrow(RangeError);
  });
});

describe('square metres', () => {
  it.each([-1, 1.5, Number.NaN])('refuses %p', (n) => {
    expect(() => squareMetres(n)).toThrow(RangeError);
    expect(() => muHundredths(n)).toThrow(RangeError);
  });
});
