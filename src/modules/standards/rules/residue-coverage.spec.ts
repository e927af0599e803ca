import { describe, expect, it } from '@jest/globals';
import { decimal } from '../../../kernel/decimal.js';
import { localDate } from '../../../kernel/local-date.js';
import type { CoverageFacts } from '../domain/coverage-facts.js';
import type { BatchFacts, Facts } from '../domain/facts.js';
import {
  SAMPLE_NAMES,
  belowLoq,
  sampleCoverage,
  sampleOrigin,
  sampleSpray,
  sampleTreatment,
  sampleWatchList,
  tested,
  withBatch,
} from '../domain/sample-facts.js';
import { judgedBy } from '../domain/sample-judge.js';

const judge = (facts: Facts) => judgedBy({ kind: 'residue-coverage', stage: 'DECLARE' }, facts);
const spray = (substances: string[] | null, on = '2026-10-01', plotId = 'plot-1') =>
  sampleSpray({ id: `spray-${on}`, substances, performedOn: localDate(on), plotId });
const untested = (changes: Partial<BatchFacts> = {}, more: Partial<Facts> = {}) =>
  withBatch({ laboratoryResults: null, ...changes }, { names: SAMPLE_NAMES, ...more });
const block = (sprayedAgainOn: string | null, plotIds = ['plot-1']) => ({
  kind: 'BLOCK' as const,
  plotIds,
  sprayedAgainOn: sprayedAgainOn === null ? null : localDate(sprayedAgainOn),
});
const ofTreatment = (changes: object = {}, more: Partial<CoverageFacts> = {}) =>
  sampleCoverage(['imazalil'], {
    of: {
      kind: 'TREATMENT',
      organisationId: 'packhouse',
      line: 'LINE-1',
      productKey: 'label-1',
      concentration: { value: decimal('500'), unit: 'MG_PER_L' },
      ...changes,
    },
    ...more,
  });

describe('what a batch was tested for by its own results', () => {
  // Picked on 2027-01-12, in the season that began on 2026-09-01; the sample's report names imidacloprid alone.
  it.each<[string, Partial<BatchFacts>, string]>([
    ['is what was sprayed', { sprays: [spray(['imidacloprid'])] }, 'PASS'],
    ['is more than was sprayed', { sprays: [] }, 'PASS'],
    ['is something else', { sprays: [spray(['omethoate'])] }, 'INDETERMINATE'],
    ['is one of two that were sprayed', { sprays: [spray(['imidacloprid', 'omethoate'])] }, 'INDETERMINATE'],
    [
      'is both, one of them not found',
      {
        sprays: [spray(['imidacloprid', 'omethoate'])],
        laboratoryResults: [tested('imidacloprid', 12), belowLoq('omethoate', 10)],
      },
      'PASS',
    ],
    [
      'cannot be all where something sprayed is not in the list',
      { sprays: [sampleSpray({ substances: ['imidacloprid', '呋喃丹'], unlisted: ['呋喃丹'] })] },
      'INDETERMINATE',
    ],
    [
      'is all where that was sprayed before the season',
      {
        sprays: [
          sampleSpray({ substances: ['呋喃丹'], unlisted: ['呋喃丹'], performedOn: localDate('2026-08-31') }),
        ],
      },
      'PASS',
    ],
    [
      'cannot be all where something applied is not in the list',
      { treatments: [sampleTreatment({ substances: ['秘制保鲜液'], unlisted: ['秘制保鲜液'] })] },
      'INDETERMINATE',
    ],
    ['is something sprayed, and nobody independent signed', signless(), 'INDETERMINATE'],
    [
      'leaves out what was sprayed before the season',
      { sprays: [spray(['omethoate'], '2026-08-31')] },
      'PASS',
    ],
    [
      'leaves out a spray of its first day',
      { sprays: [spray(['omethoate'], '2026-09-01')] },
      'INDETERMINATE',
    ],
    [
      'leaves out one of the day of harvest',
      { sprays: [spray(['omethoate'], '2027-01-12')] },
      'INDETERMINATE',
    ],
    ['leaves out what came after the harvest', { sprays: [spray(['omethoate'], '2027-01-13')] }, 'PASS'],
    [
      'leaves out what was sprayed on the second of its plots',
      {
        origins: [sampleOrigin(), sampleOrigin({ plotId: 'plot-2' })],
        sprays: [spray(['imidacloprid']), spray(['omethoate'], '2026-10-02', 'plot-2')],
      },
      'INDETERMINATE',
    ],
    ['leaves out a dip', { treatments: [sampleTreatment()] }, 'INDETERMINATE'],
    [
      'is the dip too',
      {
        treatments: [sampleTreatment()],
        laboratoryResults: [tested('imidacloprid', 12), tested('imazalil', 900)],
      },
      'PASS',
    ],
    [
      'is the dip, but was tested before it',
      {
        treatments: [sampleTreatment({ performedOn: localDate('2027-01-17') })],
        laboratoryResults: [tested('imidacloprid', 12), tested('imazalil', 900)],
      },
      'INDETERMINATE',
    ],
    [
      'need not be anything of a wax without actives',
      { treatments: [sampleTreatment({ substances: [] })] },
      'PASS',
    ],
    [
      'cannot be known, a dip having no actives on record',
      { treatments: [sampleTreatment({ substances: null })] },
      'INDETERMINATE',
    ],
    ['cannot be known where nobody says what was applied', { treatments: null }, 'INDETERMINATE'],
    ['cannot be known, a spray having no ingredients on record', { sprays: [spray(null)] }, 'INDETERMINATE'],
    ['cannot be known without growing records', { sprays: null }, 'INDETERMINATE'],
    ['cannot be known without its plots', { origins: null }, 'INDETERMINATE'],
  ])('%s', (_, changes, verdict) => {
    expect(judge(withBatch(changes)).verdict).toBe(verdict);
  });
});

