import { describe, expect, it } from '@jest/globals';
import { localDate } from '../../../kernel/local-date.js';
import { microgramsPerKg } from '../../../kernel/residue.js';
import type { CoverageFacts } from '../domain/coverage-facts.js';
import type {
  Facts,
  LaboratoryResultFacts,
  ResidueFallbackFacts,
  ResidueLimitFacts,
} from '../domain/facts.js';
import type { Confidence } from '../domain/rule.js';
import {
  SAMPLE_NAMES,
  belowLoq,
  sampleCoverage,
  sampleTreatment,
  SOURCE,
  tested,
  withBatch,
} from '../domain/sample-facts.js';
import { judgedBy } from '../domain/sample-judge.js';

const judge = (facts: Facts) => judgedBy({ kind: 'residue-limit' }, facts);
const limit = (
  value: number | null,
  confidence: Confidence,
  changes: Partial<ResidueLimitFacts> = {},
): ResidueLimitFacts => ({
  substance: 'imidacloprid',
  limitMicrogramsPerKg: value === null ? null : microgramsPerKg(value),
  edition: null,
  validFrom: null,
  validTo: null,
  source: SOURCE,
  confidence,
  ...changes,
});
const uniform = (value: number, confidence: Confidence, listComplete = false): ResidueFallbackFacts => ({
  kind: 'UNIFORM',
  limitMicrogramsPerKg: microgramsPerKg(value),
  listComplete,
  source: SOURCE,
  confidence,
});
const other = (kind: 'NOT_DETECTED' | 'OTHER'): ResidueFallbackFacts => ({
  kind,
  limitMicrogramsPerKg: null,
  listComplete: false,
  source: SOURCE,
  confidence: 'official',
});
const found = (value: number) => tested('imidacloprid', value);
const unseen = (loq: number) => belowLoq('imidacloprid', loq);

describe('one result against the market', () => {
  it.each<[string, LaboratoryResultFacts, ResidueLimitFacts | null, ResidueFallbackFacts | null, string]>([
    ['at a confirmed limit', found(500), limit(500, 'confirmed'), null, 'PASS'],
    ['above a confirmed limit', found(501), limit(500, 'confirmed'), null, 'FAIL'],
    ['below the LOQ, which is at the limit', unseen(10), limit(10, 'official'), null, 'PASS'],
    ['below an LOQ that lies above the limit', unseen(11), limit(10, 'official'), null, 'INDETERMINATE'],
    ['below a limit nobody confirmed', found(8), limit(900, 'secondary'), null, 'INDETERMINATE'],
    ['above a limit nobody confirmed', found(901), limit(900, 'secondary'), null, 'INDETERMINATE'],
    [
      'within the default, limit unconfirmed but laxer',
      found(8),
      limit(900, 'secondary'),
      uniform(10, 'official'),
      'PASS',
    ],
    [
      'within the default, limit unconfirmed but alike',
      found(8),
      limit(10, 'secondary'),
      uniform(10, 'official'),
      'PASS',
    ],
    [
      'within the default, limit unconfirmed but stricter',
      found(8),
      limit(5, 'secondary'),
      uniform(10, 'official'),
      'INDETERMINATE',
    ],
    [
      'within an unconfirmed default beside an unconfirmed limit',
      found(8),
      limit(900, 'secondary'),
      uniform(10, 'secondary'),
      'INDETERMINATE',
    ],
    [
      'a confirmed limit below the default prevails',
      found(8),
      limit(5, 'official'),
      uniform(10, 'official'),
      'FAIL',
    ],
    [
      'above the default, limit unconfirmed',
      found(50),
      limit(900, 'secondary'),
      uniform(10, 'official'),
      'INDETERMINATE',
    ],
    ['unlisted and within the default', found(10), null, uniform(10, 'official'), 'PASS'],
    ['unlisted, not seen by a method that could', unseen(10), null, uniform(10, 'official'), 'PASS'],
    [
      'unlisted, not seen by a method that could not',
      unseen(50),
      null,
      uniform(10, 'official'),
      'INDETERMINATE',
    ],
    ['above the default, and perhaps listed', found(11), null, uniform(10, 'official'), 'INDETERMINATE'],
    ['above the default, and surely not listed', found(11), null, uniform(10, 'confirmed', true), 'FAIL'],
    [
      'above an unconfirmed default of a complete list',
      found(11),
      null,
      uniform(10, 'secondary', true),
      'INDETERMINATE',
    ],
    ['within an unconfirmed default', found(1), null, uniform(10, 'secondary'), 'INDETERMINATE'],
    ['where nothing may be detected', found(1), null, other('NOT_DETECTED'), 'INDETERMINATE'],
    [
      'where nothing may be detected and nothing was',
      unseen(10),
      null,
      other('NOT_DETECTED'),
      'INDETERMINATE',
    ],
    ['where another list applies', found(1), null, other('OTHER'), 'INDETERMINATE'],
    ['where nothing is known', found(1), null, null, 'INDETERMINATE'],
    ['where the row has no limit', found(1), limit(null, 'official'), null, 'INDETERMINATE'],
    [
      'tested on a day nobody recorded',
      { ...found(1), testedOn: null },
      limit(500, 'official'),
      null,
      'INDETERMINATE',
    ],
  ])('%s', (_, result, own, fallback, verdict) => {
    const residueLimits = own ? [own] : [];
    expect(
      judge(withBatch({ laboratoryResults: [result] }, { residueLimits, residueFallback: fallback })).verdict,
    ).toBe(verdict);
  });
});

