import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, localDate } from '../../../kernel/local-date.js';
import { lookedAtFor, unstatedDays, type Period } from './stated-sprays.js';

const period = (text: string): Period => {
  const [from = '', to = ''] = text.split('..');
  return { from: localDate(`2026-${from}`), to: localDate(`2026-${to}`) };
};
const told = ({ from, to }: Period): string => `${from.slice(5)}..${to.slice(5)}`;

describe('the days looked at for a harvest', () => {
  it.each([
    ['2026-02-24', '2025-02-25'],
    ['2026-03-01', '2025-03-02'],
    ['2028-02-29', '2027-03-01'],
    ['2029-02-28', '2028-02-29'],
  ])('are the year up to %s, as the sprays of a verdict are', (harvest, first) => {
    expect(lookedAtFor(localDate(harvest))).toEqual({ from: first, to: harvest });
  });
});

describe('days of which nobody has stated that all sprays are on record', () => {
  it.each<[string, string[], string[], string[]]>([
    ['all, where nobody stated anything', ['01-10..02-20'], [], ['01-10..02-20']],
    ['none, where one statement says all of it', ['01-10..02-20'], ['01-10..02-20'], []],
    ['none, where it says more', ['01-10..02-20'], ['01-01..03-31'], []],
    ['those before it', ['01-10..02-20'], ['01-12..02-20'], ['01-10..01-11']],
    ['those after it', ['01-10..02-20'], ['01-10..02-19'], ['02-20..02-20']],
    ['none, where statements follow each other', ['01-10..02-20'], ['02-01..02-20', '01-10..01-31'], []],
    ['the day between two', ['01-10..02-20'], ['01-01..01-31', '02-02..02-28'], ['02-01..02-01']],
    [
      'none, where statements overlap',
      ['01-10..02-20'],
      ['01-01..02-10', '01-20..02-20', '01-05..01-06'],
      [],
    ],
    ['those of another time say nothing', ['01-10..02-20'], ['03-01..03-31'], ['01-10..02-20']],
    [
      'both ends, where the middle is stated',
      ['01-10..02-20'],
      ['01-20..01-25'],
      ['01-10..01-19', '01-26..02-20'],
    ],
    [
      'once, where two harvests look at the same days',
      ['01-01..02-10', '01-15..02-20'],
      [],
      ['01-01..02-20'],
    ],
    [
      'each its own, where they lie apart',
      ['01-01..01-10', '02-01..02-10'],
      ['01-01..01-05'],
      ['01-06..01-10', '02-01..02-10'],
    ],
    ['none, where nothing is looked at', [], ['01-01..02-01'], []],
  ])('%s', (_, lookedAt, stated, left) => {
    expect(unstatedDays(lookedAt.map(period), stated.map(period)).map(told)).toEqual(left);
  });

  it('are exactly those looked at and in no statement, whatever the periods', () => {
    const day = (n: number) => addDays(localDate('2026-01-01'), n);
    const any = fc
      .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 12 }))
      .map(([first, length]) => ({ from: day(first), to: day(first + length) }));
    const some = fc.array(any, { maxLength: 6 });
    const within = (periods: readonly Period[], on: string) =>
      periods.some(({ from, to }) => from <= on && on <= to);
    fc.assert(
      fc.property(some, some, (lookedAt, stated) => {
        const left = unstatedDays(lookedAt, stated);
        for (let n = 0; n <= 60; n++)
          expect(within(left, day(n))).toBe(within(lookedAt, day(n)) && !within(stated, day(n)));
        left.slice(1).forEach(({ from }, i) => expect(from > addDays(left[i]!.to, 1)).toBe(true));
      }),
    );
  });
});
