import { describe, expect, it } from '@jest/globals';
import { localDate } from '../../../kernel/local-date.js';
import { microgramsPerKg } from '../../../kernel/residue.js';
import type { BatchFacts, Facts, ResidueFallbackFacts, ResidueLimitFacts } from '../domain/facts.js';
import {
  SOURCE,
  belowLoq,
  sampleSpray,
  sampleTreatment,
  sampleWatchList,
  tested,
  withBatch,
} from '../domain/sample-facts.js';
import { judgedBy } from '../domain/sample-judge.js';

/*
 * A market whose text says of a substance that no limit is needed. Which substances real markets exempt is not on record here:
 * the oil below is a sample's.
 */

const OIL = 'sample-oil';
const row = (changes: Partial<ResidueLimitFacts> = {}): ResidueLimitFacts => ({
  substance: OIL,
  limitMicrogramsPerKg: null,
  isExempt: true,
  edition: null,
  validFrom: null,
  validTo: null,
  source: SOURCE,
  confidence: 'confirmed',
  ...changes,
});
const limited = (value: number, changes: Partial<ResidueLimitFacts> = {}): ResidueLimitFacts =>
  row({ limitMicrogramsPerKg: microgramsPerKg(value), isExempt: false, ...changes });
const uniform = (value: number): ResidueFallbackFacts => ({
  kind: 'UNIFORM',
  limitMicrogramsPerKg: microgramsPerKg(value),
  listComplete: true,
  source: SOURCE,
  confidence: 'confirmed',
});
const SINCE = localDate('2027-01-01');

describe('a residue of which the market needs no limit', () => {
  const found = tested(OIL, 5000);
  it.each<[string, readonly ResidueLimitFacts[], ResidueFallbackFacts | null, string]>([
    ['passes, whatever was found', [row()], null, 'PASS'],
    ['passes where the unlisted must keep a uniform limit', [row()], uniform(10), 'PASS'],
    ['by an official row', [row({ confidence: 'official' })], null, 'PASS'],
    ['by a row nobody confirmed, stays open', [row({ confidence: 'secondary' })], null, 'INDETERMINATE'],
    [
      'by such a row, above the uniform limit too',
      [row({ confidence: 'secondary' })],
      uniform(10),
      'INDETERMINATE',
    ],
    ['where no row says so, fails the uniform limit', [], uniform(10), 'FAIL'],
    [
      'where a row names neither a limit nor that none is needed',
      [row({ isExempt: false })],
      null,
      'INDETERMINATE',
    ],
    ['beside a limit of the same day is held to the limit', [limited(10), row()], null, 'FAIL'],
    ['whatever the order of the two', [row(), limited(10)], null, 'FAIL'],
    ['by a later edition than the limit', [limited(10), row({ validFrom: SINCE })], null, 'PASS'],
    ['by an earlier edition than the limit', [row(), limited(10, { validFrom: SINCE })], null, 'FAIL'],
    [
      'by a later edition that nobody confirmed',
      [limited(10), row({ validFrom: SINCE, confidence: 'unverified' })],
      null,
      'FAIL',
    ],
    ['by an edition that had ended', [row({ validTo: localDate('2026-12-31') })], uniform(10), 'FAIL'],
  ])('%s', (_, residueLimits, residueFallback, verdict) => {
    const facts = withBatch({ laboratoryResults: [found] }, { residueLimits, residueFallback });
    expect(judgedBy({ kind: 'residue-limit' }, facts).verdict).toBe(verdict);
  });

  it('passes with the text as its source', () => {
    const facts = withBatch({ laboratoryResults: [found] }, { residueLimits: [row({ edition: 'PACK-XD' })] });
    const { explanation, evidence } = judgedBy({ kind: 'residue-limit' }, facts);
    expect(explanation.en).toContain(`the market needs no limit of it (${SOURCE.document}`);
    expect(explanation.zh).toContain('免订限量');
    expect(evidence).toContainEqual({ type: 'residue-limit', id: 'PACK-XD', field: 'isExempt', value: OIL });
  });

  it('excuses nothing else that was found', () => {
    const laboratoryResults = [found, tested('chlorpyrifos', 500)];
    const facts = withBatch({ laboratoryResults }, { residueLimits: [row()], residueFallback: uniform(10) });
    expect(judgedBy({ kind: 'residue-limit' }, facts).verdict).toBe('FAIL');
  });
});

describe('what has to be tested for', () => {
  const judge = (batch: Partial<BatchFacts>, around: Partial<Facts> = {}) =>
    judgedBy({ kind: 'residue-coverage' }, withBatch(batch, { residueLimits: [row()], ...around }));
  const sprayed = { sprays: [sampleSpray({ substances: [OIL] })], laboratoryResults: [] };

  it.each<[string, Partial<BatchFacts>, Partial<Facts>, string]>([
    ['is not what needs no limit', sprayed, {}, 'PASS'],
    [
      'nor where it was applied after harvest',
      { ...sprayed, treatments: [sampleTreatment({ substances: [OIL] })] },
      {},
      'PASS',
    ],
    [
      'is it, where nobody confirmed the row',
      sprayed,
      { residueLimits: [row({ confidence: 'secondary' })] },
      'INDETERMINATE',
    ],
    ['is it, where no row says so', sprayed, { residueLimits: [] }, 'INDETERMINATE'],
    [
      'is it, where the row ends before the fruit leaves',
      sprayed,
      { residueLimits: [row({ validTo: SINCE })] },
      'INDETERMINATE',
    ],
    [
      'is it, where the market watches for it',
      sprayed,
      { watchList: [sampleWatchList({ substances: [OIL] })] },
      'INDETERMINATE',
    ],
    [
      'is what else was sprayed',
      { ...sprayed, sprays: [sampleSpray({ substances: [OIL, 'chlorpyrifos'] })] },
      {},
      'INDETERMINATE',
    ],
    [
      'is not what was not listed, which may be anything',
      { ...sprayed, sprays: [sampleSpray({ substances: [OIL, '机油'], unlisted: ['机油'] })] },
      {},
      'INDETERMINATE',
    ],
  ])('%s', (_, batch, around, verdict) => {
    expect(judge(batch, around).verdict).toBe(verdict);
  });

  it('says what was not tested for, and by which text', () => {
    const { explanation, evidence } = judge({ ...sprayed });
    expect(explanation.en).toMatch(
      /^No limit is needed of sample-oil, so no test either \(.+\)\. There is nothing else to test for\.$/,
    );
    expect(evidence).toContainEqual(
      expect.objectContaining({ type: 'residue-limit', field: 'isExempt', value: OIL }),
    );
    const more = judge({
      sprays: [sampleSpray({ substances: [OIL, 'chlorpyrifos'] })],
      laboratoryResults: [belowLoq('chlorpyrifos', 10)],
    });
    expect(more.explanation.en).toContain('Tested for the one substance that was used or is watched for.');
  });
});
