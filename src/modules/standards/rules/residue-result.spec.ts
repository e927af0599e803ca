import { describe, expect, it } from '@jest/globals';
import { localDate } from '../../../kernel/local-date.js';
import { microgramsPerKg } from '../../../kernel/residue.js';
import type { CoverageResultFacts } from '../domain/coverage-facts.js';
import type {
  Facts,
  LaboratoryResultFacts,
  ResidueFallbackFacts,
  ResidueLimitFacts,
} from '../domain/facts.js';
import type { ResidueDefinition } from '../domain/residue-definition.js';
import type { Confidence } from '../domain/rule.js';
import { belowLoq, sampleCoverage, SOURCE, tested, withBatch } from '../domain/sample-facts.js';
import { judgedBy } from '../domain/sample-judge.js';

const judge = (facts: Facts) => judgedBy({ kind: 'residue-limit' }, facts);

const WORDING = 'sum of prochloraz, BTS 44595 (M201-04) and BTS 44596 (M201-03), expressed as prochloraz';
const NOTHING: ResidueDefinition = {};
const SUBSTANCE: ResidueDefinition = { residueDefinitionKind: 'SUBSTANCE' };
const SUM: ResidueDefinition = { residueDefinitionKind: 'SUM', residueDefinition: WORDING };
const OTHER: ResidueDefinition = { residueDefinitionKind: 'OTHER', residueDefinition: 'as something else' };

const limit = (
  value: number,
  of: ResidueDefinition,
  confidence: Confidence = 'confirmed',
): ResidueLimitFacts => ({
  substance: 'prochloraz',
  limitMicrogramsPerKg: microgramsPerKg(value),
  edition: 'E-1',
  validFrom: null,
  validTo: null,
  source: SOURCE,
  confidence,
  ...of,
});
const uniform = (value: number, listComplete = true): ResidueFallbackFacts => ({
  kind: 'UNIFORM',
  limitMicrogramsPerKg: microgramsPerKg(value),
  listComplete,
  source: SOURCE,
  confidence: 'official',
});
const found = (value: number, of: ResidueDefinition): LaboratoryResultFacts => ({
  ...tested('prochloraz', value),
  ...of,
});
const unseen = (loq: number, of: ResidueDefinition): LaboratoryResultFacts => ({
  ...belowLoq('prochloraz', loq),
  ...of,
});
const verdictOf = (
  laboratoryResults: LaboratoryResultFacts[] | null,
  own: ResidueLimitFacts | null,
  more: Partial<Facts> = {},
) =>
  judge(withBatch({ laboratoryResults }, { residueLimits: own ? [own] : [], residueFallback: null, ...more }))
    .verdict;

