import { describe, expect, it } from '@jest/globals';
import type { LocalDate } from '../../../kernel/local-date.js';
import { common, without, type Period } from './periods.js';

const period = (validFrom: string | null, validTo: string | null): Period => ({
  validFrom: validFrom as LocalDate | null,
  validTo: validTo as LocalDate | null,
});
const season = period('2025-09-01', '2026-08-31');

describe('the days that two periods have in common', () => {
  it.each([
    [period(null, null), season, season],
    [period('2026-01-01', null), season, period('2026-01-01', '2026-08-31')],
    [period(null, '2025-12-31'), season, period('2025-09-01', '2025-12-31')],
    [period('2026-08-31', '2027-01-01'), season, period('2026-08-31', '2026-08-31')],
    [period('2026-09-01', null), season, null],
    [period(null, '2025-08-31'), season, null],
    [period('2026-01-01', '2025-12-31'), season, null],
  ])('%j and %j: %j', (a, b, both) => {
    expect(common(a, b)).toEqual(both);
    expect(common(b, a)).toEqual(both);
  });
});

describe('a period without the days of others', () => {
  it.each([
    ['nothing taken', period(null, null), [], [period(null, null)]],
    [
      'a season out of always',
      period(null, null),
      [season],
      [period(null, '2025-08-31'), period('2026-09-01', null)],
    ],
    ['all of it', season, [period(null, null)], []],
    ['its beginning', season, [period(null, '2025-12-31')], [period('2026-01-01', '2026-08-31')]],
    ['its end', season, [period('2026-01-01', null)], [period('2025-09-01', '2025-12-31')]],
    ['other days', season, [period('2027-01-01', null)], [season]],
    [
      'several, overlapping',
      season,
      [period('2025-11-01', '2025-11-30'), period('2025-11-15', '2026-01-31')],
      [period('2025-09-01', '2025-10-31'), period('2026-02-01', '2026-08-31')],
    ],
    ['one that never is', season, [period('2026-01-01', '2025-12-31')], [season]],
  ])('%s', (_, whole, taken, left) => {
    expect(without(whole, taken)).toEqual(left);
  });
});
