import { describe, expect, it } from '@jest/globals';
import { decimal } from '../../../kernel/decimal.js';
import { instant } from '../../../kernel/instant.js';
import { localDate } from '../../../kernel/local-date.js';
import { refuseTreatment, type TreatedBatch, type TreatmentDetails } from './post-harvest-treatment.js';

const dip: TreatmentDetails = {
  kind: 'FUNGICIDE',
  lineCode: 'LINE-1',
  productLabelId: 'label',
  productName: null,
  substances: ['imazalil'],
  concentration: decimal('500'),
  concentrationUnit: 'MG_PER_L',
  bathMadeUpAt: instant('2026-01-22T00:00:00.000Z'),
  bathChangedAt: instant('2026-01-23T00:00:00.000Z'),
  operatorId: null,
  performedAt: instant('2026-01-22T02:00:00.000Z'),
};
const none: TreatmentDetails = {
  ...dip,
  kind: 'NONE',
  lineCode: null,
  productLabelId: null,
  substances: null,
  concentration: null,
  concentrationUnit: null,
  bathMadeUpAt: null,
  bathChangedAt: null,
};
const batch: TreatedBatch = { code: 'R-1', madeOn: localDate('2026-01-22'), inRun: false };
const now = instant('2026-01-24T00:00:00.000Z');
const codes = (told: TreatmentDetails, batches: readonly TreatedBatch[] = [batch]) =>
  refuseTreatment(told, batches, now).map(({ code, path }) => `${code} ${path?.join('.') ?? ''}`);

describe('a treatment after harvest', () => {
  it.each<[string, TreatmentDetails]>([
    ['of a bath', dip],
    [
      'with a wax of no known content',
      { ...dip, kind: 'WAX', productLabelId: null, productName: '果蜡', substances: null },
    ],
    [
      'with a gas nobody measured',
      { ...dip, kind: 'DEGREENING', concentration: null, concentrationUnit: null },
    ],
    ['in a bath still in use', { ...dip, bathChangedAt: null }],
    ['that there was none of', none],
  ])('%s is taken down', (_, told) => {
    expect(codes(told)).toEqual([]);
  });

  it.each<[string, Partial<TreatmentDetails>, string[]]>([
    ['without a line', { lineCode: null }, ['TREATMENT_DETAIL_MISSING lineCode']],
    ['without a product', { productLabelId: null }, ['TREATMENT_DETAIL_MISSING productLabelId']],
    [
      'of unknown strength',
      { concentration: null, concentrationUnit: null },
      ['TREATMENT_DETAIL_MISSING concentration'],
    ],
    [
      'of a strength without unit',
      { concentrationUnit: null },
      ['TREATMENT_DETAIL_MISSING concentrationUnit'],
    ],
    ...(
      [
        ['2000000.1', 'MG_PER_L'],
        ['2000.1', 'G_PER_L'],
        ['1000.1', 'ML_PER_L'],
        ['1000000.1', 'UL_PER_L'],
        ['100.1', 'PERCENT'],
      ] as const
    ).map(([concentration, concentrationUnit]): [string, Partial<TreatmentDetails>, string[]] => [
      `more than can be in ${concentrationUnit}`,
      { concentration: decimal(concentration), concentrationUnit },
      ['TREATMENT_CONCENTRATION_IMPOSSIBLE concentration'],
    ]),
    ['all of it', { concentration: decimal('100'), concentrationUnit: 'PERCENT' }, []],
    [
      'of no strength',
      { concentration: decimal('0') },
      ['TREATMENT_CONCENTRATION_NOT_POSITIVE concentration'],
    ],
    [
      'that is to come',
      { performedAt: instant('2026-01-24T00:00:00.001Z'), bathChangedAt: null },
      ['IN_THE_FUTURE performedAt'],
    ],
    [
      'before the bath was made up',
      { bathMadeUpAt: instant('2026-01-22T02:00:00.001Z') },
      ['TREATMENT_BATH_ORDER bathMadeUpAt'],
    ],
    [
      'after the bath was changed',
      { bathMadeUpAt: null, bathChangedAt: instant('2026-01-22T01:00:00.000Z') },
      ['TREATMENT_BATH_ORDER bathChangedAt'],
    ],
    [
      'before the fruit was there',
      { performedAt: instant('2026-01-21T02:00:00.000Z'), bathMadeUpAt: null },
      ['TREATED_BEFORE_IT_WAS_THERE performedAt'],
    ],
  ])('%s is refused', (_, changes, expected) => {
    expect(codes({ ...dip, ...changes })).toEqual(expected);
  });

  it('may lie before a run ends in which it happened', () => {
    const before = { ...dip, performedAt: instant('2026-01-21T02:00:00.000Z'), bathMadeUpAt: null };
    expect(codes(before, [{ ...batch, inRun: true }])).toEqual([]);
  });

  it('of nothing is refused, and a statement of none names nothing', () => {
    expect(codes(dip, [])).toEqual(['TREATMENT_OF_NOTHING batchIds']);
    expect(codes({ ...none, lineCode: 'LINE-1', concentration: decimal('1') })).toEqual([
      'TREATMENT_NONE_HAS_DETAILS lineCode',
      'TREATMENT_NONE_HAS_DETAILS concentration',
    ]);
  });
});