describe('a watch list', () => {
  const watched = sampleWatchList({ substances: ['omethoate'] });
  it.each<[string, Partial<BatchFacts>, NonNullable<Facts['watchList']> | null, string]>([
    ['asks for what nobody used', {}, [watched], 'INDETERMINATE'],
    [
      'is satisfied by a test that found nothing',
      { laboratoryResults: [tested('imidacloprid', 12), belowLoq('omethoate', 10)] },
      [watched],
      'PASS',
    ],
    ['that nobody entered is not one that is empty', {}, null, 'INDETERMINATE'],
    [
      'of which no edition is in force is not on record',
      {},
      [{ ...watched, validTo: localDate('2026-12-31') }],
      'INDETERMINATE',
    ],
    [
      'of a later edition does not ask yet',
      {},
      [sampleWatchList(), { ...watched, validFrom: localDate('2027-02-01') }],
      'PASS',
    ],
    [
      'of the edition that began last asks',
      {},
      [sampleWatchList(), { ...watched, validFrom: localDate('2027-01-01') }],
      'INDETERMINATE',
    ],
    [
      'that nobody confirmed lets nothing pass',
      {},
      [sampleWatchList({ confidence: 'secondary' })],
      'INDETERMINATE',
    ],
  ])('%s', (_, changes, watchList, verdict) => {
    expect(judge(withBatch(changes, { watchList })).verdict).toBe(verdict);
  });
});

