import { describe, expect, it } from '@jest/globals';
import { localDate } from '../../../kernel/local-date.js';
import { daysToExpiry, registrationWarnings, type RegistrationState } from './registration-warnings.js';

const TODAY = localDate('2026-01-25');
const fine: RegistrationState = {
  kind: 'ORCHARD',
  isKnown: true,
  endsOn: localDate('2026-08-31'),
  nextReviewOn: localDate('2026-01-26'),
  isWaiting: false,
  declaredMuHundredths: 10_000,
  declaredYieldGrams: 1_000,
  isYieldConfirmed: true,
  remainingGrams: 100,
  plannedGrams: 100,
};

describe('what a registration board warns of', () => {
  const cases: [string, Partial<RegistrationState>, string[]][] = [
    ['nothing, at every border', {}, []],
    ['less than 100 mu', { declaredMuHundredths: 9_999 }, ['BELOW_100_MU']],
    ['an end before the season ends', { endsOn: localDate('2026-08-30') }, ['ENDS_BEFORE_SEASON']],
    ['an end today is still to come', { endsOn: TODAY }, ['ENDS_BEFORE_SEASON']],
    ['an end that has passed', { endsOn: localDate('2026-01-24') }, ['ENDED']],
    ['no end is no warning', { endsOn: null }, []],
    ['a review that is due', { nextReviewOn: TODAY }, ['REVIEW_DUE']],
    ['an entry nobody confirmed', { isWaiting: true }, ['ENTRY_UNCONFIRMED']],
    ['no yield', { declaredYieldGrams: null, remainingGrams: null }, ['YIELD_MISSING']],
    ['a yield nobody confirmed', { isYieldConfirmed: false }, ['YIELD_UNCONFIRMED']],
    [
      'less than a tenth left, and more planned',
      { remainingGrams: 99 },
      ['CAPACITY_ALMOST_USED', 'PLANS_EXCEED_CAPACITY'],
    ],
    ['nothing left and nothing planned', { remainingGrams: 0, plannedGrams: 0 }, ['CAPACITY_ALMOST_USED']],
    ['more taken than declared', { remainingGrams: -1, plannedGrams: 0 }, ['CAPACITY_EXCEEDED']],
    [
      'what others must not know is not warned of',
      { isKnown: false, declaredYieldGrams: null, remainingGrams: null, declaredMuHundredths: null },
      [],
    ],
    [
      'a packhouse has neither mu nor yield',
      { kind: 'PACKHOUSE', declaredMuHundredths: 0, declaredYieldGrams: null, remainingGrams: null },
      [],
    ],
  ];
  it.each(cases)('%s', (_, changes, expected) => {
    expect(registrationWarnings({ ...fine, ...changes }, TODAY)).toEqual(expected);
  });

  it('counts the days to the last one', () => {
    expect(daysToExpiry(TODAY, TODAY)).toBe(0);
    expect(daysToExpiry(localDate('2026-02-01'), TODAY)).toBe(7);
    expect(daysToExpiry(localDate('2026-01-24'), TODAY)).toBe(-1);
    expect(daysToExpiry(null, TODAY)).toBeNull();
  });
});
