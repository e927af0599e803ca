import { describe, expect, it } from '@jest/globals';
import type { GrowingRecordId, PlotId, ProductLabelId } from '../../../kernel/ids.js';
import { localDate } from '../../../kernel/local-date.js';
import type { Ban } from './banned-use.js';
import { checkSpray, type SprayPlan } from './spray-check.js';
import type { Spray } from './spray.js';

const spray = (on: string, more: Partial<Spray> = {}): Spray => ({
  id: on as GrowingRecordId,
  plotId: 'plot' as PlotId,
  performedOn: localDate(on),
  label: {
    id: 'label' as ProductLabelId,
    isConfirmed: true,
    otherCrop: null,
    intervalDays: 14,
    statesNoInterval: false,
    maxApplications: 2,
    statesNoMaximum: false,
  },
  substances: ['abamectin'],
  unlisted: [],
  ...more,
});
const TEA = { ...spray('2026-12-01').label!, otherCrop: '茶树' };
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
const plan = (more: Partial<SprayPlan> = {}): SprayPlan => ({
  spray: spray('2026-12-01'),
  others: [],
  bans: [omethoate],
  harvestDays: [],
  harvestOn: localDate('2026-12-15'),
  stated: [],
  ...more,
});
const codes = (more: Partial<SprayPlan>) => checkSpray(plan(more)).warnings.map(({ code }) => code);

describe('a spray that is only planned', () => {
  it.each<[string, Partial<SprayPlan>, string[]]>([
    ['is fine where harvest begins the day its interval ends', {}, []],
    ['is late by a day', { harvestOn: localDate('2026-12-14') }, ['HARVEST_PLANNED_WITHIN_INTERVAL']],
    ['asks nothing of a harvest before it', { harvestOn: localDate('2026-11-30') }, []],
    ['asks nothing where no harvest is planned', { harvestOn: null }, []],
    ['is one too many', { others: [spray('2026-10-01'), spray('2026-11-01')] }, ['TOO_MANY_APPLICATIONS']],
    ['is one too many in its own season only', { others: [spray('2026-08-01'), spray('2026-11-01')] }, []],
    ['would be banned', { spray: spray('2026-12-01', { substances: ['omethoate'] }) }, ['BANNED_SUBSTANCE']],
    [
      'has an ingredient that nobody knows',
      { spray: spray('2026-12-01', { substances: ['呋喃丹'], unlisted: ['呋喃丹'] }) },
      ['SUBSTANCE_NOT_LISTED'],
    ],
    [
      'was not banned yet',
      { spray: spray('2026-05-31', { substances: ['omethoate'] }), harvestOn: null },
      [],
    ],
    ['has an interval nobody knows', { spray: spray('2026-12-01', { label: null }) }, ['INTERVAL_UNKNOWN']],
    [
      'has a label for another crop, whose interval and maximum say nothing',
      {
        spray: spray('2026-12-01', { label: TEA }),
        others: ['2026-10-01', '2026-10-15', '2026-11-01'].map((on) => spray(on, { label: TEA })),
        harvestOn: localDate('2026-12-02'),
      },
      ['LABEL_FOR_ANOTHER_CROP'],
    ],
    [
      'comes after fruit was picked',
      { harvestDays: [localDate('2026-12-10')] },
      ['HARVESTED_WITHIN_INTERVAL'],
    ],
    [
      'falls on a day of which it was stated that all sprays were on record',
      { stated: [{ from: localDate('2026-12-01'), to: localDate('2026-12-01') }] },
      ['STATEMENT_NO_LONGER_HOLDS'],
    ],
    [
      'falls on the day after',
      { stated: [{ from: localDate('2025-12-01'), to: localDate('2026-11-30') }] },
      [],
    ],
    [
      'is told the gravest first',
      {
        spray: spray('2026-12-01', { substances: ['omethoate'] }),
        harvestOn: localDate('2026-12-02'),
        others: [spray('2026-10-01'), spray('2026-11-01')],
      },
      ['BANNED_SUBSTANCE', 'HARVEST_PLANNED_WITHIN_INTERVAL', 'TOO_MANY_APPLICATIONS'],
    ],
  ])('%s', (_, more, expected) => {
    expect(codes(more)).toEqual(expected);
  });

  it('says from when fruit could be picked, by the longest of all intervals', () => {
    const long = {
      id: 'long' as ProductLabelId,
      isConfirmed: true,
      otherCrop: null,
      intervalDays: 60,
      statesNoInterval: false,
      maxApplications: null,
      statesNoMaximum: false,
    };
    const { earliest } = checkSpray(plan({ others: [spray('2026-11-10', { label: long })] }));
    expect(earliest).toMatchObject({ because: 'INTERVAL', day: '2027-01-09', decidedBy: '2026-11-10' });
  });

  it('counts itself among the applications of the season', () => {
    expect(checkSpray(plan({ others: [spray('2026-11-01')] })).applications).toEqual({
      count: 2,
      maximum: 2,
      isExceeded: false,
    });
    expect(checkSpray(plan({ spray: spray('2026-12-01', { label: null }) })).applications).toBeNull();
  });
});
