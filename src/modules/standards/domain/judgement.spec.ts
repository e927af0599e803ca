import { describe, expect, it } from '@jest/globals';
import { both, failed, listed, notApplicable, passed, restingOn, undecided, worstOf } from './judgement.js';
import { CONFIDENCES, weakest, type Confidence } from './rule.js';

const text = (word: string) => both(`${word}。`, `${word}.`);
const pass = passed(text('p'));
const fail = failed(text('f'));
const open = undecided(text('o'), text('somebody'));
const steps = ({ steps: each }: { steps: readonly { en: string }[] }) => each.map(({ en }) => en);
const none = notApplicable(text('n'));

describe('what a judgement rests on', () => {
  it.each<[Confidence, string, string]>([
    ['official', 'PASS', 'FAIL'],
    ['confirmed', 'PASS', 'FAIL'],
    ['secondary', 'INDETERMINATE', 'INDETERMINATE'],
    ['unverified', 'INDETERMINATE', 'INDETERMINATE'],
  ])('%s turns PASS into %s and FAIL into %s', (confidence, ofPass, ofFail) => {
    expect(restingOn(pass, confidence)).toMatchObject({ verdict: ofPass, confidence });
    expect(restingOn(fail, confidence)).toMatchObject({ verdict: ofFail, confidence });
    expect(restingOn(open, confidence).verdict).toBe('INDETERMINATE');
    expect(restingOn(none, confidence).verdict).toBe('NOT_APPLICABLE');
  });

  it('keeps the warning of a failure that could not be confirmed, and names who settles it', () => {
    const judgement = restingOn(fail, 'secondary');
    expect(both(judgement.explanation.zh, judgement.explanation.en)).toEqual({
      zh: '警示：按尚未确认的依据，应判不合格。f。',
      en: 'Warning: it would fail by a text we could not confirm. f.',
    });
    expect(judgement.steps.map(({ en }) => en)).toEqual([expect.stringMatching(/^The base office/)]);
    expect(judgement.wouldFail).toBe(true);
  });

  it('keeps what puts a failure right beside the confirmation, and asks for both where a fact is missing too', () => {
    const remedied = failed(text('f'), [], text('packhouse'));
    expect(steps(restingOn(remedied, 'secondary'))).toEqual([
      expect.stringMatching(/^The base office/),
      'packhouse.',
    ]);
    expect(steps(restingOn(open, 'secondary'))).toEqual([
      'somebody.',
      expect.stringMatching(/^The base office/),
    ]);
    expect(steps(restingOn(restingOn(open, 'secondary'), 'unverified'))).toHaveLength(2);
    expect(steps(restingOn(open, 'confirmed'))).toEqual(['somebody.']);
  });

  it('keeps the weaker of two', () => {
    expect(restingOn(restingOn(pass, 'confirmed'), 'official').confidence).toBe('confirmed');
    expect(restingOn({ ...open, confidence: 'unverified' }, 'official').confidence).toBe('unverified');
  });

  it('knows the weakest of several', () => {
    expect(weakest([])).toBe('official');
    expect(weakest(CONFIDENCES)).toBe('unverified');
    expect(weakest(['secondary', 'confirmed'])).toBe('secondary');
  });
});

describe('the worst of several', () => {
  it.each([
    ['fail before open', [pass, open, fail, none], 'FAIL'],
    ['open before pass', [pass, open, none], 'INDETERMINATE'],
    ['pass before what does not apply', [none, pass], 'PASS'],
  ])('%s', (_, judgements, verdict) => {
    expect(worstOf(judgements).verdict).toBe(verdict);
  });

  it('tells the worst parts, each once, at most three, and keeps all their evidence', () => {
    const parts = ['1', '2', '2', '3', '4', '5'].map((id) =>
      failed(text(id), [{ type: 'spray', id, field: 'x', value: null }]),
    );
    const judgement = worstOf([...parts, pass]);
    expect(both(judgement.explanation.zh, judgement.explanation.en)).toEqual({
      zh: '1。2。3。另有2项。',
      en: '1. 2. 3. And 2 more.',
    });
    expect(judgement.evidence).toHaveLength(6);
  });

  it('asks everybody whose work a part waits for, each sentence once', () => {
    const parts = ['a', 'b', 'a'].map((who) => undecided(text('o'), text(who)));
    expect(steps(worstOf([...parts, pass]))).toEqual(['a.', 'b.']);
    expect(worstOf([restingOn(fail, 'secondary'), open]).wouldFail).toBe(true);
  });

  it('tells of what is open that first which would fail, and last which would pass, so that no warning is cut off', () => {
    const said = (what: string) => text(what);
    const passing = ['p1', 'p2', 'p3'].map((what) => restingOn(passed(said(what), []), 'secondary'));
    const parts = [
      ...passing,
      undecided(said('open'), said('s')),
      restingOn(failed(said('fails'), []), 'secondary'),
    ];
    const { explanation, wouldFail, wouldPass } = worstOf(parts);
    expect(explanation.en).toBe(
      'Warning: it would fail by a text we could not confirm. fails. open. It would pass by a text we could not confirm. p1. And 2 more.',
    );
    expect({ wouldFail, wouldPass }).toEqual({ wouldFail: true, wouldPass: undefined });
    expect(worstOf(passing).wouldPass).toBe(true);
  });

  it('refuses an empty list', () => {
    expect(() => worstOf([])).toThrow(RangeError);
  });
});

it('lists five names and counts the rest', () => {
  expect(listed(['a', 'b', 'a'])).toEqual({ zh: 'a、b', en: 'a, b' });
  expect(listed('abcdefg')).toEqual({ zh: 'a、b、c、d、e等7个', en: 'a, b, c, d, e and 2 more' });
});
