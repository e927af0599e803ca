import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { acceptanceProbability, operatingCharacteristic } from './operating-characteristic.js';

describe('how probably a batch is accepted', () => {
  // Reckoned elsewhere with exact fractions.
  it.each([
    [10, 2, 3, 0, 466_667],
    [1000, 25, 80, 5, 988_798],
    [1000, 100, 80, 5, 165_815],
    [50, 5, 8, 1, 824_118],
    [500, 1, 125, 0, 750_000],
  ])(
    'of %d with %d nonconforming, %d drawn and %d allowed',
    (batchSize, bad, sampleSize, accept, expected) => {
      expect(acceptanceProbability({ batchSize, sampleSize, accept }, bad)).toBe(expected);
    },
  );

  it('is a plain yes or no where the whole batch is examined', () => {
    const whole = { batchSize: 50, sampleSize: 50, accept: 5 };
    const answers = [0, 5, 6, 50].map((bad) => acceptanceProbability(whole, bad));
    expect(answers).toEqual([1_000_000, 1_000_000, 0, 0]);
  });

  it('is that of every possible sample of a small batch, counted one by one', () => {
    const batch = fc.integer({ min: 1, max: 10 });
    fc.assert(
      fc.property(batch, fc.nat(10), fc.nat(10), fc.nat(3), (batchSize, badSeed, drawnSeed, accept) => {
        const [bad, sampleSize] = [badSeed % (batchSize + 1), drawnSeed % (batchSize + 1)];
        let samples = 0;
        let accepted = 0;
        for (let mask = 0; mask < 2 ** batchSize; mask += 1) {
          const units = [...Array(batchSize).keys()].filter((unit) => mask & (1 << unit));
          if (units.length !== sampleSize) continue;
          samples += 1;
          if (units.filter((unit) => unit < bad).length <= accept) accepted += 1;
        }
        const counted = Math.floor((accepted * 2e6 + samples) / (2 * samples));
        expect(acceptanceProbability({ batchSize, sampleSize, accept }, bad)).toBe(counted);
      }),
    );
  });

  it('comes to what the standard prints, which takes the batch as endless, as the batch grows', () => {
    const apart = [1_000, 10_000, 1_000_000].map((batchSize) =>
      Math.abs(acceptanceProbability({ batchSize, sampleSize: 80, accept: 5 }, batchSize / 20) - 789_225),
    );
    expect(apart).toEqual(apart.toSorted((a, b) => b - a));
    expect(apart.at(-1)).toBeLessThan(20);
  });

  it.each([
    [11, 2],
    [3, 11],
  ])('is not reckoned for %d drawn and %d nonconforming of 10', (sampleSize, bad) => {
    expect(() => acceptanceProbability({ batchSize: 10, sampleSize, accept: 0 }, bad)).toThrow(RangeError);
  });
});

describe('the operating characteristic of a plan', () => {
  it('shows it at the shares that the tables go by', () => {
    const curve = operatingCharacteristic({ batchSize: 1200, sampleSize: 80, accept: 5 });
    expect(curve.map(({ nonconforming }) => nonconforming)).toEqual([
      8, 12, 18, 30, 48, 78, 120, 180, 300, 480,
    ]);
    expect(curve[3]).toEqual({ nonconforming: 30, share: 25_000, accepted: 988_142 });
  });

  it('of a small batch goes by whole units', () => {
    expect(operatingCharacteristic({ batchSize: 20, sampleSize: 5, accept: 0 })).toEqual([
      { nonconforming: 1, share: 50_000, accepted: 750_000 },
      { nonconforming: 2, share: 100_000, accepted: 552_632 },
      { nonconforming: 3, share: 150_000, accepted: 399_123 },
      { nonconforming: 5, share: 250_000, accepted: 193_692 },
      { nonconforming: 8, share: 400_000, accepted: 51_084 },
    ]);
  });

  it('never rises with the share, and never falls with the acceptance number', () => {
    const plan = fc.record({
      batchSize: fc.integer({ min: 1, max: 500 }),
      sampleSize: fc.integer({ min: 1, max: 200 }),
      accept: fc.integer({ min: 0, max: 21 }),
    });
    fc.assert(
      fc.property(plan, ({ batchSize, accept, ...drawn }) => {
        const sampleSize = Math.min(drawn.sampleSize, batchSize);
        const curve = operatingCharacteristic({ batchSize, sampleSize, accept });
        const accepted = curve.map((each) => each.accepted);
        expect(accepted).toEqual(accepted.toSorted((a, b) => b - a));
        const laxer = operatingCharacteristic({ batchSize, sampleSize, accept: accept + 1 });
        for (const [at, each] of laxer.entries())
          expect(each.accepted).toBeGreaterThanOrEqual(accepted[at] ?? Infinity);
      }),
    );
  });
});
