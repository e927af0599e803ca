import { describe, expect, it } from '@jest/globals';
import { evaluateAll } from '../../standards/domain/evaluate.js';
import type { Finding } from '../../standards/domain/finding.js';
import { SAMPLE_AT, sampleFacts, sampleRule } from '../../standards/domain/sample-facts.js';
import { differing } from './replay.js';

const rules = [
  sampleRule({ kind: 'variety-listed', code: 'A' }),
  sampleRule({ kind: 'no-open-hold', code: 'B' }),
];
const version = { id: rules[0]!.versionId, code: 'V', edition: '1', rules };
const made = evaluateAll([version], sampleFacts(), SAMPLE_AT);
const [first, second] = made as [Finding, Finding];

describe('a verdict made again', () => {
  it('is the same whatever it is worded in and in whatever order', () => {
    const worded = { ...first, explanation: { zh: '另一说法', en: 'in other words' } };
    expect(differing(made, made)).toEqual([]);
    expect(differing([second, worded], made)).toEqual([]);
  });

  it('differs in a verdict, in a finding that does not come out, and in one that was not stored', () => {
    const { subject } = first;
    expect(first.verdict).toBe('PASS');
    expect(differing([{ ...first, verdict: 'FAIL' }, second], made)).toEqual([
      { ruleCode: 'A', subject, stored: 'FAIL', made: 'PASS' },
    ]);
    expect(differing(made, [second])).toEqual([{ ruleCode: 'A', subject, stored: 'PASS', made: null }]);
    expect(differing([second], made)).toEqual([{ ruleCode: 'A', subject, stored: null, made: 'PASS' }]);
  });

  it('is told apart by version and subject', () => {
    const other = { ...first, versionId: 'other' };
    expect(differing([first], [other]).map(({ stored, made: now }) => [stored, now])).toEqual([
      ['PASS', null],
      [null, 'PASS'],
    ]);
    const elsewhere = { ...first, subject: { type: 'BATCH' as const, id: 'batch-9' } };
    expect(differing([first], [elsewhere])).toHaveLength(2);
  });
});
