import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { BatchId, OrganisationId, PlotId } from '../../../kernel/ids.js';
import { grams, sumGrams, type Grams } from '../../../kernel/mass.js';
import { drawShares, mergeShares, originsOfOutputs, type OriginShare } from './origins.js';

const share = (name: string, massGrams: number): OriginShare => ({
  originBatchId: name as BatchId,
  plotId: `plot-${name}` as PlotId,
  organisationId: 'coop' as OrganisationId,
  countyCode: '511025',
  massGrams: grams(massGrams),
});
const masses = (shares: readonly OriginShare[]): Record<string, number> =>
  Object.fromEntries(shares.map((s) => [s.originBatchId, s.massGrams]));
const total = (shares: readonly OriginShare[]): Grams => sumGrams(shares.map((s) => s.massGrams));

describe('origins of a draw', () => {
  it('go in proportion to what is left of them, to the gram', () => {
    expect(masses(drawShares([share('a', 600), share('b', 400)], grams(100)))).toEqual({ a: 60, b: 40 });
    expect(masses(drawShares([share('a', 2), share('b', 1)], grams(1)))).toEqual({ a: 1 });
  });

  it('take everything with the last draw', () => {
    expect(masses(drawShares([share('a', 7), share('b', 0), share('c', 5)], grams(12)))).toEqual({
      a: 7,
      c: 5,
    });
  });

  it('refuse to take more than there is', () => {
    expect(() => drawShares([share('a', 7)], grams(8))).toThrow(RangeError);
  });

  it('add up over any number of draws: nothing is left and nothing was made', () => {
    const left = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(
        left,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 }),
        (weights, parts) => {
          let origins = weights.map((weight, i) => share(`o${i}`, weight));
          const taken: OriginShare[] = [];
          const take = (amount: Grams): void => {
            const drawn = drawShares(origins, amount);
            expect(total(drawn)).toBe(amount);
            taken.push(...drawn);
            const by = new Map(drawn.map((s) => [s.originBatchId, s.massGrams]));
            origins = origins.map((o) =>
              share(o.originBatchId, o.massGrams - (by.get(o.originBatchId) ?? 0)),
            );
          };
          for (const part of parts) take(grams(Math.floor(total(origins) * part)));
          take(total(origins));
          expect(masses(mergeShares(taken))).toEqual(
            Object.fromEntries(weights.map((w, i) => [`o${i}`, w]).filter(([, w]) => w !== 0)),
          );
        },
      ),
    );
  });
});

describe('origins of outputs', () => {
  const drawn = [share('a', 600), share('b', 400)];

  it('add up to each output, and with what is gone to what was drawn', () => {
    const outputs = [grams(333), grams(333)];
    const made = originsOfOutputs(drawn, outputs, grams(334));
    expect(made.map(total)).toEqual(outputs);
    expect(made.flat().every((s) => s.massGrams > 0)).toBe(true);
    for (const origin of drawn)
      expect(
        sumGrams(
          made
            .flat()
            .filter((s) => s.originBatchId === origin.originBatchId)
            .map((s) => s.massGrams),
        ),
      ).toBeLessThanOrEqual(origin.massGrams);
  });

  it('carry a gain of the scales in proportion', () => {
    const made = originsOfOutputs(drawn, [grams(1005)], grams(0));
    expect(masses(made[0]!)).toEqual({ a: 603, b: 402 });
  });

  it('are none where everything is gone', () => {
    expect(originsOfOutputs(drawn, [], grams(1000))).toEqual([]);
  });

  it('do not depend on the order of the draws', () => {
    const forwards = mergeShares([share('a', 1), share('b', 2), share('a', 3)]);
    const backwards = mergeShares([share('a', 3), share('b', 2), share('a', 1)]);
    expect(forwards).toEqual(backwards);
    expect(masses(forwards)).toEqual({ a: 4, b: 2 });
  });
});