describe('a report on the block', () => {
  // Sampled on 2027-01-02 for a harvest from the 5th to the 31st; the fruit was picked on the 12th.
  it.each<[string, CoverageFacts, Partial<BatchFacts>, string]>([
    ['covers what was sprayed', sampleCoverage(), {}, 'PASS'],
    ['did not look for it', sampleCoverage(['omethoate']), {}, 'INDETERMINATE'],
    ['is of other plots', sampleCoverage(undefined, { of: block(null, ['plot-9']) }), {}, 'INDETERMINATE'],
    [
      'begins on the day of harvest',
      sampleCoverage(undefined, { from: localDate('2027-01-12') }),
      {},
      'PASS',
    ],
    ['begins a day late', sampleCoverage(undefined, { from: localDate('2027-01-13') }), {}, 'INDETERMINATE'],
    ['ends on the day of harvest', sampleCoverage(undefined, { to: localDate('2027-01-12') }), {}, 'PASS'],
    ['ended the day before', sampleCoverage(undefined, { to: localDate('2027-01-11') }), {}, 'INDETERMINATE'],
    [
      'was sampled after the picking',
      sampleCoverage(undefined, { sampledOn: localDate('2027-01-13') }),
      {},
      'INDETERMINATE',
    ],
    [
      'is void after a later spray',
      sampleCoverage(undefined, { of: block('2027-01-08') }),
      {},
      'INDETERMINATE',
    ],
    [
      'is void after a spray of the day of harvest',
      sampleCoverage(undefined, { of: block('2027-01-12') }),
      {},
      'INDETERMINATE',
    ],
    [
      'still covers what was picked before that spray',
      sampleCoverage(undefined, { of: block('2027-01-13') }),
      {},
      'PASS',
    ],
    ['waits for a second person', sampleCoverage(undefined, { isConfirmed: false }), {}, 'INDETERMINATE'],
    [
      'is of a block that nobody confirmed includes the plot',
      sampleCoverage(undefined, { of: { ...block(null), unconfirmedPlotIds: ['plot-1'] } }),
      {},
      'INDETERMINATE',
    ],
    [
      'is of a block that nobody confirmed includes some other plot',
      sampleCoverage(undefined, { of: { ...block(null), unconfirmedPlotIds: ['plot-2'] } }),
      {},
      'PASS',
    ],
    [
      'was withdrawn by one of two',
      sampleCoverage(undefined, { isConfirmed: false, isDoubted: true }),
      {},
      'INDETERMINATE',
    ],
    [
      'was entered by somebody of the packhouse',
      sampleCoverage(undefined, { personOrganisationIds: ['packhouse'] }),
      {},
      'INDETERMINATE',
    ],
    [
      'covers one of two harvests on the plot',
      sampleCoverage(undefined, { to: localDate('2027-01-12') }),
      {
        origins: [
          sampleOrigin(),
          sampleOrigin({ harvestBatchId: 'h-2', harvestedOn: localDate('2027-01-14') }),
        ],
      },
      'INDETERMINATE',
    ],
    [
      'says nothing of a dip',
      sampleCoverage(['imidacloprid', 'imazalil']),
      { treatments: [sampleTreatment()] },
      'INDETERMINATE',
    ],
  ])('%s', (_, coverage, changes, verdict) => {
    expect(judge(untested(changes, { coverages: [coverage] })).verdict).toBe(verdict);
  });

  it('and another one together cover two plots', () => {
    const facts = (coverages: CoverageFacts[]) =>
      untested(
        {
          origins: [sampleOrigin(), sampleOrigin({ plotId: 'plot-2', plotCode: 'P-2' })],
          sprays: [spray(['imidacloprid']), spray(['omethoate'], '2026-10-02', 'plot-2')],
        },
        { coverages },
      );
    const second = sampleCoverage(['omethoate'], { id: 'c-2', of: block(null, ['plot-2']) });
    expect(judge(facts([sampleCoverage()])).explanation.en).toBe(
      'Sprayed on plot P-2 this season: no valid test for Omethoate.',
    );
    expect(judge(facts([sampleCoverage(), second])).verdict).toBe('PASS');
  });

  it('covers a watch list only if it does so for every plot', () => {
    const watchList = [sampleWatchList({ substances: ['omethoate'] })];
    const both = { origins: [sampleOrigin(), sampleOrigin({ plotId: 'plot-2' })], sprays: [] };
    const verdict = (plotIds: string[]) =>
      judge(
        untested(both, {
          watchList,
          coverages: [sampleCoverage(['omethoate'], { of: block(null, plotIds) })],
        }),
      ).verdict;
    expect(verdict(['plot-1'])).toBe('INDETERMINATE');
    expect(verdict(['plot-1', 'plot-2'])).toBe('PASS');
  });
});

