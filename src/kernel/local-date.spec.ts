import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { instant } from './instant.js';
import {
  addDays,
  chinaClock,
  isLocalDate,
  legalDay,
  localDate,
  season,
  seasonEnd,
  seasonOf,
  seasonStart,
  yearBefore,
} from './local-date.js';

const anyDay = fc
  .integer({ min: -300_000, max: 300_000 })
  .map((days) => addDays(localDate('2026-01-01'), days));

describe('localDate', () => {
  it.each(['2026-11-22', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('takes %s', (day) => {
    expect(localDate(day)).toBe(day);
  });

  it.each([
    '2026-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-00-10',
    '2026-1-5',
    '20260105',
    '2026-01-05T',
    '0000-01-01',
    '',
    '2026-01-05\n',
  ])('refuses %p', (day) => {
    expect(() => localDate(day)).toThrow(RangeError);
    expect(isLocalDate(day)).toBe(false);
  });

  it('refuses what is no text', () => {
    expect(isLocalDate(20_260_105)).toBe(false);
  });
});

describe('days', () => {
  it.each([
    ['2026-11-01', 7, '2026-11-08'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2026-03-01', 0, '2026-03-01'],
  ])('%s and %d days is %s', (from, days, expected) => {
    expect(addDays(localDate(from), days)).toBe(expected);
    expect(addDays(localDate(expected), -days)).toBe(from);
  });

  it.each([0.5, Number.NaN, 10 ** 7, 10 ** 15])('refuses to add %p days', (days) => {
    expect(() => addDays(localDate('2026-01-01'), days)).toThrow(RangeError);
  });

  it.each([
    ['2026-02-24', '2025-02-24'],
    ['2028-02-29', '2027-02-28'],
    ['2029-02-28', '2028-02-28'],
    ['2027-01-01', '2026-01-01'],
  ])('a year before %s is %s', (day, before) => {
    expect(yearBefore(localDate(day))).toBe(before);
  });

  it('knows no year before the first', () => {
    expect(() => yearBefore(localDate('0001-05-05'))).toThrow(RangeError);
  });

  it('counts back what was added', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -100_000, max: 100_000 }), (day, days) => {
        expect(addDays(addDays(day, days), -days)).toBe(day);
      }),
    );
  });
});

describe('legalDay', () => {
  it.each([
    ['2026-01-04T15:59:59.999Z', '2026-01-04'],
    ['2026-01-04T16:00:00.000Z', '2026-01-05'],
    ['2025-12-31T16:00:00.000Z', '2026-01-01'],
    ['2026-07-01T16:00:00.000Z', '2026-07-02'],
    ['1969-12-31T15:59:59.999Z', '1969-12-31'],
  ])('of %s is %s in Asia/Shanghai', (at, expected) => {
    expect(legalDay(instant(at))).toBe(expected);
  });

  it('agrees with the zone as the runtime knows it', () => {
    const zone = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });
    const recent = fc.date({ min: new Date('1992-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(fc.property(recent, (date) => legalDay(instant(date)) === zone.format(date)));
  });
});

describe('seasons', () => {
  it.each([
    ['2025-09-01', '2025/26'],
    ['2026-01-15', '2025/26'],
    ['2026-08-31', '2025/26'],
    ['2026-09-01', '2026/27'],
    ['1999-12-31', '1999/00'],
  ])('%s is in %s', (day, expected) => {
    expect(seasonOf(localDate(day))).toBe(expected);
  });

  it('begins on 1 September and ends on 31 August', () => {
    expect(seasonStart(season('2025/26'))).toBe('2025-09-01');
    expect(seasonEnd(season('2025/26'))).toBe('2026-08-31');
    expect(seasonEnd(season('1999/00'))).toBe('2000-08-31');
  });

  it.each(['2025/27', '2025-26', '2025/2026', '25/26', '', 'abcd/ef'])('refuses %p', (name) => {
    expect(() => season(name)).toThrow(RangeError);
  });

  it('puts every day between the first and the last of its season', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const of = seasonOf(day);
        expect(season(of)).toBe(of);
        expect(seasonStart(of) <= day && day <= seasonEnd(of)).toBe(true);
        expect(seasonOf(addDays(seasonEnd(of), 1))).not.toBe(of);
      }),
    );
  });
});

describe('the clock in China', () => {
  it.each([
    ['2026-02-24T02:30:00.000Z', '2026-02-24 10:30'],
    ['2026-02-23T16:00:59.999Z', '2026-02-24 00:00'],
    ['2025-12-31T15:59:00.000Z', '2025-12-31 23:59'],
  ])('shows %s as %s', (at, shown) => {
    expect(chinaClock(at)).toBe(shown);
  });

  it('leaves what is no moment as it is', () => {
    expect(chinaClock('{moment}')).toBe('{moment}');
  });
});
