import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ppm } from '../../../../kernel/ppm.js';
import {
  acceptanceProbability,
  acceptanceProbabilityInBatch,
  operatingCurve,
} from './operating-characteristic.js';

const plan = fc.record({
  sampleSize: fc.integer({ min: 1, max: 200 }),
  accept: fc.integer({ min: 0, max: 21 }),
});
const share = fc.integer({ min: 0, max: 1_000_000 }).map(ppm);

/** The same in floating point, by the recurrence of the terms. */
function binomialInFloats(n: number, accept: number, p: number): number {
  let term = (1 - p) ** n;
  let sum = term;
  for (let k = 1; k <= Math.min(accept, n); k += 1) {
    term *= ((n - k + 1) / k) * (p / (1 - p));
    sum += term;
  }
  return sum;
}

describe('acceptance in a large batch', () => {
  // Reckoned elsewhere with exact fractions.
  it.each([
    [80, 5, 25_000, 984_785],
    [80, 5, 50_000, 789_225],
    [80, 5, 100_000, 176_917],
    [2, 0, 65_000, 874_225],
    [13, 0, 10_000, 877_521],
    [125, 7, 94_000, 89_985],
    [2000, 21, 6_500, 986_202],
    [1250, 21, 10_000, 990_934],
  ])('of %d with %d allowed at %d ppm is %d ppm', (sampleSize, accept, p, expected) => {
    expect(acceptanceProbability({ sampleSize, accept }, ppm(p))).toBe(expected);
  });

  it.each([
    ['certain where nothing is wrong', { sampleSize: 5, accept: 0 }, 0, 1_000_000],
    ['never where all is wrong', { sampleSize: 5, accept: 4 }, 1_000_000, 0],
    ['certain where all may be wrong', { sampleSize: 5, accept: 5 }, 1_000_000, 1_000_000],
    ['certain where more may be wrong than is drawn', { sampleSize: 2, accept: 21 }, 1_000_000, 1_000_000],
    ['certain where nothing is drawn', { sampleSize: 0, accept: 0 }, 500_000, 1_000_000],
  ])('is %s', (_, drawn, p, expected) => expect(acceptanceProbability(drawn, ppm(p))).toBe(expected));

  it('agrees with floating point to one in a million', () => {
    fc.assert(
      fc.property(plan, fc.integer({ min: 0, max: 900_000 }), ({ sampleSize, accept }, p) => {
        const inFloats = binomialInFloats(sampleSize, accept, p / 1e6) * 1e6;
        expect(Math.abs(acceptanceProbability({ sampleSize, accept }, ppm(p)) - inFloats)).toBeLessThan(0.51);
      }),
    );
  });

  it('never rises with the share, and never falls with the acceptance number', () => {
    fc.assert(
      fc.property(plan, share, share, (drawn, p, q) => {
        const [less, more] = p < q ? [p, q] : [q, p];
        const [at, beyond] = operatingCurve(drawn, [less, more]);
        expect(beyond?.accepted).toBeLessThanOrEqual(at?.accepted ?? -1);
        const laxer = acceptanceProbability({ ...drawn, accept: drawn.accept + 1 }, less);
        expect(laxer).toBeGreaterThanOrEqual(at?.accepted ?? Infinity);
      }),
    );
  });

  it('is not reckoned for more than everything', () => {
    expect(() => acceptanceProbability({ sampleSize: 5, accept: 0 }, ppm(1_000_001))).toThrow(RangeError);
  });
});

describe('acceptance of one batch', () => {
  it.each([
    [10, 2, 3, 0, 466_667],
    [1000, 25, 80, 5, 988_798],
    [1000, 100, 80, 5, 165_815],
    [50, 5, 8, 1, 824_118],
    [500, 1, 125, 0, 750_000],
  ])(
    'of %d with %d nonconforming, %d drawn and %d allowed is as reckoned elsewhere',
    (batch, bad, n, ac, expected) => {
      expect(acceptanceProbabilityInBatch({ sampleSize: n, accept: ac }, batch, bad)).toBe(expected);
    },
  );

  it('is a plain yes or no where the whole batch is examined', () => {
    const whole = { sampleSize: 50, accept: 5 };
    const answers = [0, 5, 6, 50].map((bad) => acceptanceProbabilityInBatch(whole, 50, bad));
    expect(answers).toEqual([1_000_000, 1_000_000, 0, 0]);
  });

  it('is that of every possible sample of a small batch, counted one by one', () => {
    const batch = fc.integer({ min: 1, max: 10 });
    fc.assert(
      fc.property(batch, fc.nat(10), fc.nat(10), fc.nat(3), (size, badSeed, drawnSeed, accept) => {
        const [bad, n] = [badSeed % (size + 1), drawnSeed % (size + 1)];
        let samples = 0;
        let accepted = 0;
        for (let mask = 0; mask < 2 ** size; mask += 1) {
          const units = [...Array(size).keys()].filter((unit) => mask & (1 << unit));
          if (units.length !== n) continue;
          samples += 1;
          if (units.filter((unit) => unit < bad).length <= accept) accepted += 1;
        }
        const counted = Math.floor((accepted * 2e6 + samples) / (2 * samples));
        expect(acceptanceProbabilityInBatch({ sampleSize: n, accept }, size, bad)).toBe(counted);
      }),
    );
  });

  it('comes to that of a large batch as the batch grows', () => {
    const drawn = { sampleSize: 80, accept: 5 };
    const apart = [1_000, 10_000, 1_000_000].map((size) =>
      Math.abs(
        acceptanceProbabilityInBatch(drawn, size, size / 20) - acceptanceProbability(drawn, ppm(50_000)),
      ),
    );
    expect(apart).toEqual(apart.toSorted((a, b) => b - a));
    expect(apart.at(-1)).toBeLessThan(20);
  });

  it.each([
    [11, 2],
    [3, 11],
  ])('is not reckoned for %d drawn and %d nonconforming of 10', (sampleSize, bad) => {
    expect(() => acceptanceProbabilityInBatch({ sampleSize, accept: 0 }, 10, bad)).toThrow(RangeError);
  });
});
