import { expect, it } from '@jest/globals';
import { localDate } from '../../../kernel/local-date.js';
import { asJudged, rulePeriods } from './rule-periods.js';
import { sampleRule } from './sample-facts.js';

const rule = (validTo: string | null) =>
  sampleRule({
    kind: 'market-open',
    versionId: 'v',
    code: 'A',
    validTo: validTo === null ? null : localDate(validTo),
  });
const version = (validTo: string | null) => ({ id: 'v', code: 'S', edition: '1', rules: [rule(validTo)] });

it('gives back the versions as they were judged by, after a later edition has ended them', () => {
  const then = [version(null)];
  const kept = rulePeriods(then, ['v']);
  expect(kept).toEqual([['v', 'A', rule(null).validFrom, null]]);
  expect(asJudged([version('2026-01-01')], kept)).toEqual(then);
});

it('keeps only the versions that said something, and refuses to do without one', () => {
  expect(rulePeriods([version(null)], ['w'])).toEqual([]);
  const kept = rulePeriods([version(null)], ['v']);
  expect(() => asJudged([], kept)).toThrow('no version is called v');
  expect(() => asJudged([{ ...version(null), rules: [] }], kept)).toThrow('no rule A');
});
