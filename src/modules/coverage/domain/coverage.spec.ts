import { describe, expect, it } from '@jest/globals';
import type { OrganisationId, UserId } from '../../../kernel/ids.js';
import { localDate } from '../../../kernel/local-date.js';
import { refuseConfirmation, refuseWhoGains, refuseWindow, type CoverageTold } from './coverage.js';

const day = localDate;
const today = day('2026-01-10');
const block: CoverageTold = {
  kind: 'BLOCK',
  coversFrom: day('2026-01-05'),
  coversTo: day('2026-01-31'),
  sampledOn: day('2026-01-05'),
  treatedOn: null,
};
const treated: CoverageTold = { ...block, kind: 'TREATMENT', treatedOn: day('2026-01-05') };
const codes = (told: CoverageTold) => refuseWindow(told, today).map(({ code }) => code);

describe('what a report may cover', () => {
  it.each<[string, CoverageTold, string[]]>([
    ['a window from the sampling on', block, []],
    ['one that begins later', { ...block, coversFrom: day('2026-01-20') }, []],
    ['one day', { ...block, coversTo: day('2026-01-05') }, []],
    ['no day', { ...block, coversTo: day('2026-01-04') }, ['COVERAGE_WINDOW_EMPTY']],
    [
      'fruit picked before the sampling',
      { ...block, sampledOn: day('2026-01-06') },
      ['COVERAGE_BEFORE_SAMPLING'],
    ],
    ['the last day of a season', { ...block, coversTo: day('2026-08-31') }, []],
    ['two seasons', { ...block, coversTo: day('2026-09-01') }, ['COVERAGE_OF_TWO_SEASONS']],
    ['fruit of the season it was sampled in', { ...block, sampledOn: day('2025-09-01') }, []],
    [
      'fruit of the season after that of the sample',
      { ...block, sampledOn: day('2025-08-31') },
      ['COVERAGE_SAMPLED_IN_EARLIER_SEASON'],
    ],
    [
      'what is still to be sampled',
      { ...block, sampledOn: day('2026-01-11'), coversFrom: day('2026-01-11') },
      ['COVERAGE_SAMPLED_IN_FUTURE'],
    ],
    ['a treatment whose fruit was sampled', treated, []],
    ['a treatment of days before the sampling', { ...treated, coversFrom: day('2026-01-01') }, []],
    [
      'a treatment sampled before it',
      { ...treated, sampledOn: day('2026-01-04') },
      ['SAMPLED_BEFORE_TREATED'],
    ],
    [
      'another time than the sampled treatment',
      { ...treated, coversFrom: day('2026-01-06') },
      ['TREATMENT_OUTSIDE_WINDOW'],
    ],
    [
      'an earlier time',
      { ...treated, coversFrom: day('2026-01-01'), coversTo: day('2026-01-04') },
      ['TREATMENT_OUTSIDE_WINDOW'],
    ],
  ])('%s', (_, told, expected) => {
    expect(codes(told)).toEqual(expected);
  });
});

it('is never entered or confirmed by who gains, in whichever organisation', () => {
  const org = (id: string) => id as OrganisationId;
  expect(refuseWhoGains([org('body')], [org('coop'), org('packhouse')])).toEqual([]);
  expect(refuseWhoGains([org('body'), org('coop')], [org('coop')])).toMatchObject([
    { code: 'COVERAGE_BY_WHO_GAINS', values: { organisations: 1 } },
  ]);
});

it('is confirmed once, by another person, and not after it was withdrawn', () => {
  const user = (id: string) => id as UserId;
  const entered = { reportNumber: 'R-1', recordedById: user('a'), isConfirmed: false, isWithdrawn: false };
  const said = (changes: Partial<typeof entered>, by = 'b') =>
    refuseConfirmation({ ...entered, ...changes }, user(by)).map(({ code }) => code);
  expect(said({})).toEqual([]);
  expect(said({}, 'a')).toEqual(['COVERAGE_TAKES_TWO']);
  expect(said({ isConfirmed: true })).toEqual(['COVERAGE_CONFIRMED_ALREADY']);
  expect(said({ isConfirmed: true, isWithdrawn: true })).toEqual(['COVERAGE_WITHDRAWN']);
});
