import { describe, expect, it } from '@jest/globals';
import { localDate } from '../../../kernel/local-date.js';
import { evaluate } from '../domain/evaluate.js';
import type { PackGapFacts } from '../domain/facts.js';
import type { Finding } from '../domain/finding.js';
import { SAMPLE_AT, sampleFacts, sampleRule } from '../domain/sample-facts.js';

const rule = sampleRule({ kind: 'market-pack-confirmed', subject: 'LOT', parameters: {} });
const pack = sampleFacts().marketPack!;
const judged = (missing: readonly PackGapFacts[]): Finding => {
  const facts = sampleFacts({ marketPack: { ...pack, confidence: 'unverified', missing } });
  const version = { id: 'v', code: 'V', edition: '1', rules: [rule] };
  return evaluate(version, facts, SAMPLE_AT)[0]!;
};
const gap = (more: Partial<PackGapFacts> = {}): PackGapFacts => ({ zh: '口岸', en: 'ports', ...more });
const ACCOUNT = '01890000-0000-7000-8000-0000000a1b2c';
const by = (day: string) => ({ ownerId: ACCOUNT, dueOn: localDate(day) });

describe('a pack that is not confirmed', () => {
  it.each([
    ['nobody sees to it', gap(), '口岸。', 'ports.'],
    [
      'somebody does, in time',
      gap(by('2099-01-01')),
      '口岸（由基地办公室负责，2099-01-01 当日或之前）。',
      'ports (the base office, by 2099-01-01).',
    ],
    [
      'the day has passed',
      gap(by('2020-01-01')),
      '口岸（由基地办公室负责，2020-01-01 当日或之前，已逾期）。',
      'ports (the base office, by 2020-01-01, overdue).',
    ],
  ])('says what is missing: %s', (_, missing, zh, en) => {
    const { verdict, explanation } = judged([missing]);
    expect(verdict).toBe('INDETERMINATE');
    expect(explanation.zh.endsWith(zh)).toBe(true);
    expect(explanation.en.endsWith(en)).toBe(true);
  });

  it('shows the accounts as evidence, and names no more than can be read', () => {
    const { evidence, explanation } = judged(Array.from({ length: 25 }, () => gap(by('2099-01-01'))));
    expect(evidence.filter(({ type }) => type === 'account')).toHaveLength(20);
    expect(explanation.en).toMatch(/; 25 in all; all of it up to the base office, by 2099-01-01\.$/);
    expect(explanation.zh).toMatch(/；等 25 项——均由基地办公室负责，2099-01-01 当日或之前。$/);
  });

  it('says of each by when where that differs', () => {
    const { explanation } = judged([gap(by('2099-01-01')), gap()]);
    expect(explanation.zh).toMatch(/口岸（由基地办公室负责，2099-01-01 当日或之前）；口岸。$/);
    expect(explanation.en).toMatch(/ports \(the base office, by 2099-01-01\); ports\.$/);
  });
});
