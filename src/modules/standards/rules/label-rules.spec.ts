import { describe, expect, it } from '@jest/globals';
import { localDate } from '../../../kernel/local-date.js';
import { evaluate } from '../domain/evaluate.js';
import type { BatchFacts, Facts } from '../domain/facts.js';
import type { LabelFacts } from '../domain/label-facts.js';
import type { Verdict } from '../domain/finding.js';
import {
  SAMPLE_AT,
  sampleBatch,
  sampleFacts,
  sampleRule,
  sampleTreatment,
  withBatch,
} from '../domain/sample-facts.js';
import { sampleLabel } from '../domain/sample-labels.js';

const judge = (kind: string, facts: Facts, parameters: object = {}) => {
  const rules = [sampleRule({ kind, parameters })];
  return evaluate({ id: 'v', code: 'V', edition: '1', rules }, facts, SAMPLE_AT);
};
const verdicts = (kind: string, facts: Facts, parameters: object = {}): Verdict[] =>
  judge(kind, facts, parameters).map(({ verdict }) => verdict);

describe('the design of the labels', () => {
  it.each<[string, Partial<LabelFacts['design']>, Verdict]>([
    ['is fine for any market where it names none', { market: null }, 'PASS'],
    ['is fine for the market it names', { market: 'XD' }, 'PASS'],
    ["is fine where it is the exporter's", { organisationId: 'exporter' }, 'PASS'],
    ['is fine on its first day', { validFrom: localDate('2027-01-15') }, 'PASS'],
    ['is fine on its last day', { validTo: localDate('2027-01-15') }, 'PASS'],
    ['is not for another market', { market: 'TH' }, 'FAIL'],
    ["is not somebody else's", { organisationId: 'stranger' }, 'FAIL'],
    ['is not for another brand', { brand: 'ZIZHONG-BLOOD-ORANGE' }, 'FAIL'],
    ['is not approved before its first day', { validFrom: localDate('2027-01-16') }, 'FAIL'],
    ['is not approved after it ended', { validTo: localDate('2027-01-14') }, 'FAIL'],
    ['is open until a second person confirmed it', { isConfirmed: false }, 'INDETERMINATE'],
    ['fails for what is wrong, confirmed or not', { isConfirmed: false, market: 'TH' }, 'FAIL'],
  ])('%s', (_, design, verdict) => {
    expect(verdicts('label-design-approved', withBatch({ labels: [sampleLabel(design)] }))).toEqual([
      verdict,
    ]);
  });

  it("of somebody else may be the exporter's, and is open as long as none is known", () => {
    const facts = withBatch({ labels: [sampleLabel({ organisationId: 'somebody' })] }, { lot: null });
    expect(verdicts('label-design-approved', facts)).toEqual(['INDETERMINATE']);
  });

  it('for one market is open while no market is chosen', () => {
    const facts = withBatch({ labels: [sampleLabel({ market: 'XD' })] }, { market: null });
    expect(verdicts('label-design-approved', facts)).toEqual(['INDETERMINATE']);
  });

  it('is not recorded in facts kept by older versions, which leaves it open', () => {
    const { labels: _, ...older } = sampleBatch();
    expect(verdicts('label-design-approved', sampleFacts({ batches: [older] }))).toEqual(['INDETERMINATE']);
  });

  it('names every reason against it', () => {
    const labels = [sampleLabel({ market: 'TH', validTo: localDate('2027-01-14') })];
    const [finding] = judge('label-design-approved', withBatch({ labels }));
    expect(finding?.explanation.zh).toContain('它用于TH、有效期为 2026-09-01 至 2027-01-14');
    expect(finding?.evidence.map(({ field }) => field)).toEqual(['market', 'validTo']);
  });

  it('lacks marks that a market demands, each by name', () => {
    const labels = [sampleLabel({ marks: ['PACKER'] })];
    const [finding] = judge('label-marks', withBatch({ labels }), { marks: ['PACKER', 'ORIGIN', 'SIZE'] });
    expect(finding).toMatchObject({
      verdict: 'FAIL',
      explanation: {
        zh: '标签设计 LD-1 缺少：原产国、规格。',
        en: expect.stringContaining('country of origin, size'),
      },
    });
  });
});

