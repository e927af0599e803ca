import { describe, expect, it } from '@jest/globals';
import { localDate, type LocalDate } from '../../../kernel/local-date.js';
import { microgramsPerKg } from '../../../kernel/residue.js';
import type { CoverageFacts, CoverageResultFacts } from '../domain/coverage-facts.js';
import type { BatchFacts, Facts, LaboratoryResultFacts, ResidueLimitFacts } from '../domain/facts.js';
import { SOURCE, belowLoq, sampleCoverage, sampleOrigin, tested, withBatch } from '../domain/sample-facts.js';
import { judgedBy } from '../domain/sample-judge.js';

/*
 * A test that could not see the limit, and a better one of the same fruit. The limit is 10 µg/kg; the coarse method
 * quantifies from 20.
 */

const FIRST = localDate('2027-01-16');
const LATER = localDate('2027-01-17');
const limit = (changes: Partial<ResidueLimitFacts> = {}): ResidueLimitFacts => ({
  substance: 'imidacloprid',
  limitMicrogramsPerKg: microgramsPerKg(10),
  edition: null,
  validFrom: null,
  validTo: null,
  source: SOURCE,
  confidence: 'confirmed',
  ...changes,
});
const of = (
  result: LaboratoryResultFacts,
  sampledOn: LocalDate | null = FIRST,
  more: Partial<LaboratoryResultFacts> = {},
): LaboratoryResultFacts => ({ ...result, sampledOn, testedOn: sampledOn ?? FIRST, ...more });
const none = (loq: number) => belowLoq('imidacloprid', loq);
const found = (value: number) => tested('imidacloprid', value);
const coarse = of(none(20), FIRST, { id: 'coarse' });
const verdict = (batch: Partial<BatchFacts>, around: Partial<Facts> = {}) =>
  judgedBy(
    { kind: 'residue-limit' },
    withBatch(batch, { residueLimits: [limit()], residueFallback: null, ...around }),
  ).verdict;
const SUM = { residueDefinitionKind: 'SUM', residueDefinition: 'sum of isomers' } as const;

describe('a result by a method that cannot see the limit, beside another of the batch', () => {
  it.each<[string, LaboratoryResultFacts, string]>([
    ['of a later sample, below a limit of quantification that sees it', of(none(10), LATER), 'PASS'],
    ['of a later sample, found within it', of(found(8), LATER), 'PASS'],
    ['of the same sample', of(none(5)), 'PASS'],
    ['of a later sample, found above it', of(found(11), LATER), 'FAIL'],
    ['of the same sample, found above it', of(found(500)), 'FAIL'],
    ['that cannot see it either', of(none(15), LATER), 'INDETERMINATE'],
    ['of an earlier sample', of(none(5), localDate('2027-01-15')), 'INDETERMINATE'],
    ['of another substance', of(belowLoq('abamectin', 5), LATER), 'INDETERMINATE'],
    ['whose sample has no day', of(none(5), null), 'INDETERMINATE'],
    ['whose inspection nobody has signed', of(none(5), LATER, { isProvisional: true }), 'INDETERMINATE'],
    ['that counts more than the limit does', of(none(5), LATER, SUM), 'PASS'],
  ])('%s', (_, other, expected) => {
    const around = { residueLimits: [limit(), limit({ substance: 'abamectin' })] };
    expect(verdict({ laboratoryResults: [coarse, other] }, around)).toBe(expected);
    expect(verdict({ laboratoryResults: [other, coarse] }, around)).toBe(expected);
  });

  it.each<[string, LaboratoryResultFacts, ResidueLimitFacts, string]>([
    ['that counts a part of what the limit counts', of(none(5), LATER), limit(SUM), 'INDETERMINATE'],
    ['that counts what the limit counts', of(none(5), LATER, SUM), limit(SUM), 'PASS'],
    [
      'held against a limit nobody confirmed',
      of(none(5), LATER),
      limit({ confidence: 'secondary' }),
      'INDETERMINATE',
    ],
  ])('%s', (_, other, held, expected) => {
    expect(verdict({ laboratoryResults: [coarse, other] }, { residueLimits: [held] })).toBe(expected);
  });

  it('sees the limit the coarse one was held against, not one that was relaxed since', () => {
    const residueLimits = [
      limit({ validTo: FIRST }),
      limit({ limitMicrogramsPerKg: microgramsPerKg(50), validFrom: LATER }),
    ];
    expect(verdict({ laboratoryResults: [coarse, of(none(15), LATER)] }, { residueLimits })).toBe(
      'INDETERMINATE',
    );
    expect(verdict({ laboratoryResults: [coarse, of(none(10), LATER)] }, { residueLimits })).toBe('PASS');
  });

  it('is told with the other, both as evidence', () => {
    const laboratoryResults = [coarse, of(none(10), LATER, { id: 'fine' })];
    const { explanation, evidence } = judgedBy(
      { kind: 'residue-limit' },
      withBatch({ laboratoryResults }, { residueLimits: [limit()], residueFallback: null }),
    );
    expect(explanation.en).toContain(
      'lies above the limit 0.01 mg/kg and cannot tell. A finer test of the same fruit tells: ',
    );
    expect(explanation.zh).toContain('同一果实另有更灵敏的检测：');
    expect(evidence.map(({ id }) => id)).toEqual(expect.arrayContaining(['coarse', 'fine']));
  });

  it('is judged as then in facts kept by older versions', () => {
    const facts = withBatch(
      { laboratoryResults: [coarse, of(none(5), LATER)] },
      { residueLimits: [limit()], residueFallback: null },
    );
    const { coarseTestsAnswered: _, ...older } = facts;
    expect(judgedBy({ kind: 'residue-limit' }, older).verdict).toBe('INDETERMINATE');
  });
});

