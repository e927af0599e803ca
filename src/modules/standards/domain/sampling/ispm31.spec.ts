import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { percent, ppm } from '../../../../kernel/ppm.js';
import { detectionSampleSize } from './ispm31.js';

const LEVELS = ['5', '2', '1', '0.5', '0.1'];

/** Confidence level, batch size, then the sample sizes for levels of detection of 5, 2, 1, 0.5 and 0.1 %; efficacy 100 %. */
const TABLE = `
95     25    24     -     -     -     -
95     50    39    48     -     -     -
95    100    45    78    95     -     -
95    200    51   105   155   190     -
95    300    54   117   189   285     -
95    400    55   124   211   311     -
95    500    56   129   225   388     -
95    600    56   132   235   379     -
95    700    57   134   243   442     -
95    800    57   136   249   421     -
95    900    57   137   254   474     -
95   1000    57   138   258   450   950
95   2000    58   143   277   517  1553
95   3000    58   145   284   542  1895
95   4000    58   146   288   556  2108
95   5000    59   147   290   564  2253
95   6000    59   147   291   569  2358
95   7000    59   147   292   573  2437
95   8000    59   147   293   576  2498
95   9000    59   148   294   579  2548
95  10000    59   148   294   581  2588
95  20000    59   148   296   589  2781
95  30000    59   148   297   592  2850
95  40000    59   149   297   594  2885
95  50000    59   149   298   595  2907
95  60000    59   149   298   595  2921
95  70000    59   149   298   596  2932
95  80000    59   149   298   596  2939
95  90000    59   149   298   596  2945
95 100000    59   149   298   596  2950
95 200000    59   149   298   597  2972
99     25    25     -     -     -     -
99     50    45    50     -     -     -
99    100    59    90    99     -     -
99    200    73   136   180   198     -
99    300    78   160   235   297     -
99    400    81   174   273   360     -
99    500    83   183   300   450     -
99    600    84   190   321   470     -
99    700    85   195   336   549     -
99    800    85   199   349   546     -
99    900    86   202   359   615     -
99   1000    86   204   368   601   990
99   2000    88   216   410   737  1800
99   3000    89   220   425   792  2353
99   4000    89   222   433   821  2735
99   5000    89   223   438   840  3009
99   6000    90   224   442   852  3214
99   7000    90   225   444   861  3373
99   8000    90   225   446   868  3500
99   9000    90   226   447   874  3604
99  10000    90   226   448   878  3689
99  20000    90   227   453   898  4112
99  30000    90   228   455   905  4268
99  40000    90   228   456   909  4348
99  50000    90   228   457   911  4398
99  60000    90   228   457   912  4431
99  70000    90   228   457   913  4455
99  80000    90   228   457   914  4473
99  90000    90   228   458   915  4488
99 100000    90   228   458   915  4499
99 200000    90   228   458   917  4551
`;
const rows = TABLE.trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/));
const WHOLE = percent('100');
const aim = (level: string, confidence: string, efficacy = '100') => ({
  detectionLevel: percent(level),
  confidenceLevel: percent(confidence),
  efficacy: percent(efficacy),
});

