import { describe, expect, it } from '@jest/globals';
import { localDate, type LocalDate } from '../../../kernel/local-date.js';
import { isWithin, overlap, standingSpan, type Span } from './registration.js';

const day = (s: string): LocalDate => localDate(s);
const span = (from: string, to: string | null): Span => ({
  validFrom: day(from),
  validTo: to ? day(to) : null,
});

describe('spans of days', () => {
  it.each([
    ['one after the other', span('2026-01-01', '2026-01-31'), span('2026-02-01', null), false],
    ['sharing one day', span('2026-01-01', '2026-02-01'), span('2026-02-01', null), true],
    ['one inside the other', span('2026-01-01', null), span('2026-03-01', '2026-03-02'), true],
    ['both open', span('2026-01-01', null), span('2030-01-01', null), true],
  ])('know whether they overlap: %s', (_, a, b, expected) => {
    expect(overlap(a, b)).toBe(expected);
    expect(overlap(b, a)).toBe(expected);
  });

  it.each([
    ['the same', span('2026-01-01', '2026-12-31'), span('2026-01-01', '2026-12-31'), true],
    ['starting earlier', span('2025-12-31', '2026-12-31'), span('2026-01-01', '2026-12-31'), false],
    ['without an end in one that ends', span('2026-01-01', null), span('2026-01-01', '2026-12-31'), false],
    ['without an end in one without an end', span('2026-02-01', null), span('2026-01-01', null), true],
  ])('know whether one lies within the other: %s', (_, inner, outer, expected) => {
    expect(isWithin(inner, outer)).toBe(expected);
  });
});

describe('a registration', () => {
  const registration = { ...span('2025-09-01', '2027-08-31'), withdrawnOn: null };

  it('stands until the day before it was withdrawn', () => {
    const withdrawn = { ...registration, withdrawnOn: day('2026-03-10') };
    expect(standingSpan(withdrawn)).toEqual(span('2025-09-01', '2026-03-09'));
  });

  it('keeps its own end if that comes before the withdrawal', () => {
    const late = { ...span('2025-09-01', '2026-01-31'), withdrawnOn: day('2026-03-10') };
    expect(standingSpan(late)).toEqual(span('2025-09-01', '2026-01-31'));
  });

  it('never stood if it was withdrawn on the day it began', () => {
    const withdrawn = { ...registration, withdrawnOn: day('2025-09-01') };
    expect(standingSpan(withdrawn)).toBeNull();
  });
});
