import { describe, expect, it } from '@jest/globals';
import type { LateCount } from '../fact-rows.js';
import { countStates } from './count-states.js';

interface Counted {
  readonly id: string;
  readonly late?: LateCount;
  readonly bad?: number;
  readonly of?: number;
}
const late = (id: string, correctsId: string, made: Partial<LateCount> = {}): Counted => ({
  id,
  late: { correctsId, isVoid: false, isDeclined: false, recordedAt: id, ...made },
});
const [a, b] = [{ id: 'a' }, { id: 'b' }];
const BAD = { part: ({ bad = 0 }: Counted) => bad, whole: ({ of = 0 }: Counted) => of };
/** With so many bad of so many. */
const bad = <T extends Counted>(count: T, many: number, of = 0): T => ({ ...count, bad: many, of });
const ids = (counts: readonly Counted[]) => counts.map(({ id }) => id).join('');

describe('counts of an inspection', () => {
  it.each<[string, Counted[], string, string[]]>([
    // what, the counts; as they are recorded, as they were before each late correction (!: declined)
    ['of which none was corrected late', [a, b], 'ab', []],
    ['of which one was corrected', [a, b, late('c', 'a')], 'bc', ['ab']],
    ['of which one was voided', [a, b, late('c', 'a', { isVoid: true })], 'b', ['ab']],
    ['of which the only one was voided', [a, late('c', 'a', { isVoid: true })], '', ['a']],
    [
      'of which one was corrected twice: what was said between counts',
      [a, late('c', 'a'), late('d', 'c')],
      'd',
      ['a', 'c'],
    ],
    [
      'of which two were corrected at once',
      [a, b, late('c', 'a', { recordedAt: 'now' }), late('d', 'b', { recordedAt: 'now' })],
      'cd',
      ['ab'],
    ],
    ['of which a void was put right', [a, late('c', 'a', { isVoid: true }), late('d', 'c')], 'd', ['a', '']],
    ['whose correction was declined', [a, late('c', 'a', { isDeclined: true })], 'c', ['a!']],
    [
      'whose declined correction was corrected again, which waits: what was signed counts as well',
      [a, b, late('c', 'a', { isDeclined: true }), late('d', 'c')],
      'bd',
      ['ab', 'bc', 'ab!'],
    ],
    [
      'of which one correction was declined and another waits',
      [a, b, late('c', 'a', { isDeclined: true }), late('d', 'b')],
      'cd',
      ['ab', 'bc', 'ad!'],
    ],
    [
      'of which one was corrected for the better and another, then or later, for the worse: each at its worst',
      [bad(a, 2), bad(b, 0), bad(late('c', 'a'), 0), bad(late('d', 'b'), 2)],
      'cd',
      ['ab', 'bc', 'ad'],
    ],
    [
      'of which both were declined: each at its worst counts',
      [
        bad(a, 2),
        bad(b, 0),
        bad(late('c', 'a', { isDeclined: true }), 0),
        bad(late('d', 'b', { isDeclined: true }), 2),
      ],
      'cd',
      ['ab!', 'bc!', 'ad!'],
    ],
    [
      'of which the worse was declined and the better waits',
      [bad(a, 2), bad(b, 0), bad(late('c', 'a'), 0), bad(late('d', 'b', { isDeclined: true }), 2)],
      'cd',
      ['ab', 'bc!', 'ad'],
    ],
    [
      'of which one was voided, so that the share of the others grows',
      [
        bad(a, 0, 90),
        bad(b, 1, 100),
        bad(late('c', 'a', { isVoid: true }), 0, 90),
        bad(late('d', 'b'), 0, 100),
      ],
      'd',
      ['ab', 'b'],
    ],
    [
      'of which a void from before the signature was put right, beside one that was corrected for the worse',
      [bad(a, 0, 100), bad(late('c', 'v'), 0, 100), bad(late('d', 'a'), 2, 100)],
      'cd',
      ['a', 'ac', 'd'],
    ],
  ])('%s', (_, counts, recorded, earlier) => {
    const states = countStates(counts, [BAD]);
    expect(ids(states.recorded)).toBe(recorded);
    expect(states.earlier.map((each) => ids(each.counts) + (each.isDeclined ? '!' : ''))).toEqual(earlier);
  });
});
