import { describe, expect, it } from '@jest/globals';
import type { BatchId, OrganisationId } from '../../../kernel/ids.js';
import { localDate } from '../../../kernel/local-date.js';
import type { EarlierCount, EarlierSampleRow, LateCount } from '../fact-rows.js';
import { decidingSample } from './deciding-sample.js';

const count = (
  id: string,
  nonconformingCartons: number | null,
  late: LateCount | null = null,
): EarlierCount => ({
  id,
  cartons: 5,
  nonconformingCartons,
  late,
});
const late = (id: string, correctsId: string, bad: number | null, made: Partial<LateCount> = {}) =>
  count(id, bad, { correctsId, isVoid: false, isDeclined: false, recordedAt: id, ...made });

/** @param counts of which some were corrected after the signature; a number: all was settled */
const sample = (day: string, counts: readonly EarlierCount[] | number): EarlierSampleRow => ({
  id: day,
  batchId: 'batch' as BatchId,
  packerId: 'packhouse' as OrganisationId,
  sampledOn: localDate(`2026-01-${day}`),
  batchSize: 100,
  cartonsCounted: 5,
  nonconformingCartons: typeof counts === 'number' ? counts : 0,
  counts: typeof counts === 'number' ? null : counts,
});

describe('of an earlier batch', () => {
  it.each<[string, EarlierSampleRow[], string, string[]]>([
    // what, its samples; bad cartons of those counted and the day as recorded, and in each other way (!: declined)
    ['the first sample that was judged by carton decides', [sample('10', 0), sample('11', 1)], '0/5 10', []],
    [
      'a count that was corrected decides both ways',
      [sample('10', [count('a', 2), late('b', 'a', 0)]), sample('11', 1)],
      '0/5 10',
      ['2/5 10'],
    ],
    [
      'a first sample that is judged by carton only since a correction hides none that found something',
      [sample('10', [count('a', null), late('b', 'a', 0)]), sample('11', 1)],
      '0/5 10',
      ['1/5 11'],
    ],
    [
      'that correction hides none where it was declined',
      [sample('10', [count('a', null), late('b', 'a', 0, { isDeclined: true })]), sample('11', 1)],
      '0/5 10',
      ['1/5 11!'],
    ],
    [
      'a first sample whose counts were voided leaves the word to the next',
      [sample('10', [count('a', 0), late('b', 'a', 0, { isVoid: true })]), sample('11', 1)],
      '1/5 11',
      ['0/5 10'],
    ],
    [
      'nothing is said where no other one was judged by carton',
      [sample('10', [count('a', 1), late('b', 'a', null)])],
      '0/0 10',
      ['1/5 10'],
    ],
    [
      'what waits in the second makes the whole wait, whatever was declined of the first',
      [
        sample('10', [count('a', null), late('b', 'a', 0, { isDeclined: true })]),
        sample('11', [count('c', 2), late('d', 'c', 1)]),
      ],
      '0/5 10',
      ['1/5 11!', '2/5 11'],
    ],
  ])('%s', (_, samples, recorded, ways) => {
    const { facts } = decidingSample(samples);
    const told = (each: { cartonsCounted: number; nonconformingCartons: number; sampledOn?: string }) =>
      `${each.nonconformingCartons}/${each.cartonsCounted} ${(each.sampledOn ?? facts.sampledOn ?? '').slice(-2)}`;
    expect(told(facts)).toBe(recorded);
    expect((facts.withdrawn ?? []).map((way) => told(way) + (way.isWithdrawalDeclined ? '!' : ''))).toEqual(
      ways,
    );
  });

  it('nothing is said of ways where no count was corrected', () => {
    expect(Object.keys(decidingSample([sample('10', 1)]).facts)).not.toContain('withdrawn');
  });
});