describe('a report on treated fruit', () => {
  // Dipped on 2027-01-14 with 500 mg/L.
  it.each<[string, CoverageFacts, string]>([
    ['covers the same line and product', ofTreatment(), 'PASS'],
    ['is of another line', ofTreatment({ line: 'LINE-2' }), 'INDETERMINATE'],
    ['is of another packhouse', ofTreatment({ organisationId: 'packhouse-2' }), 'INDETERMINATE'],
    ['is of another product', ofTreatment({ productKey: 'label-2' }), 'INDETERMINATE'],
    [
      'is of a stronger bath',
      ofTreatment({ concentration: { value: decimal('500.5'), unit: 'MG_PER_L' } }),
      'PASS',
    ],
    [
      'is of a weaker bath',
      ofTreatment({ concentration: { value: decimal('499'), unit: 'MG_PER_L' } }),
      'INDETERMINATE',
    ],
    [
      'is of a bath in another unit',
      ofTreatment({ concentration: { value: decimal('500'), unit: 'ML_PER_L' } }),
      'INDETERMINATE',
    ],
    ['is of a bath nobody measured', ofTreatment({ concentration: null }), 'INDETERMINATE'],
    ['ended the day before', ofTreatment({}, { to: localDate('2027-01-13') }), 'INDETERMINATE'],
    ['waits for a second person', ofTreatment({}, { isConfirmed: false }), 'INDETERMINATE'],
  ])('%s', (_, coverage, verdict) => {
    const facts = untested({ treatments: [sampleTreatment()], sprays: [] }, { coverages: [coverage] });
    expect(judge(facts).verdict).toBe(verdict);
  });
});

describe('a gap', () => {
  it('is told by place and name, with why the report there is does not close it, who settles it, and until when', () => {
    const coverages = [sampleCoverage(undefined, { of: block('2027-01-08') })];
    expect(judge(untested({}, { coverages }))).toMatchObject({
      explanation: {
        zh: '地块 P-1 本产季施用过吡虫啉，没有有效的检测结果；报告 R-1 因 2027-01-08 又施药而失效。',
        en: 'Sprayed on plot P-1 this season: no valid test for Imidacloprid; report R-1 is void, the block having been sprayed again on 2027-01-08.',
      },
      nextSteps: [{ en: expect.stringContaining('before the declaration (planned departure 2027-01-20)') }],
      evidence: [
        { type: 'plot', id: 'plot-1', field: 'tested:imidacloprid', value: null },
        { type: 'residue-coverage', id: 'coverage-1', field: 'SPRAYED_AGAIN', value: 'R-1' },
      ],
    });
  });

  it('of a block that waits for the base office is told so', () => {
    const of = { ...block(null), unconfirmedPlotIds: ['plot-1'] };
    const finding = judge(untested({}, { coverages: [sampleCoverage(undefined, { of })] }));
    expect(finding.explanation.en).toContain('has not confirmed that the plots of report R-1 stand under');
    expect(finding.nextSteps?.map(({ by }) => by)).toEqual(['BASE_OFFICE']);
    expect(finding.evidence).toContainEqual({
      type: 'residue-coverage',
      id: 'coverage-1',
      field: 'PLOT_NOT_CONFIRMED',
      value: 'R-1',
    });
  });

  it('that only waits for a second person says so', () => {
    const { nextSteps } = judge(
      untested({}, { coverages: [sampleCoverage(undefined, { isConfirmed: false })] }),
    );
    expect(nextSteps?.[0]?.en).toBe(
      'A second person who does not gain by the fruit confirms report R-1 before the declaration (planned departure 2027-01-20).',
    );
  });

  it('stands beside the others, each with what it needs', () => {
    const { explanation, nextSteps } = judge(untested({ treatments: null }, { watchList: null }));
    expect(explanation.en).toBe(
      'What was applied after harvest is not recorded. What Demo market watches for is not recorded. Sprayed on plot P-1 this season: no valid test for Imidacloprid.',
    );
    expect(nextSteps).toMatchObject([
      { by: 'PACKHOUSE', zh: expect.stringMatching(/^包装厂补记采后处理/) },
      { by: 'BASE_OFFICE', zh: expect.stringMatching(/^基地办公室录入该市场的关注清单/) },
      { by: 'COOPERATIVE', zh: expect.stringMatching(/覆盖报告/) },
    ]);
  });

  it('is there in facts that an older version kept', () => {
    const { coverages: _, watchList: __, ...older } = untested();
    const batches = older.batches.map(({ treatments: ___, ...batch }) => batch);
    expect(judge({ ...older, batches }).verdict).toBe('INDETERMINATE');
  });
});

function signless(): Partial<BatchFacts> {
  return { laboratoryResults: [{ ...tested('imidacloprid', 12), isProvisional: true }] };
}