describe('a result against a limit, by what each counts', () => {
  it.each<[string, ResidueDefinition, ResidueDefinition, string, string, string]>([
    // what the limit counts, what the laboratory counted; 20 and 40 against 30 µg/kg, below a limit of quantification of 10
    ['nothing on record, nothing said', NOTHING, NOTHING, 'PASS', 'FAIL', 'PASS'],
    ['nothing on record, the substance', NOTHING, SUBSTANCE, 'PASS', 'FAIL', 'PASS'],
    ['nothing on record, a sum', NOTHING, SUM, 'PASS', 'INDETERMINATE', 'PASS'],
    ['nothing on record, something else', NOTHING, OTHER, 'INDETERMINATE', 'INDETERMINATE', 'INDETERMINATE'],
    ['the substance, nothing said', SUBSTANCE, NOTHING, 'PASS', 'FAIL', 'PASS'],
    ['the substance, the substance', SUBSTANCE, SUBSTANCE, 'PASS', 'FAIL', 'PASS'],
    ['the substance, a sum', SUBSTANCE, SUM, 'PASS', 'INDETERMINATE', 'PASS'],
    ['the substance, something else', SUBSTANCE, OTHER, 'INDETERMINATE', 'INDETERMINATE', 'INDETERMINATE'],
    ['a sum, nothing said', SUM, NOTHING, 'INDETERMINATE', 'FAIL', 'INDETERMINATE'],
    ['a sum, the substance', SUM, SUBSTANCE, 'INDETERMINATE', 'FAIL', 'INDETERMINATE'],
    ['a sum, the same sum', SUM, SUM, 'PASS', 'FAIL', 'PASS'],
    ['a sum, something else', SUM, OTHER, 'INDETERMINATE', 'INDETERMINATE', 'INDETERMINATE'],
    ['something else, nothing said', OTHER, NOTHING, 'INDETERMINATE', 'INDETERMINATE', 'INDETERMINATE'],
    ['something else, the same', OTHER, OTHER, 'PASS', 'FAIL', 'PASS'],
  ])('%s', (_, ofLimit, ofResult, within, above, notSeen) => {
    const own = limit(30, ofLimit);
    expect(verdictOf([found(20, ofResult)], own)).toBe(within);
    expect(verdictOf([found(40, ofResult)], own)).toBe(above);
    expect(verdictOf([unseen(10, ofResult)], own)).toBe(notSeen);
    // A method that cannot see the limit settles nothing, whatever it counts.
    expect(verdictOf([unseen(31, ofResult)], own)).toBe('INDETERMINATE');
  });

  it('says what the limit counts, what the result did, and who settles it', () => {
    const finding = judge(
      withBatch({ laboratoryResults: [found(20, NOTHING)] }, { residueLimits: [limit(30, SUM)] }),
    );
    expect(finding.explanation).toEqual({
      zh: `prochloraz检出 0.02 mg/kg，不超过限量 0.03 mg/kg；但该限量的残留物定义为“${WORDING}”，检测结果没有注明残留物定义，不能据此说明合格。`,
      en: `prochloraz found at 0.02 mg/kg, within the limit 0.03 mg/kg; but the limit counts “${WORDING}” and the result does not say what was counted, so that it does not show that the limit is kept.`,
    });
    expect(finding.evidence).toContainEqual({
      type: 'residue-limit',
      id: 'E-1',
      field: 'residueDefinition',
      value: WORDING,
    });
    expect(finding.nextSteps?.map(({ by }) => by)).toEqual(['INSPECTION_BODY']);
  });

  it('asks for the substance alone where more than it lies above a limit that counts no more', () => {
    const finding = judge(
      withBatch({ laboratoryResults: [found(40, SUM)] }, { residueLimits: [limit(30, NOTHING)] }),
    );
    expect(finding.explanation.en).toBe(
      `prochloraz found at 0.04 mg/kg, above the limit 0.03 mg/kg; but the limit has no definition of the residue on record and the result counts “${WORDING}”, so that it does not show that the limit is exceeded.`,
    );
    expect(finding.nextSteps?.map(({ by }) => by)).toEqual(['BASE_OFFICE', 'INSPECTION_BODY']);
    expect(finding.nextSteps?.[1]?.en).toContain('the substance by itself');
    const defined = judge(
      withBatch({ laboratoryResults: [found(40, SUM)] }, { residueLimits: [limit(30, SUBSTANCE)] }),
    );
    expect(defined.nextSteps?.map(({ by }) => by)).toEqual(['INSPECTION_BODY']);
  });

  it('rests on a limit that nobody confirmed as before: the office confirms it as well', () => {
    const own = limit(30, SUM, 'secondary');
    const finding = judge(withBatch({ laboratoryResults: [found(20, NOTHING)] }, { residueLimits: [own] }));
    expect(finding).toMatchObject({ verdict: 'INDETERMINATE', confidence: 'secondary' });
    expect(finding.nextSteps?.map(({ by }) => by)).toEqual(['INSPECTION_BODY', 'BASE_OFFICE']);
  });
});

describe('what a market applies to the substances it does not list', () => {
  it.each<[string, ResidueLimitFacts | null, LaboratoryResultFacts, string]>([
    ['defines nothing: the substance as analysed, within', null, found(8, NOTHING), 'PASS'],
    ['the substance as analysed, above', null, found(11, NOTHING), 'FAIL'],
    ['more than the substance, within', null, found(8, SUM), 'PASS'],
    ['more than the substance, above', null, found(11, SUM), 'INDETERMINATE'],
    ['something else, within', null, found(8, OTHER), 'INDETERMINATE'],
    [
      'speaks beside an unconfirmed limit of the substance',
      limit(30, SUBSTANCE, 'secondary'),
      found(8, NOTHING),
      'PASS',
    ],
    [
      'does not speak for a part beside an unconfirmed limit of the sum',
      limit(30, SUM, 'secondary'),
      found(8, NOTHING),
      'INDETERMINATE',
    ],
    ['speaks for the sum beside it', limit(30, SUM, 'secondary'), found(8, SUM), 'PASS'],
  ])('%s', (_, own, result, verdict) => {
    expect(verdictOf([result], own, { residueFallback: uniform(10) })).toBe(verdict);
  });
});

describe('what a market applies to the substances it does not list, beside limits of different breadth or edition', () => {
  const broad: ResidueLimitFacts = { ...limit(20, SUBSTANCE), level: 'GROUP' };
  const narrow: ResidueLimitFacts = { ...limit(500, SUBSTANCE, 'unverified'), level: 'COMMODITY' };
  const earlier: ResidueLimitFacts = { ...limit(20, SUBSTANCE, 'official'), level: 'COMMODITY' };
  const later: ResidueLimitFacts = { ...narrow, validFrom: localDate('2026-09-01') };

  it.each<[string, ResidueLimitFacts[], number, string]>([
    ['speaks beside one that nobody confirmed', [narrow], 50, 'PASS'],
    ['does not, where that displaces a stricter one that is confirmed', [broad, narrow], 50, 'INDETERMINATE'],
    ['speaks within that as well', [broad, narrow], 20, 'PASS'],
    ['does not, where a later one that nobody confirmed does', [earlier, later], 50, 'INDETERMINATE'],
    [
      'speaks where nobody confirmed the broader either',
      [{ ...broad, confidence: 'secondary' }, narrow],
      50,
      'PASS',
    ],
    [
      'speaks where the stricter one had ended',
      [{ ...broad, validTo: localDate('2025-12-31') }, narrow],
      50,
      'PASS',
    ],
    [
      'as kept before, when broader limits were left out of the facts',
      [{ ...limit(500, SUBSTANCE, 'unverified') }],
      50,
      'PASS',
    ],
  ])('%s', (_, residueLimits, value, verdict) => {
    const facts = { residueLimits, residueFallback: uniform(100) };
    expect(verdictOf([found(value, SUBSTANCE)], null, facts)).toBe(verdict);
  });
});

