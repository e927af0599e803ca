import { describe, expect, it } from '@jest/globals';
import type { Finding, Verdict } from '../../standards/domain/finding.js';
import { checkFlips, flipsBetween, isOutsideDates } from './flips.js';
import { sampleFinding } from './sample-findings.js';

const finding = (ruleCode: string, verdict: Verdict, more: Partial<Finding> = {}): Finding =>
  sampleFinding({ ruleCode, verdict, ...more });
const flips = (before: Finding[], after: Finding[]): string[] =>
  flipsBetween(before, after).map(
    (flip) => `${flip.finding.ruleCode} ${flip.finding.subject.id} ${flip.before} -> ${flip.after}`,
  );
const other = { subject: { type: 'BATCH', id: 'batch-2' } } as const;

describe('verdicts that would turn', () => {
  it.each<[string, Finding[], Finding[], string[]]>([
    ['nothing', [finding('A', 'PASS')], [finding('A', 'PASS')], []],
    [
      'the same rule in another edition',
      [finding('A', 'PASS')],
      [finding('A', 'PASS', { versionId: 'W' })],
      [],
    ],
    ['a verdict', [finding('A', 'PASS')], [finding('A', 'FAIL')], ['A batch-1 PASS -> FAIL']],
    ['a rule that comes', [], [finding('B', 'PASS')], ['B batch-1 null -> PASS']],
    ['a rule that goes', [finding('B', 'PASS')], [], ['B batch-1 PASS -> null']],
    [
      'one batch of two',
      [finding('A', 'PASS'), finding('A', 'PASS', other)],
      [finding('A', 'PASS'), finding('A', 'FAIL', other)],
      ['A batch-2 PASS -> FAIL'],
    ],
    [
      'the worst of two editions that both apply',
      [finding('A', 'PASS'), finding('A', 'INDETERMINATE', { versionId: 'W' })],
      [finding('A', 'PASS')],
      ['A batch-1 INDETERMINATE -> PASS'],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(flips(before, after)).toEqual(expected);
  });
});

describe('checks that would turn', () => {
  it('are those whose gating rules do; advice turns none', () => {
    const before = [finding('A', 'PASS'), finding('B', 'PASS', { unity: 'CHANNEL', gating: false })];
    const after = [finding('A', 'FAIL'), finding('B', 'FAIL', { unity: 'CHANNEL', gating: false })];
    expect(checkFlips(before, after)).toEqual([{ unity: 'STANDARD', before: 'PASS', after: 'FAIL' }]);
  });
});

describe('fruit that a draft does not look at because of its days', () => {
  const [some, na] = [finding('A', 'PASS'), finding('A', 'NOT_APPLICABLE')];
  it.each<[string, Finding[], Finding[], boolean]>([
    ['judged on its days', [some], [some], false],
    ['judged on every day only', [], [some], true],
    ['said on its days to be no matter of it, and judged on every day', [na], [some], true],
    ['of another market', [], [], false],
    ['no matter of it on any day', [na], [na], false],
    ['one rule on its days, another on every day only', [some], [some, finding('B', 'FAIL')], false],
  ])('%s', (_, dated, undated, expected) => {
    expect(isOutsideDates(dated, () => undated)).toBe(expected);
  });
});
