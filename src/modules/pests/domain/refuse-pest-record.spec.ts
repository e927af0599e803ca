import { describe, expect, it } from '@jest/globals';
import { decimal } from '../../../kernel/decimal.js';
import { instant } from '../../../kernel/instant.js';
import { localDate } from '../../../kernel/local-date.js';
import { readPoint } from './read-point.js';
import { refuseEnding, refusePests, refusePlace, refuseSpan } from './refuse-pest-record.js';
import { refuseCount, refuseDay, refuseTakingDown } from './refuse-trap.js';
import { refuseTreatment, type TreatmentTold } from './refuse-treatment.js';

const codes = (refusals: readonly { readonly code: string }[]): string[] => refusals.map(({ code }) => code);
const [FIRST, DAY, LATER] = [localDate('2026-01-01'), localDate('2026-01-10'), localDate('2026-01-20')];
const NOW = instant('2026-01-20T04:00:00.000Z');

describe('a span of days', () => {
  it.each([
    ['one day', DAY, DAY, []],
    ['without end', DAY, null, []],
    ['reversed', DAY, FIRST, ['PEST_DATES_REVERSED']],
  ])('%s', (_, validFrom, validTo, expected) => {
    expect(codes(refuseSpan({ validFrom, validTo }))).toEqual(expected);
  });

  it.each([
    ['ends later', null, LATER, []],
    ['never stood', null, DAY, []],
    ['before its first day', null, FIRST, ['PEST_DATES_REVERSED']],
    ['earlier than said before', LATER, DAY, []],
    ['again on the same day', LATER, LATER, ['PEST_RECORD_ENDED_ALREADY']],
  ])('is ended: %s', (_, held, endedOn, expected) => {
    expect(codes(refuseEnding({ validFrom: DAY, endedOn: held }, endedOn))).toEqual(expected);
  });
});

it('asks for exactly one place', () => {
  expect(codes(refusePlace(null, null))).toEqual(['PEST_PLACE_NOT_ONE']);
  expect(codes(refusePlace('a', 'b'))).toEqual(['PEST_PLACE_NOT_ONE']);
  expect(refusePlace('a', null)).toEqual([]);
  expect(refusePlace(null, 'b')).toEqual([]);
});

it('names every pest it does not know', () => {
  expect(refusePests(['A', 'B', 'C'], ['B'], 'pests')).toEqual([
    { code: 'PEST_UNKNOWN', values: { code: 'A' }, path: ['pests'] },
    { code: 'PEST_UNKNOWN', values: { code: 'C' }, path: ['pests'] },
  ]);
});

describe('a trap', () => {
  const standing = { code: 'T-1', setUpOn: DAY, takenDownOn: null };

  it('is not set up or taken down in the future', () => {
    expect(refuseDay(DAY, DAY, 'setUpOn')).toEqual([]);
    expect(codes(refuseDay(LATER, DAY, 'setUpOn'))).toEqual(['PEST_DAY_IN_THE_FUTURE']);
    expect(codes(refuseTakingDown(standing, LATER, DAY))).toEqual(['PEST_DAY_IN_THE_FUTURE']);
  });

  it('is taken down once, and not before it was set up', () => {
    expect(refuseTakingDown(standing, DAY, LATER)).toEqual([]);
    expect(codes(refuseTakingDown(standing, FIRST, LATER))).toEqual(['PEST_DATES_REVERSED']);
    expect(codes(refuseTakingDown({ ...standing, takenDownOn: DAY }, LATER, LATER))).toEqual([
      'TRAP_TAKEN_DOWN_ALREADY',
    ]);
  });

  const count = { inspectedAt: instant('2026-01-12T01:00:00.000Z'), counts: { A: 0 }, isVoid: false };
  it.each([
    ['none found is a count', standing, count, []],
    ['days late', standing, count, []],
    ['nothing counted', standing, { ...count, counts: {} }, ['TRAP_COUNTED_NOTHING']],
    ['nothing counted, because it did not happen', standing, { ...count, counts: {}, isVoid: true }, []],
    ['on its last day', { ...standing, takenDownOn: localDate('2026-01-12') }, count, []],
    ['after its last day', { ...standing, takenDownOn: DAY }, count, ['TRAP_NOT_STANDING']],
    ['before it stood', { ...standing, setUpOn: LATER }, count, ['TRAP_NOT_STANDING']],
    [
      'in the future',
      standing,
      { ...count, inspectedAt: instant('2026-01-21T00:00:00.000Z') },
      ['PEST_DAY_IN_THE_FUTURE'],
    ],
    [
      'in the evening of the day before in UTC is the day in China',
      standing,
      { ...count, inspectedAt: instant('2026-01-09T20:00:00.000Z') },
      [],
    ],
  ])('is counted: %s', (_, trap, told, expected) => {
    expect(codes(refuseCount(trap, told, NOW))).toEqual(expected);
  });
});