describe('a coarse result of a report that covers the batch', () => {
  const line = (id: string, loq: number, more: Partial<CoverageResultFacts> = {}): CoverageResultFacts => ({
    id,
    substance: 'imidacloprid',
    result: { kind: 'BELOW_LOQ', limitOfQuantification: microgramsPerKg(loq) },
    ...more,
  });
  const report = (id: string, loq: number, more: Partial<CoverageFacts> = {}): CoverageFacts => ({
    ...sampleCoverage(),
    id,
    results: [line(`${id}-1`, loq)],
    ...more,
  });
  const open = report('coarse', 20);
  const { sampledOn } = open;
  const around = (...coverages: CoverageFacts[]): Partial<Facts> => ({ coverages });
  const elsewhere = sampleOrigin({ plotId: 'plot-2', plotCode: 'P-2', harvestBatchId: 'harvest-2' });
  const block = open.of.kind === 'BLOCK' ? open.of : undefined;

  it.each<[string, Partial<BatchFacts>, Partial<Facts>, string]>([
    ['alone', { laboratoryResults: [] }, around(open), 'INDETERMINATE'],
    ['beside a test of the batch itself', { laboratoryResults: [of(none(5), LATER)] }, around(open), 'PASS'],
    [
      'beside a finer line of the same report',
      { laboratoryResults: [] },
      around({ ...open, results: [line('1', 20), line('2', 5, { residueDefinitionKind: 'SUBSTANCE' })] }),
      'PASS',
    ],
    [
      'beside a finer report on the same block',
      { laboratoryResults: [] },
      around(open, report('fine', 5)),
      'PASS',
    ],
    [
      'beside a finer report that nobody confirmed',
      { laboratoryResults: [] },
      around(open, report('fine', 5, { isConfirmed: false })),
      'INDETERMINATE',
    ],
    [
      'beside an older report',
      { laboratoryResults: [] },
      around(open, report('fine', 5, { sampledOn: localDate('2026-09-02') })),
      'INDETERMINATE',
    ],
    [
      'beside a finer report on a part of the block',
      { laboratoryResults: [], origins: [sampleOrigin(), elsewhere] },
      around({ ...open, of: { ...block!, plotIds: [...block!.plotIds, 'plot-2'] } }, report('fine', 5)),
      'INDETERMINATE',
    ],
  ])('%s', (_, batch, facts, expected) => {
    expect(sampledOn <= FIRST).toBe(true);
    expect(verdict(batch, facts)).toBe(expected);
  });

  it("answers no coarse result of the batch's own", () => {
    const fine = report('fine', 5, { sampledOn: LATER, testedOn: LATER, from: LATER });
    expect(verdict({ laboratoryResults: [coarse] }, around(fine, report('same', 5)))).toBe('INDETERMINATE');
  });
});

describe('a heavy metal that the method could not see at the limit', () => {
  const lead = {
    kind: 'contaminant-limit',
    parameters: { contaminant: 'lead', maximum: '10', unit: 'ug/kg' },
  };
  const metal = (loq: number, sampledOn: LocalDate) => of(belowLoq('lead', loq), sampledOn);
  it.each<[string, LaboratoryResultFacts, string]>([
    ['of a later sample that sees it', metal(10, LATER), 'PASS'],
    ['of an earlier sample', metal(10, localDate('2027-01-15')), 'INDETERMINATE'],
    ['that cannot see it either', metal(12, LATER), 'INDETERMINATE'],
    ['found above it', of(tested('lead', 11), LATER), 'FAIL'],
  ])('%s', (_, other, expected) => {
    const contaminants = [metal(20, FIRST), other];
    expect(judgedBy(lead, withBatch({ contaminants })).verdict).toBe(expected);
    const { coarseTestsAnswered: _facts, ...older } = withBatch({ contaminants });
    expect(judgedBy(lead, older).verdict).toBe(expected === 'FAIL' ? 'FAIL' : 'INDETERMINATE');
  });
});
