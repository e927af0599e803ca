import { describe, expect, it } from '@jest/globals';
import { muFrom } from '../../../kernel/area.js';
import { instant } from '../../../kernel/instant.js';
import { localDate } from '../../../kernel/local-date.js';
import { refuseGrowingRecord, type GrowingClaim } from './refuse-growing-record.js';

const now = instant('2026-11-22T01:00:00.000Z');
const spray: GrowingClaim = {
  kind: 'SPRAY',
  performedAt: instant('2026-11-21T01:00:00.000Z'),
  areaMu: muFrom('8.5'),
  productLabelId: 'label',
  productName: null,
  substances: [],
  target: '红蜘蛛',
  statedFrom: null,
  statedTo: null,
  statedSprays: null,
};
const statement: GrowingClaim = {
  ...spray,
  kind: 'SPRAYS_COMPLETE',
  performedAt: now,
  productLabelId: null,
  target: null,
  areaMu: null,
  statedFrom: localDate('2025-11-22'),
  statedTo: localDate('2026-11-22'),
  statedSprays: 2,
};

describe('a growing record', () => {
  it.each<[string, Partial<GrowingClaim>, string[]]>([
    ['a spray under a label', {}, []],
    ['a spray of a product by name', { productLabelId: null, productName: '阿维菌素乳油' }, []],
    ['a spray of a substance alone', { productLabelId: null, substances: ['omethoate'] }, []],
    ['done this very moment', { performedAt: now }, []],
    ['on an area nobody measured', { areaMu: null }, []],
    ['pruning', { kind: 'PRUNE', productLabelId: null, target: null }, []],
    [
      'fertiliser by name',
      { kind: 'FERTILISE', productLabelId: null, target: null, productName: '有机肥' },
      [],
    ],
    ['done in a millisecond', { performedAt: instant('2026-11-22T01:00:00.001Z') }, ['WORK_IN_THE_FUTURE']],
    ['on no land', { areaMu: muFrom('0') }, ['TREATED_AREA_ZERO']],
    ['a spray of nothing', { productLabelId: null }, ['SPRAY_WITHOUT_PRODUCT']],
    ['pruning with a pesticide', { kind: 'PRUNE' }, ['PRODUCT_WITHOUT_SPRAY']],
    ['pruning for a period', { ...statement, kind: 'PRUNE' }, ['PERIOD_WITHOUT_STATEMENT']],
    [
      'impossible in every way',
      { performedAt: instant('2027-01-01T00:00:00.000Z'), areaMu: muFrom('0'), productLabelId: null },
      ['WORK_IN_THE_FUTURE', 'TREATED_AREA_ZERO', 'SPRAY_WITHOUT_PRODUCT'],
    ],
  ])('is refused only for what cannot be, with every reason: %s', (_, more, expected) => {
    expect(refuseGrowingRecord({ ...spray, ...more }, now).map(({ code }) => code)).toEqual(expected);
  });
});

describe('a statement that nothing was sprayed beyond what is recorded', () => {
  it.each<[string, Partial<GrowingClaim>, string[]]>([
    ['of the year up to today', {}, []],
    ['of a single day', { statedFrom: localDate('2026-11-22') }, []],
    ['of a time long ago', { statedFrom: localDate('2025-01-01'), statedTo: localDate('2025-02-01') }, []],
    ['of 366 days', { statedFrom: localDate('2025-11-22') }, []],
    ['of 367 days', { statedFrom: localDate('2025-11-21') }, ['STATED_PERIOD_TOO_LONG']],
    [
      'up to tomorrow',
      { statedTo: localDate('2026-11-23'), statedFrom: localDate('2026-01-01') },
      ['STATED_BEFORE_ITS_END'],
    ],
    [
      'said to have been made before its last day',
      { performedAt: instant('2026-11-20T01:00:00.000Z') },
      ['STATED_BEFORE_ITS_END'],
    ],
    ['backwards', { statedTo: localDate('2025-11-21') }, ['STATED_PERIOD_REVERSED']],
    ['of no period', { statedFrom: null, statedTo: null }, ['STATEMENT_WITHOUT_PERIOD']],
    ['that does not say how many are on record', { statedSprays: null }, ['STATEMENT_WITHOUT_PERIOD']],
    ['with fewer than are on record', { statedSprays: 1 }, ['SPRAYS_ON_RECORD_DIFFER']],
    ['that nothing was sprayed, where something was', { statedSprays: 0 }, ['SPRAYS_ON_RECORD_DIFFER']],
    ['with more than are on record', { statedSprays: 3 }, ['SPRAYS_ON_RECORD_DIFFER']],
    ['that names a product', { productName: '阿维菌素乳油' }, ['PRODUCT_WITHOUT_SPRAY']],
    [
      'impossible in every way',
      { statedFrom: localDate('2025-01-01'), statedTo: localDate('2026-12-01'), statedSprays: 7 },
      ['STATED_PERIOD_TOO_LONG', 'STATED_BEFORE_ITS_END'],
    ],
  ])('%s', (_, more, expected) => {
    expect(refuseGrowingRecord({ ...statement, ...more }, now, 2).map(({ code }) => code)).toEqual(expected);
  });
});