describe('a treatment', () => {
  const told = (changes: Partial<TreatmentTold> = {}): TreatmentTold => ({
    startedAt: instant('2026-01-10T00:00:00.000Z'),
    endedAt: instant('2026-01-12T00:00:00.000Z'),
    readings: [{ at: instant('2026-01-11T00:00:00.000Z'), celsius: decimal('1.2') }],
    dose: null,
    doseUnit: null,
    ...changes,
  });
  const readOf = (celsius: string) => [
    { at: instant('2026-01-11T00:00:00.000Z'), celsius: decimal(celsius) },
  ];
  const readAt = (at: string) => [{ at: instant(at), celsius: decimal('1') }];

  it.each<[string, Partial<TreatmentTold>, string[]]>([
    ['as told', {}, []],
    ['going on', { endedAt: null }, []],
    ['warm', { readings: [{ at: instant('2026-01-11T00:00:00.000Z'), celsius: decimal('30') }] }, []],
    [
      'ended as it began',
      { endedAt: instant('2026-01-10T00:00:00.000Z'), readings: [] },
      ['TREATMENT_TIMES_REVERSED'],
    ],
    ['ends in the future', { endedAt: instant('2026-01-21T00:00:00.000Z') }, ['PEST_DAY_IN_THE_FUTURE']],
    [
      'begins in the future',
      { startedAt: instant('2026-01-21T00:00:00.000Z'), endedAt: null, readings: [] },
      ['PEST_DAY_IN_THE_FUTURE'],
    ],
    ['read before it began', { readings: readAt('2026-01-09T00:00:00.000Z') }, ['TREATMENT_READING_OUTSIDE']],
    ['read after it ended', { readings: readAt('2026-01-13T00:00:00.000Z') }, ['TREATMENT_READING_OUTSIDE']],
    [
      'read in the future',
      { endedAt: null, readings: readAt('2026-01-21T00:00:00.000Z') },
      ['TREATMENT_READING_OUTSIDE'],
    ],
    ['a dose with its unit', { dose: decimal('48'), doseUnit: 'G_PER_M3' }, []],
    ['a dose without', { dose: decimal('48') }, ['TREATMENT_DOSE_WITHOUT_UNIT']],
    ['as cold as can be', { readings: readOf('-273.15') }, []],
    ['colder than can be', { readings: readOf('-273.16') }, ['TREATMENT_READING_IMPOSSIBLE']],
    ['hotter than fruit can be', { readings: readOf('100.1') }, ['TREATMENT_READING_IMPOSSIBLE']],
    [
      'before any of it was picked',
      { startedAt: instant('2026-01-01T15:59:59.000Z') },
      ['TREATMENT_BEFORE_HARVEST'],
    ],
    ['on the day on which it was picked', { startedAt: instant('2026-01-01T16:00:00.000Z') }, []],
    ['all of the room', { dose: decimal('1000000'), doseUnit: 'ML_PER_M3' }, []],
    [
      'more than the room holds',
      { dose: decimal('1000000.1'), doseUnit: 'ML_PER_M3' },
      ['TREATMENT_DOSE_IMPOSSIBLE'],
    ],
    ['no dose at all', { dose: decimal('0'), doseUnit: 'GRAY' }, ['TREATMENT_DOSE_WITHOUT_UNIT']],
  ])('%s', (_, changes, expected) => {
    expect(codes(refuseTreatment(told(changes), { now: NOW, pickedOn: localDate('2026-01-02') }))).toEqual(
      expected,
    );
  });
});

describe('where a trap hangs', () => {
  it('is a GeoJSON Point, with nothing else kept', () => {
    expect(readPoint({ type: 'Point', coordinates: [104.8, 29.7], name: 'x' })).toEqual({
      type: 'Point',
      coordinates: [104.8, 29.7],
    });
  });

  it.each([
    null,
    'Point',
    { type: 'Polygon', coordinates: [104.8, 29.7] },
    { type: 'Point', coordinates: [104.8] },
    { type: 'Point', coordinates: [104.8, 29.7, 300] },
    { type: 'Point', coordinates: [29.7, 104.8] },
    { type: 'Point', coordinates: ['104.8', '29.7'] },
    { type: 'Point', coordinates: [Number.NaN, 29.7] },
  ])('is not %j', (value) => {
    expect(readPoint(value)).toBeNull();
  });
});
