import { describe, expect, it } from '@jest/globals';
import type { Finding, Verdict } from '../../standards/domain/finding.js';
import { checkFlips, flipsBetween } from './flips.js';
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