describe('the sample that finds an infestation', () => {
  it.each(rows)(
    'with %s %% confidence in a batch of %s: %s %s %s %s %s',
    (confidence = '', batch = '', ...sizes) => {
      const reckoned = LEVELS.map((level) => detectionSampleSize(Number(batch), aim(level, confidence)));
      expect(reckoned.map((size) => (size === null ? '-' : String(size)))).toEqual(sizes);
    },
  );

  it.each([
    ['95', [59, 149, 299, 598, 2995]],
    ['99', [90, 228, 459, 919, 4603]],
  ])('with %s %% confidence in an endless batch: %j', (confidence, sizes) => {
    expect(LEVELS.map((level) => detectionSampleSize(null, aim(level, confidence)))).toEqual(sizes);
  });

  it('may reach the confidence level exactly', () => {
    expect(detectionSampleSize(100, aim('1', '95'))).toBe(95);
    expect(detectionSampleSize(100, { ...aim('1', '95'), confidenceLevel: ppm(950_001) })).toBe(96);
    expect(detectionSampleSize(null, aim('50', '75'))).toBe(2);
    expect(detectionSampleSize(null, { ...aim('50', '75'), confidenceLevel: ppm(750_001) })).toBe(3);
  });

  it('is one unit where all are infested', () => {
    expect(detectionSampleSize(10, aim('100', '99'))).toBe(1);
    expect(detectionSampleSize(null, aim('100', '99'))).toBe(1);
  });

  it('is none where the level is less than one unit, because no sample can promise that', () => {
    expect(detectionSampleSize(99, aim('1', '95'))).toBeNull();
    expect(detectionSampleSize(0, aim('5', '95'))).toBeNull();
    expect(detectionSampleSize(124, aim('1', '95', '80'))).toBeNull(); // 0.992 units recognised
    expect(detectionSampleSize(125, aim('1', '95', '80'))).not.toBeNull();
  });

  it('counts an efficacy of 80 % as looking for four fifths of the level', () => {
    for (const batch of [200, 1000, 20_000, null])
      expect(detectionSampleSize(batch, aim('5', '95', '80'))).toBe(
        detectionSampleSize(batch, aim('4', '95')),
      );
  });

  it('is the smallest: one unit fewer misses more often than allowed', () => {
    const missed = (size: number, infested: number, n: number) => {
      let p = 1;
      for (let i = 0; i < n; i += 1) p *= Math.max(0, size - infested - i) / (size - i);
      return p;
    };
    fc.assert(
      fc.property(
        fc.integer({ min: 20, max: 5_000 }),
        fc.integer({ min: 1_000, max: 400_000 }),
        fc.constantFrom(800_000, 900_000, 950_000, 990_000, 999_000),
        (size, level, confidence) => {
          const n = detectionSampleSize(size, {
            detectionLevel: ppm(level),
            confidenceLevel: ppm(confidence),
            efficacy: WHOLE,
          });
          const infested = Math.floor((size * level) / 1e6);
          fc.pre(infested > 0 && n !== null);
          const allowed = 1 - confidence / 1e6;
          expect(missed(size, infested, n ?? 0)).toBeLessThan(allowed + 1e-9);
          expect(missed(size, infested, (n ?? 0) - 1)).toBeGreaterThan(allowed - 1e-9);
        },
      ),
    );
  });

  it('never exceeds that of an endless batch where the level makes whole units', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2_000 }),
        fc.constantFrom('90', '95', '99'),
        (hundreds, confidence) => {
          const n = detectionSampleSize(hundreds * 100, aim('2', confidence));
          expect(n).toBeLessThanOrEqual(detectionSampleSize(null, aim('2', confidence)) ?? 0);
        },
      ),
    );
  });

  it('is found for the largest batch at the finest level', () => {
    const endless = detectionSampleSize(null, aim('0.01', '99')) ?? 0;
    const n = detectionSampleSize(10_000_000, aim('0.01', '99')) ?? 0;
    expect(endless).toBe(Math.ceil(Math.log(0.01) / Math.log(1 - 0.0001)));
    // 1 000 infested units, each missed by a draw of n: between the two bounds of the hypergeometric.
    expect(n).toBeLessThan(endless);
    expect(n).toBeGreaterThan(10_000_000 * (1 - 0.01 ** (1 / 1000)) - 1_000);
  });

  it.each([
    ['a level of nothing', 100, aim('0', '95')],
    ['a level too fine', 100, aim('0.0099', '95')],
    ['a level too fine with its efficacy', null, aim('0.01', '95', '99')],
    ['a level above everything', 100, aim('100.0001', '95')],
    ['an efficacy above certainty', 100, aim('5', '95', '100.0001')],
    ['no confidence', 100, aim('5', '0')],
    ['certainty', null, aim('5', '100')],
    ['part of a fruit', 10.5, aim('5', '95')],
    ['a batch beyond any', 10_000_001, aim('5', '95')],
  ])('is not reckoned for %s', (_, batch, impossible) => {
    expect(() => detectionSampleSize(batch, impossible)).toThrow(RangeError);
  });
});