it('warns of a residue above a limit that could not be confirmed', () => {
  const facts = withBatch(
    { laboratoryResults: [found(901)] },
    { residueLimits: [limit(900, 'secondary')], residueFallback: null, names: SAMPLE_NAMES },
  );
  expect(judge(facts)).toMatchObject({
    confidence: 'secondary',
    explanation: {
      zh: '警示：吡虫啉检出 0.901 mg/kg，超过一个未经确认的限量 0.9 mg/kg。',
      en: 'Warning: Imidacloprid found at 0.901 mg/kg, above a limit we could not confirm, 0.9 mg/kg.',
    },
  });
});

it('takes the limit that was in force on the day of the test', () => {
  const residueLimits = [
    limit(500, 'official', { validTo: localDate('2027-01-15') }),
    limit(50, 'official', { validFrom: localDate('2027-01-16') }),
  ];
  const on = (day: string) =>
    withBatch({ laboratoryResults: [{ ...found(200), testedOn: localDate(day) }] }, { residueLimits });
  expect(judge(on('2027-01-15')).verdict).toBe('PASS');
  expect(judge(on('2027-01-16')).verdict).toBe('FAIL');
});

it('lets one exceedance decide over every other result', () => {
  const laboratoryResults = [tested('abamectin', 1), found(501), belowLoq('acetamiprid', 10)];
  const finding = judge(withBatch({ laboratoryResults }, { residueLimits: [limit(500, 'official')] }));
  expect(finding.verdict).toBe('FAIL');
  expect(finding.explanation.en).toBe('imidacloprid found at 0.501 mg/kg, above the limit 0.5 mg/kg.');
});

describe('a residue found above the limit, of fruit that was tested again', () => {
  const again = (value: number, day: string) => ({
    ...found(value),
    id: 'again',
    testedOn: localDate(day),
  });
  it.each<[string, LaboratoryResultFacts[]]>([
    ['stays, tested clean on a later day', [found(501), again(1, '2027-02-01')]],
    ['stays, tested clean on the same day', [found(501), { ...found(1), id: 'again' }]],
    [
      'stays, not seen on a later day',
      [found(501), { ...unseen(10), id: 'again', testedOn: localDate('2027-02-01') }],
    ],
    ['comes by a later test, however clean an earlier one was', [found(1), again(501, '2027-02-01')]],
  ])('%s', (_, laboratoryResults) => {
    const finding = judge(withBatch({ laboratoryResults }, { residueLimits: [limit(500, 'official')] }));
    expect(finding.verdict).toBe('FAIL');
    // What is said to be done about it is no promise that another test would turn it.
    expect(finding.nextSteps).toEqual([
      {
        by: 'EXPORTER',
        zh: '出口企业改发限量允许的市场；录入有误的由检验员更正，签字后的更正须经基地办公室同意；已检出的残留不因复检合格而改判。',
        en: 'The exporter ships to a market whose limit allows it; what was typed wrongly the inspector corrects, after the signature with the agreement of the base office, and no clean test takes back a residue that was found.',
      },
    ]);
  });
});

it('does not take a batch without results for a clean one', () => {
  expect(judge(withBatch({ laboratoryResults: [] })).verdict).toBe('INDETERMINATE');
});

