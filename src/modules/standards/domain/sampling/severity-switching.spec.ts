import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  afterBatch,
  NORMAL_FROM_NOW,
  resumed,
  severityOf,
  type BatchOutcome,
  type SeverityState,
} from './severity-switching.js';

const outcome = (mark: string): BatchOutcome => (mark === '+' ? 'ACCEPTED' : 'NOT_ACCEPTED');
/** `+` accepted, `-` not accepted, in their order. */
const after = (marks: string, from: SeverityState = NORMAL_FROM_NOW): SeverityState =>
  marks.split('').reduce((state, mark) => afterBatch(state, outcome(mark)), from);

describe('how severely the next batch is inspected', () => {
  it.each([
    ['at the beginning', '', 'NORMAL'],
    ['after one not accepted', '-', 'NORMAL'],
    ['after two in a row', '--', 'TIGHTENED'],
    ['after the first and the fifth of five', '-+++-', 'TIGHTENED'],
    ['after the first and the sixth', '-++++-', 'NORMAL'],
    ['after every fifth for long', '-++++-++++-++++-', 'NORMAL'],
    ['after two of five in the middle of good ones', '++++++-++-', 'TIGHTENED'],
    ['after four accepted under tightened', '--++++', 'TIGHTENED'],
    ['after five accepted under tightened', '--+++++', 'NORMAL'],
    ['after five accepted, but not in a row', '--++++-+', 'TIGHTENED'],
    ['after five in a row at last', '--++++-+++++', 'NORMAL'],
    ['after four not accepted under tightened', '------', 'TIGHTENED'],
    ['after five', '-------', 'DISCONTINUED'],
    ['after five in all, with accepted ones between', '---++++-++++-++++-++++-', 'DISCONTINUED'],
    ['after one not accepted, back under normal: what was before is forgotten', '--+++++-', 'NORMAL'],
    ['after four and four, with normal inspection between', '------+++++------', 'TIGHTENED'],
  ])('%s (%s): %s', (_, marks, severity) => expect(after(marks).severity).toBe(severity));

  it('is by no table while sampling is discontinued, and no batch is judged then', () => {
    expect(['', '--', '-------'].map((marks) => severityOf(after(marks)))).toEqual([
      'NORMAL',
      'TIGHTENED',
      null,
    ]);
    expect(() => afterBatch(after('-------'), 'ACCEPTED')).toThrow(RangeError);
  });

  it.each([
    ['', 'TIGHTENED'],
    ['+++++', 'NORMAL'],
    ['----', 'TIGHTENED'],
    ['-----', 'DISCONTINUED'],
  ])(
    'begins again tightened once the supplier has acted, and then goes on as ever (%s): %s',
    (marks, severity) => {
      expect(after(marks, resumed(after('-------'))).severity).toBe(severity);
    },
  );

  it('begins again only where it was discontinued', () => {
    for (const marks of ['', '--']) expect(() => resumed(after(marks))).toThrow(RangeError);
  });

  it('never needs more memory than four outcomes, and tightens exactly where two of the last five failed', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('+', '-'), { maxLength: 60 }), (marks) => {
        let state: SeverityState = NORMAL_FROM_NOW;
        let sinceNormal = '';
        for (const mark of marks) {
          if (state.severity !== 'NORMAL') return;
          expect(state.recent.length).toBeLessThan(5);
          sinceNormal += mark;
          state = afterBatch(state, outcome(mark));
          const failed = sinceNormal
            .slice(-5)
            .split('')
            .filter((each) => each === '-').length;
          expect(state.severity).toBe(failed >= 2 ? 'TIGHTENED' : 'NORMAL');
        }
      }),
    );
  });
});