describe('a result that is open only by what it counted', () => {
  const own = limit(30, SUM);
  const on = (day: string, result: LaboratoryResultFacts): LaboratoryResultFacts => ({
    ...result,
    id: `${result.id}-${day}`,
    testedOn: localDate(day),
  });

  it.each<[string, LaboratoryResultFacts[], string]>([
    ['is closed by the sum in the same report', [found(5, SUBSTANCE), found(20, SUM)], 'PASS'],
    [
      'is closed by a later result of the batch',
      [on('2027-01-16', found(5, NOTHING)), on('2027-01-18', found(20, SUM))],
      'PASS',
    ],
    [
      'is not closed by an earlier one',
      [on('2027-01-18', found(5, NOTHING)), on('2027-01-16', found(20, SUM))],
      'INDETERMINATE',
    ],
    ['is not closed by one that fails', [found(5, NOTHING), found(31, SUM)], 'FAIL'],
    ['is not closed by another substance', [found(5, NOTHING), tested('abamectin', 1)], 'INDETERMINATE'],
    [
      'does not hide one that fails',
      [on('2027-01-16', found(31, NOTHING)), on('2027-01-18', found(20, SUM))],
      'FAIL',
    ],
    [
      'is not closed by a figure that nobody independent signed',
      [found(5, NOTHING), { ...found(20, SUM), isProvisional: true }],
      'INDETERMINATE',
    ],
  ])('%s', (_, results, verdict) => {
    expect(verdictOf(results, own)).toBe(verdict);
  });

  it.each<[string, ResidueLimitFacts, LaboratoryResultFacts, string]>([
    ['of the substance alone: that is what counts', limit(30, SUBSTANCE), found(31, SUM), 'PASS'],
    ['of the sum: the sum counts', limit(30, SUM), found(31, OTHER), 'PASS'],
    [
      'of which nobody read what it counts: it may be that',
      limit(30, NOTHING),
      found(31, SUM),
      'INDETERMINATE',
    ],
    ['of which nobody read it, something else', limit(30, NOTHING), found(31, OTHER), 'INDETERMINATE'],
  ])('above a limit %s, beside one that keeps it', (_, held, above, verdict) => {
    const results = [found(20, held.residueDefinitionKind === 'SUM' ? SUM : SUBSTANCE), above];
    expect(verdictOf(results, held)).toBe(verdict);
  });

  it('is told all the same, with its figure as evidence', () => {
    const finding = judge(
      withBatch(
        { laboratoryResults: [found(20, SUBSTANCE), found(31, SUM)] },
        { residueLimits: [limit(30, SUBSTANCE)] },
      ),
    );
    expect(finding.verdict).toBe('PASS');
    expect(finding.explanation.en).toContain('0.031 mg/kg');
    expect(finding.explanation.en).toContain('Another result counts what the limit counts');
    expect(finding.evidence).toContainEqual(expect.objectContaining({ value: '0.031' }));
  });

  const line = (value: number, of: ResidueDefinition): CoverageResultFacts => ({
    id: `line-${value}`,
    substance: 'prochloraz',
    result: { kind: 'QUANTIFIED', microgramsPerKg: microgramsPerKg(value) },
    ...of,
  });
  const covered = (
    results: CoverageResultFacts[],
    laboratoryResults: LaboratoryResultFacts[] | null = null,
    isConfirmed = true,
  ) =>
    verdictOf(laboratoryResults, own, {
      coverages: [sampleCoverage([], { results, isConfirmed })],
    });

  it.each<[string, () => string, string]>([
    ['of a report that covers the batch', () => covered([line(5, NOTHING)]), 'INDETERMINATE'],
    ['above, of such a report', () => covered([line(31, NOTHING)]), 'FAIL'],
    ['closed by the sum in that report', () => covered([line(5, SUBSTANCE), line(20, SUM)]), 'PASS'],
    ['closed by a later result of the batch', () => covered([line(5, NOTHING)], [found(20, SUM)]), 'PASS'],
    [
      'a report does not close what the batch itself leaves open',
      () => covered([line(20, SUM)], [found(5, NOTHING)]),
      'INDETERMINATE',
    ],
    [
      'an unconfirmed report within the limit says nothing against the fruit',
      () => covered([line(5, NOTHING)], [on('2027-01-01', found(20, SUM))], false),
      'PASS',
    ],
  ])('%s', (_, verdict, expected) => {
    expect(verdict()).toBe(expected);
  });
});
