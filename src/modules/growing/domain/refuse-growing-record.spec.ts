import { describe, expect, it } from '@jest/globals';
import { muFrom } from '../../../kernel/area.js';
import { instant } from '../../../kernel/instant.js';
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
    [
      'impossible in every way',
      { performedAt: instant('2027-01-01T00:00:00.000Z'), areaMu: muFrom('0'), productLabelId: null },
      ['WORK_IN_THE_FUTURE', 'TREATED_AREA_ZERO', 'SPRAY_WITHOUT_PRODUCT'],
    ],
  ])('is refused only for what cannot be, with every reason: %s', (_, more, expected) => {
    expect(refuseGrowingRecord({ ...spray, ...more }, now).map(({ code }) => code)).toEqual(expected);
  });
});