describe('marks that only treated fruit needs', () => {
  const rule = { marks: ['POST_HARVEST_TREATMENT'], when: 'TREATED_AFTER_HARVEST' };
  const [shown, silent] = [sampleLabel(), sampleLabel({ marks: ['PACKER', 'CLASS'] })];
  it.each<[string, Partial<BatchFacts>, Verdict]>([
    ['are there', { treatments: [sampleTreatment()], labels: [shown] }, 'PASS'],
    ['are missing', { treatments: [sampleTreatment()], labels: [silent] }, 'FAIL'],
    ['are missing on some cartons', { treatments: [sampleTreatment()], labels: [shown, silent] }, 'FAIL'],
    ['are not asked of fruit that was not treated', { treatments: [], labels: [silent] }, 'NOT_APPLICABLE'],
    ['are nobody knows whether needed', { treatments: null, labels: [shown] }, 'INDETERMINATE'],
    [
      'are missing, and what was applied may be no chemical substance',
      { treatments: [sampleTreatment({ substances: [] })], labels: [silent] },
      'INDETERMINATE',
    ],
    [
      'are missing, and nobody wrote down what was applied',
      { treatments: [sampleTreatment({ substances: null })], labels: [silent] },
      'INDETERMINATE',
    ],
    [
      'are there, whatever was applied',
      { treatments: [sampleTreatment({ substances: null })], labels: [shown] },
      'PASS',
    ],
    [
      'are missing for one of two treatments that are known',
      { treatments: [sampleTreatment({ substances: [] }), sampleTreatment({ id: 't2' })], labels: [silent] },
      'FAIL',
    ],
    ['are on labels that are not recorded', { treatments: [sampleTreatment()], labels: [] }, 'INDETERMINATE'],
  ])('%s', (_, batch, verdict) => {
    expect(verdicts('label-marks', withBatch(batch), rule)).toEqual([verdict]);
  });

  it('tell which treatment asks for them', () => {
    const facts = withBatch({ treatments: [sampleTreatment()], labels: [silent] });
    const [finding] = judge('label-marks', facts, rule);
    expect(finding?.evidence).toContainEqual({
      type: 'post-harvest-treatment',
      id: 'treatment-1',
      field: 'performedOn',
      value: '2027-01-14',
    });
    expect(finding?.explanation.zh).toBe(
      '果实采后用过示范抑霉唑。标签设计 LD-1 缺少：采后使用的防腐剂等化学品。',
    );
  });
});

describe('the serial numbers of the labels', () => {
  const second = (labels: readonly LabelFacts[]): BatchFacts =>
    sampleBatch({ id: 'batch-2', code: 'B-2', labels });

  it.each<[string, Partial<NonNullable<LabelFacts['serials']>>, Verdict]>([
    ['are fine when issued on the packing day', { issuedOn: localDate('2027-01-15') }, 'PASS'],
    ['are fine up to the day they were withdrawn', { withdrawnOn: localDate('2027-01-15') }, 'PASS'],
    ['are fine with some to spare', { last: 120 }, 'PASS'],
    ['are not those of another packhouse', { issuedToId: 'another' }, 'FAIL'],
    ['are not used before they were issued', { issuedOn: localDate('2027-01-16') }, 'FAIL'],
    ['are not used after they were withdrawn', { withdrawnOn: localDate('2027-01-14') }, 'FAIL'],
    ['are one a carton at least', { last: 99 }, 'FAIL'],
  ])('%s', (_, serials, verdict) => {
    expect(verdicts('label-serials-unique', withBatch({ labels: [sampleLabel({}, serials)] }))).toEqual([
      verdict,
    ]);
  });

  it.each<[string, Partial<NonNullable<LabelFacts['serials']>>, Verdict]>([
    ['from the last one on', { first: 100, last: 199 }, 'FAIL'],
    ['inside them', { first: 5, last: 104 }, 'FAIL'],
    ['right behind them', { first: 101, last: 200 }, 'PASS'],
    ['of another series', { series: 'S27' }, 'PASS'],
  ])('are on one batch only: others %s', (_, serials, verdict) => {
    const batches = [sampleBatch(), second([sampleLabel({}, serials)])];
    expect(verdicts('label-serials-unique', sampleFacts({ batches }))).toEqual([verdict, verdict]);
  });

  it('add up over several ranges', () => {
    const labels = [
      sampleLabel({}, { last: 60 }),
      { ...sampleLabel({}, { first: 200, last: 239 }), id: 'use-2' },
    ];
    expect(verdicts('label-serials-unique', withBatch({ labels }))).toEqual(['PASS']);
  });

  it('are not asked of fruit without a brand and without labels', () => {
    expect(verdicts('label-serials-unique', withBatch({ brandClaims: [], labels: [] }))).toEqual([
      'NOT_APPLICABLE',
    ]);
  });
});
