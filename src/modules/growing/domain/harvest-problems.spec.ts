import { describe, expect, it } from '@jest/globals';
import type { GrowingRecordId, PlotId, ProductLabelId } from '../../../kernel/ids.js';
import { localDate } from '../../../kernel/local-date.js';
import type { Ban } from './banned-use.js';
import { harvestProblems } from './harvest-problems.js';
import type { Spray } from './spray.js';

const spray = (on: string, of: Partial<Spray> = {}): Spray => ({
  id: `spray-${on}` as GrowingRecordId,
  plotId: 'plot' as PlotId,
  performedOn: localDate(on),
  label: {
    id: 'label' as ProductLabelId,
    isConfirmed: true,
    otherCrop: null,
    intervalDays: 14,
    statesNoInterval: false,
    maxApplications: null,
    statesNoMaximum: false,
  },
  substances: ['abamectin'],
  unlisted: [],
  ...of,
});
const omethoate: Ban = {
  act: 'MOA-2023-12-25',
  substance: 'omethoate',
  substanceZh: '氧乐果',
  substanceEn: 'Omethoate',
  scope: { zh: '禁止销售和使用', en: 'Sale and use banned' },
  bannedFrom: localDate('2026-06-01'),
  validTo: null,
  confidence: 'official',
};
const on = localDate('2027-01-10');

describe('what growing records say against fruit picked on a day', () => {
  it.each([
    ['on the day the interval ends', '2026-12-27', []],
    ['on its last day', '2026-12-28', ['WITHIN_INTERVAL']],
    ['on the day of the spray', '2027-01-10', ['WITHIN_INTERVAL']],
    ['before the spray', '2027-01-11', []],
  ])('is that it was picked inside an interval: %s', (_, sprayed, kinds) => {
    expect(harvestProblems([spray(sprayed)], [], on).map(({ kind }) => kind)).toEqual(kinds);
  });

  it('says from which day it would have been right, and by which record', () => {
    expect(harvestProblems([spray('2027-01-01')], [], on)).toEqual([
      { kind: 'WITHIN_INTERVAL', recordId: 'spray-2027-01-01', clearFrom: '2027-01-15' },
    ]);
  });

  it('is that something banned was used, with the rule, once a record', () => {
    const bans = [omethoate, { ...omethoate, act: 'MOA-1586-CITRUS', bannedFrom: null }];
    expect(harvestProblems([spray('2026-09-01', { substances: ['omethoate'] })], bans, on)).toEqual([
      {
        kind: 'BANNED_SUBSTANCE',
        recordId: 'spray-2026-09-01',
        substance: 'omethoate',
        ruleCode: 'BAN-MOA-2023-12-25',
      },
    ]);
  });

  it('stays open where an interval is unknown or a ban was not confirmed', () => {
    const tea = { ...spray('2027-01-09').label!, otherCrop: '茶树' };
    expect(harvestProblems([spray('2027-01-09', { label: tea })], [], on)).toEqual([]);
    const doubtful = spray('2027-01-09', { label: null, substances: ['omethoate'] });
    expect(harvestProblems([doubtful], [{ ...omethoate, confidence: 'secondary' }], on)).toEqual([]);
  });
});
