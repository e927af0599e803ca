import { describe, expect, it } from '@jest/globals';
import { compareDecimal, decimal } from '../../../kernel/decimal.js';
import { countedShares, packagesOf, percentOf, totalsOf, widestOf, type Tally } from './defect-tally.js';

const tally = (changes: Partial<Tally> = {}): Tally => ({
  basis: 'NUMBER',
  cartons: 1,
  examined: 50,
  nonconformingCartons: 0,
  smallestMillimetres: null,
  largestMillimetres: null,
  defects: [],
  ...changes,
});
const shares = (tallies: readonly Tally[]) =>
  Object.fromEntries(countedShares(tallies).map(({ parameter, percent }) => [parameter, percent]));

describe('shares of a count', () => {
  it('add up what was found carton by carton, each defect where the tolerances look for it', () => {
    const cartons = [
      tally({ defects: [{ kind: 'SHAPE', reaches: 'II', amount: 3 }] }),
      tally({
        defects: [
          { kind: 'DECAY', reaches: 'NONE', amount: 1 },
          { kind: 'SKIN_FORMATION', reaches: 'NONE', amount: 1 },
          { kind: 'OUT_OF_SIZE', reaches: null, amount: 4 },
        ],
      }),
    ];
    expect(shares(cartons)).toEqual({
      OUT_OF_CLASS_SHARE: '5',
      CLASS_II_SHARE: '5',
      BELOW_CLASS_II_SHARE: '2',
      DECAY_SHARE: '1',
      OUT_OF_SIZE_SHARE: '4',
    });
  });

  it('are the same carton by carton and all at once', () => {
    const found = { kind: 'COLOURING', reaches: 'II', amount: 2 } as const;
    const pieces = Array.from({ length: 7 }, () => tally({ examined: 43, defects: [found] }));
    const atOnce = tally({ cartons: 7, examined: 301, defects: [{ ...found, amount: 14 }] });
    expect(countedShares(pieces)).toEqual(countedShares([atOnce]));
  });

  it('are nothing of nothing: what was not counted is not 0 %', () => {
    expect(countedShares([])).toEqual([]);
  });

  it('leave fruit that still reaches Class I out of the share of Class II', () => {
    const counted = shares([tally({ defects: [{ kind: 'COLOURING', reaches: 'I', amount: 2 }] })]);
    expect(counted).toMatchObject({ OUT_OF_CLASS_SHARE: '4', CLASS_II_SHARE: '0' });
  });

  it.each([
    [1, 3, '33.333334'],
    [2, 3, '66.666667'],
    [10, 100, '10'],
    [1, 200, '0.5'],
    [0, 7, '0'],
    [7, 7, '100'],
  ])('%i of %i is %s %%', (part, whole, percent) => {
    expect(percentOf(part, whole)).toBe(percent);
  });

  it('exceed a limit exactly where the count itself does', () => {
    for (let whole = 1; whole <= 400; whole += 1) {
      for (const limit of [0.5, 1, 2, 5, 10]) {
        const part = Math.ceil((whole * limit) / 100);
        const exceeds = part * 1000 > whole * limit * 10;
        expect(compareDecimal(percentOf(part, whole), decimal(limit)) > 0).toBe(exceeds);
      }
    }
  });
});

describe('totals of a count', () => {
  it('say how many cartons do not conform only where every entry says it', () => {
    const judged = [tally({ nonconformingCartons: 1 }), tally({ cartons: 4, nonconformingCartons: 2 })];
    expect(totalsOf(judged)).toMatchObject({ cartons: 5, examined: 100, nonconformingCartons: 3 });
    expect(totalsOf([...judged, tally({ nonconformingCartons: null })]).nonconformingCartons).toBeNull();
    expect(totalsOf([]).nonconformingCartons).toBeNull();
  });

  it('count fruit with pests, alive or by their damage', () => {
    const found = [
      { kind: 'PEST', reaches: 'NONE', amount: 1 },
      { kind: 'PEST_DAMAGE', reaches: 'NONE', amount: 2 },
      { kind: 'DECAY', reaches: 'NONE', amount: 4 },
    ] as const;
    expect(totalsOf([tally({ defects: found })]).infested).toBe(3);
  });
});

it('the widest carton is the one whose fruit lies furthest apart', () => {
  const of = (smallest: string, largest: string) =>
    tally({ smallestMillimetres: decimal(smallest), largestMillimetres: decimal(largest) });
  const packages = packagesOf([of('70', '80'), tally(), of('64.5', '75'), of('71', '81')]);
  expect(packages).toHaveLength(3);
  expect(widestOf(packages)).toEqual({ smallest: '64.5', largest: '75' });
  expect(widestOf([])).toBeNull();
});