describe('a report that covers the batch', () => {
  const covered = (
    value: number,
    changes: Partial<CoverageFacts> = {},
    own: LaboratoryResultFacts[] | null = null,
  ) => {
    const result = { kind: 'QUANTIFIED' as const, microgramsPerKg: microgramsPerKg(value) };
    const coverage = sampleCoverage([], {
      results: [{ id: 'x', substance: 'imidacloprid', result }],
      ...changes,
    });
    return judge(
      withBatch(
        { laboratoryResults: own },
        { residueLimits: [limit(500, 'official')], coverages: [coverage] },
      ),
    );
  };
  it.each<[string, number, Partial<CoverageFacts>, LaboratoryResultFacts[] | null, string]>([
    ['speaks for it', 500, {}, null, 'PASS'],
    ['fails it', 501, {}, null, 'FAIL'],
    ['fails it whatever its own results say', 501, {}, [found(1)], 'FAIL'],
    ['that nobody confirmed does not speak for it', 500, { isConfirmed: false }, null, 'INDETERMINATE'],
    ['that nobody confirmed still fails it', 501, { isConfirmed: false }, null, 'FAIL'],
    [
      'entered by who gains does not speak for it',
      500,
      { personOrganisationIds: ['exporter'] },
      null,
      'INDETERMINATE',
    ],
    [
      'of a block that nobody confirmed includes the plot does not speak for it',
      500,
      { of: { kind: 'BLOCK', plotIds: ['plot-1'], sprayedAgainOn: null, unconfirmedPlotIds: ['plot-1'] } },
      null,
      'INDETERMINATE',
    ],
    [
      'of a block that nobody confirmed includes the plot still fails it',
      501,
      { of: { kind: 'BLOCK', plotIds: ['plot-1'], sprayedAgainOn: null, unconfirmedPlotIds: ['plot-1'] } },
      null,
      'FAIL',
    ],
    ['does not take away what its own results say', 1, { isConfirmed: false }, [found(1)], 'PASS'],
    ['of another window says nothing', 501, { from: localDate('2027-01-13') }, [found(1)], 'PASS'],
  ])('%s', (_, value, changes, own, verdict) => {
    expect(covered(value, changes, own).verdict).toBe(verdict);
  });

  it('is the evidence', () => {
    expect(covered(501).evidence[0]).toEqual({
      type: 'residue-coverage',
      id: 'coverage-1',
      field: 'imidacloprid',
      value: '0.501',
      unit: 'mg/kg',
    });
  });

  it('is judged by the limit of the day on which it was tested', () => {
    const residueLimits = [
      limit(5, 'official', { validTo: localDate('2027-01-03') }),
      limit(500, 'official', { validFrom: localDate('2027-01-04') }),
    ];
    const result = { kind: 'QUANTIFIED' as const, microgramsPerKg: microgramsPerKg(200) };
    const coverages = [sampleCoverage([], { results: [{ id: 'x', substance: 'imidacloprid', result }] })];
    expect(judge(withBatch({ laboratoryResults: null }, { residueLimits, coverages })).verdict).toBe('PASS');
  });
});

describe('a dip on record', () => {
  const dipped = (
    row: ResidueLimitFacts,
    more: Partial<Facts> = {},
    treatments = [sampleTreatment({ substances: ['prochloraz'] })],
  ) =>
    judge(
      withBatch(
        {
          treatments,
          laboratoryResults: [unseen(10), belowLoq('prochloraz', 10)],
        },
        { residueLimits: [row], ...more },
      ),
    );
  const at = (confidence: Confidence, atLoq: boolean, changes: Partial<ResidueLimitFacts> = {}) =>
    limit(30, confidence, { substance: 'prochloraz', atLoq, ...changes });
  it.each<[string, ResidueLimitFacts, string]>([
    ['closes a market whose limit is the limit of determination', at('official', true), 'FAIL'],
    ['warns where nobody confirmed that limit', at('secondary', true), 'INDETERMINATE'],
    ['closes no market with an ordinary limit', at('official', false), 'PASS'],
    [
      'closes none before that limit began',
      at('official', true, { validFrom: localDate('2027-01-15') }),
      'PASS',
    ],
  ])('%s', (_, row, verdict) => {
    expect(dipped(row).verdict).toBe(verdict);
  });

  it('is not opened by a narrower or later limit that nobody confirmed', () => {
    const closing = at('official', true, { limitMicrogramsPerKg: microgramsPerKg(10), level: 'GROUP' });
    const ofOnePerson = at('unverified', false, {
      limitMicrogramsPerKg: microgramsPerKg(500),
      level: 'COMMODITY',
    });
    const residueFallback = uniform(10, 'official', true);
    const rows = (...residueLimits: ResidueLimitFacts[]) => ({ residueLimits, residueFallback });
    expect(dipped(closing, rows(closing)).verdict).toBe('FAIL');
    expect(dipped(closing, rows(closing, ofOnePerson)).verdict).toBe('INDETERMINATE');
    const later = { ...ofOnePerson, validFrom: localDate('2026-09-01') };
    const earlier = { ...closing, level: 'COMMODITY' as const };
    expect(dipped(earlier, rows(earlier, later)).verdict).toBe('INDETERMINATE');
    expect(dipped(closing, rows(closing, { ...ofOnePerson, confidence: 'confirmed' })).verdict).toBe('PASS');
  });

  it.each<[string, string[], boolean, string]>([
    ['an ingredient that is not in the list', ['呋喃丹'], false, 'INDETERMINATE'],
    [
      'one that is not in the list, beside one that closes the market',
      ['呋喃丹', 'prochloraz'],
      true,
      'FAIL',
    ],
  ])('may hold what the market does not tolerate: %s', (_, substances, atLoq, verdict) => {
    const treatments = [sampleTreatment({ substances, unlisted: ['呋喃丹'] })];
    expect(dipped(at('official', atLoq), {}, treatments).verdict).toBe(verdict);
  });

  it('says so, whatever the laboratory found', () => {
    expect(dipped(at('official', true)).explanation).toEqual({
      zh: '2027-01-14 在 LINE-1 采后使用了prochloraz，该市场的限量 0.03 mg/kg 等于定量限，用过的果实不能发往该市场。',
      en: "prochloraz was applied after harvest on 2027-01-14, LINE-1; the market's limit 0.03 mg/kg is the limit of determination, so treated fruit cannot go there.",
    });
  });
});
