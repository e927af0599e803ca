import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addMillis, epochMillis, instant, isInstant, parseOffsetInstant } from './instant.js';

const anyDate = fc.date({
  min: new Date('0002-01-01T00:00:00Z'),
  max: new Date('9998-12-31T23:59:59.999Z'),
  noInvalidDate: true,
});

describe('isInstant', () => {
  it.each([
    ['2026-01-05T00:30:00.000Z', true],
    ['2024-02-29T23:59:59.999Z', true],
    ['2026-02-29T00:00:00.000Z', false],
    ['2026-01-05T24:00:00.000Z', false],
    ['2026-01-05T23:59:60.000Z', false],
    ['2026-01-05T00:30:00Z', false],
    ['2026-01-05T00:30:00.00Z', false],
    ['2026-01-05 00:30:00.000Z', false],
    ['2026-01-05T00:30:00.000z', false],
    ['2026-01-05T08:30:00.000+08:00', false],
    ['0000-01-05T00:30:00.000Z', false],
    [1_767_573_000_000, false],
  ])('%p', (candidate, expected) => {
    expect(isInstant(candidate)).toBe(expected);
  });

  it('holds for every Date', () => {
    fc.assert(
      fc.property(
        anyDate,
        (date) => isInstant(instant(date)) && epochMillis(instant(date)) === date.getTime(),
      ),
    );
  });
});

describe('instant', () => {
  it.each([
    ['2026-01-05T00:30:00Z', '2026-01-05T00:30:00.000Z'],
    ['2026-01-05T00:30:00.5Z', '2026-01-05T00:30:00.500Z'],
    ['2026-01-05T00:30:00.123Z', '2026-01-05T00:30:00.123Z'],
  ])('writes %s in full', (given, expected) => {
    expect(instant(given)).toBe(expected);
  });

  it.each(['2026-01-05T08:30:00+08:00', '2026-01-05', '2026-01-05T00:30:00', '2026-13-05T00:30:00Z', ''])(
    'refuses %p',
    (given) => {
      expect(() => instant(given)).toThrow(RangeError);
    },
  );

  it('refuses a Date that is none, or beyond the years of the calendar', () => {
    expect(() => instant(new Date(Number.NaN))).toThrow(RangeError);
    expect(() => instant(new Date(8.64e15))).toThrow(RangeError);
    expect(() => instant(new Date('0000-06-01T00:00:00Z'))).toThrow(RangeError);
  });

  it('orders as text the way it orders in time', () => {
    fc.assert(fc.property(anyDate, anyDate, (a, b) => instant(a) < instant(b) === a.getTime() < b.getTime()));
  });
});

describe('parseOffsetInstant', () => {
  it.each([
    ['2026-01-05T08:30:00+08:00', '2026-01-05T00:30:00.000Z', 480],
    ['2026-01-05T08:30:00.25+08:00', '2026-01-05T00:30:00.250Z', 480],
    ['2026-01-01T01:00:00+08:00', '2025-12-31T17:00:00.000Z', 480],
    ['2026-01-05T19:00:00-05:30', '2026-01-06T00:30:00.000Z', -330],
    ['2026-01-05T00:30:00Z', '2026-01-05T00:30:00.000Z', 0],
    ['2026-01-05T00:30:00-00:00', '2026-01-05T00:30:00.000Z', 0],
  ])('%s', (given, at, offsetMinutes) => {
    expect(parseOffsetInstant(given)).toEqual({ at, offsetMinutes });
  });

  it.each([
    ['no offset', '2026-01-05T08:30:00'],
    ['finer than a millisecond', '2026-01-05T08:30:00.1234+08:00'],
    ['no such day', '2026-02-30T08:30:00+08:00'],
    ['no such hour', '2026-01-05T24:00:00+08:00'],
    ['no such offset', '2026-01-05T08:30:00+15:00'],
    ['no such offset westward', '2026-01-05T08:30:00-12:01'],
    ['minutes beyond the hour', '2026-01-05T08:30:00+08:60'],
    ['an offset without colon', '2026-01-05T08:30:00+0800'],
    ['no seconds', '2026-01-05T08:30+08:00'],
    ['something behind it', '2026-01-05T08:30:00+08:00 '],
    ['before the calendar', '0001-01-01T00:00:00+08:00'],
  ])('refuses %s', (_, given) => {
    expect(() => parseOffsetInstant(given)).toThrow(RangeError);
  });
});

describe('addMillis', () => {
  it('goes forward and back', () => {
    const at = instant('2026-01-05T00:30:00Z');
    expect(addMillis(at, 3_600_000)).toBe('2026-01-05T01:30:00.000Z');
    expect(addMillis(at, -3_600_000)).toBe('2026-01-04T23:30:00.000Z');
  });

  it.each([0.5, Number.NaN, 1e15])('refuses %p', (millis) => {
    expect(() => addMillis(instant('2026-01-05T00:30:00Z'), millis)).toThrow(RangeError);
  });
});
