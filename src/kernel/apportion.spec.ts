import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { apportion, apportionMatrix, splitByCount } from './apportion.js';
import { grams, sumGrams, type Grams } from './mass.js';

const mass = (max: number): fc.Arbitrary<Grams> => fc.integer({ min: 0, max }).map(grams);
const masses = (max: number): fc.Arbitrary<Grams[]> => fc.array(mass(max), { minLength: 1, maxLength: 12 });
const of = (...values: number[]): Grams[] => values.map(grams);

/** Cuts `total` into as many pieces as there are cuts plus one. */
function pieces(total: number, cuts: readonly number[]): Grams[] {
  const at = [0, ...cuts.map((cut) => Math.floor(cut * total)).toSorted((a, b) => a - b), total];
  return at.slice(1).map((end, index) => grams(end - (at[index] ?? 0)));
}

const fraction = fc.double({ min: 0, max: 1, noNaN: true });

describe('apportion', () => {
  it.each([
    ['evenly', 10, [1, 1], [5, 5]],
    ['an odd gram to the lower index', 11, [1, 1], [6, 5]],
    ['to the largest remainders', 100, [1, 1, 1], [34, 33, 33]],
    ['to a later index with the larger remainder', 10, [33, 67], [3, 7]],
    ['nothing to a weight of nothing', 7, [0, 3, 0, 4], [0, 3, 0, 4]],
    ['all to the only one', 9, [0, 1], [0, 9]],
    ['nothing', 0, [0, 0], [0, 0]],
    ['nothing over nobody', 0, [], []],
    ['more than the weights', 30, [1, 2], [10, 20]],
  ])('splits %s', (_, total, weights, expected) => {
    expect(apportion(grams(total), of(...weights))).toEqual(expected);
  });

  it.each([[[0, 0]], [[]]])('refuses to split something over %p', (weights) => {
    expect(() => apportion(grams(1), of(...weights))).toThrow(RangeError);
  });

  it('stays exact where the products pass 2^53', () => {
    const weights = of(3_000_000_000_000_001, 3_000_000_000_000_000);
    expect(apportion(grams(6_000_000_000_000_001), weights)).toEqual(weights);
    expect(apportion(grams(3), weights)).toEqual([2, 1]);
  });

  it('loses no gram and is never a whole gram off the exact share', () => {
    fc.assert(
      fc.property(mass(10 ** 15), masses(10 ** 14), (total, weights) => {
        const sum = sumGrams(weights);
        fc.pre(sum > 0);
        const shares = apportion(total, weights);
        expect(sumGrams(shares)).toBe(total);
        for (const [index, share] of shares.entries()) {
          const off = BigInt(share) * BigInt(sum) - BigInt(total) * BigInt(weights[index] ?? 0);
          expect(off < BigInt(sum) && -off < BigInt(sum)).toBe(true);
        }
      }),
    );
  });

  it('never takes more of an origin than it holds, while no more is taken than there is', () => {
    fc.assert(
      fc.property(masses(10 ** 9), fraction, (weights, part) => {
        const total = grams(Math.floor(part * sumGrams(weights)));
        const shares = apportion(total, weights);
        expect(shares.every((share, index) => share <= (weights[index] ?? -1))).toBe(true);
      }),
    );
  });
});

describe('apportionMatrix', () => {
  it('gives the parts that can be reckoned by hand', () => {
    expect(apportionMatrix(of(60, 40), of(50, 30, 20))).toEqual([
      [30, 18, 12],
      [20, 12, 8],
    ]);
    expect(apportionMatrix(of(1, 1, 1), of(2, 1))).toEqual([
      [1, 0],
      [1, 0],
      [0, 1],
    ]);
  });

  it('takes a run without outputs or without fruit', () => {
    expect(apportionMatrix([], [])).toEqual([]);
    expect(apportionMatrix(of(0, 0), [])).toEqual([[], []]);
    expect(apportionMatrix(of(5), of(0, 5, 0))).toEqual([[0, 5, 0]]);
  });

  it('refuses sums that differ', () => {
    expect(() => apportionMatrix(of(3), of(2))).toThrow('rows weigh 3 g and columns 2 g');
  });

  it('adds up both ways, and stays near the exact proportion', () => {
    const cuts = fc.array(fraction, { maxLength: 7 });
    fc.assert(
      fc.property(mass(10 ** 12), cuts, cuts, (total, rowCuts, columnCuts) => {
        const rows = pieces(total, rowCuts);
        const columns = pieces(total, columnCuts);
        const matrix = apportionMatrix(rows, columns);
        expect(matrix.map((row) => sumGrams(row))).toEqual(rows);
        expect(columns.map((_, j) => sumGrams(matrix.map((row) => row[j] ?? grams(0))))).toEqual(columns);
        // Each column adds less than a gram of rounding to what is left, and the last takes all that has gathered.
        for (const [i, row] of matrix.entries()) {
          for (const [j, cell] of row.entries()) {
            const off = BigInt(cell) * BigInt(total) - BigInt(rows[i] ?? 0) * BigInt(columns[j] ?? 0);
            expect((off < 0n ? -off : off) <= BigInt(total) * BigInt(columns.length)).toBe(true);
          }
        }
      }),
    );
  });
});

describe('splitByCount', () => {
  it.each([
    [10_000, 4, 1, 2_500],
    [10, 3, 1, 3],
    [10, 3, 2, 6],
    [10, 3, 3, 10],
    [10, 3, 0, 0],
    [1, 2, 1, 0],
    [9_007_199_254_740_991, 3, 2, 6_004_799_503_160_660],
  ])('of %d g in %d cartons, %d cartons take %d g', (left, cartons, take, expected) => {
    expect(splitByCount(grams(left), cartons, take)).toBe(expected);
  });

  it.each([
    [0, 0],
    [-1, 0],
    [3, 4],
    [3, -1],
    [3, 1.5],
    [2.5, 1],
  ])('refuses %d cartons of which %d are taken', (cartons, take) => {
    expect(() => splitByCount(grams(10), cartons, take)).toThrow(RangeError);
  });

  it('gives out the whole mass with the last carton, in whatever portions they go', () => {
    fc.assert(
      fc.property(
        mass(10 ** 12),
        fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 }),
        (total, takes) => {
          let left: number = total;
          let cartons = takes.reduce((a, b) => a + b, 0);
          const taken = takes.map((take) => {
            const part = splitByCount(grams(left), cartons, take);
            left -= part;
            cartons -= take;
            return part;
          });
          expect(left).toBe(0);
          expect(sumGrams(taken)).toBe(total);
        },
      ),
    );
  });

  it('differs by no more than a gram between single cartons', () => {
    fc.assert(
      fc.property(mass(10 ** 9), fc.integer({ min: 1, max: 200 }), (total, cartons) => {
        let left: number = total;
        const parts = Array.from({ length: cartons }, (_, index) => {
          const part = splitByCount(grams(left), cartons - index, 1);
          left -= part;
          return part;
        });
        expect(Math.max(...parts) - Math.min(...parts)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
