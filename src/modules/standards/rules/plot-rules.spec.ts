import { describe, expect, it } from '@jest/globals';
import { localDate } from '../../../kernel/local-date.js';
import { evaluate } from '../domain/evaluate.js';
import type { Facts, PlotFacts } from '../domain/facts.js';
import { parameterProblem } from '../domain/parameter-problem.js';
import type { Rule } from '../domain/rule.js';
import {
  SAMPLE_AT,
  sampleBatch,
  sampleFacts,
  sampleOrigin,
  sampleRule,
  sampleSpray,
} from '../domain/sample-facts.js';

const PICKED = localDate('2027-01-12');
const LATER = localDate('2027-02-20');
const first = sampleOrigin();
const again = sampleOrigin({ harvestBatchId: 'harvest-2', harvestedOn: LATER });
const other = sampleOrigin({ plotId: 'plot-2', plotCode: 'P-2', harvestBatchId: 'harvest-3' });
const twoBatches = (more: Partial<Facts> = {}): Facts =>
  sampleFacts({
    batches: [
      sampleBatch({ id: 'b1', origins: [first, other] }),
      sampleBatch({ id: 'b2', origins: [again] }),
    ],
    ...more,
  });
const judge = (rule: Partial<Rule> & Pick<Rule, 'kind'>, facts: Facts) =>
  evaluate(
    { id: 'v', code: 'V', edition: '1', rules: [sampleRule({ subject: 'PLOT', ...rule })] },
    facts,
    SAMPLE_AT,
  );
const BAN = { kind: 'banned-substance', parameters: { substances: ['omethoate'] } };
const banned = sampleSpray({ substances: ['omethoate'] });

describe('a rule about plots', () => {
  it('says one thing of each plot, whatever came from it, and tells its code', () => {
    const findings = judge(BAN, twoBatches());
    expect(findings.map(({ subject }) => subject)).toEqual([
      { type: 'PLOT', id: 'plot-1', code: 'P-1' },
      { type: 'PLOT', id: 'plot-2', code: 'P-2' },
    ]);
  });

  it.each<[string, PlotFacts[] | undefined, string[]]>([
    ['by the records of each', [plot('plot-1', [banned]), plot('plot-2', [])], ['FAIL', 'PASS']],
    ['nothing of one without records', [plot('plot-1', []), plot('plot-2', null)], ['PASS', 'INDETERMINATE']],
    ['by what its batches tell, in facts kept before', undefined, ['PASS', 'PASS']],
  ])('judges sprays %s', (_, plots, verdicts) => {
    expect(judge(BAN, twoBatches(plots && { plots })).map(({ verdict }) => verdict)).toEqual(verdicts);
  });

  it('lets a plot without records speak for no other, in facts kept before', () => {
    const batches = [
      sampleBatch({ id: 'b1', origins: [first, other], sprays: null }),
      sampleBatch({ id: 'b2', origins: [again], sprays: [banned] }),
    ];
    expect(judge(BAN, sampleFacts({ batches })).map(({ verdict }) => verdict)).toEqual([
      'FAIL',
      'INDETERMINATE',
    ]);
  });

  it('names the plot once, whatever the kind says', () => {
    const texts = (rule: Pick<Rule, 'kind'> & Partial<Rule>) =>
      judge(rule, sampleFacts()).flatMap(({ explanation }) => [explanation.zh, explanation.en]);
    for (const text of texts({ kind: 'banned-substance', parameters: BAN.parameters }))
      expect(text).toMatch(/^(地块 P-1：该禁令|Plot P-1: The one spray recorded)/);
    const area = { kind: 'pest-area-status', parameters: { pests: ['PEST-1'], accepted: ['FREE_AREA'] } };
    for (const text of texts(area)) expect(text.split('P-1')).toHaveLength(2);
  });

  it('judges each harvest by the edition of its day, as another edition does the others', () => {
    const list = (rule: Partial<Rule>) => judge({ kind: 'orchard-registration', ...rule }, twoBatches());
    const days = (rule: Partial<Rule>) =>
      list(rule).map(({ subject, evidence }) => [subject.id, evidence.length]);
    expect(days({})).toEqual([
      ['plot-1', 2],
      ['plot-2', 1],
    ]);
    expect(days({ validFrom: LATER })).toEqual([['plot-1', 1]]);
    expect(days({ validTo: PICKED })).toEqual([
      ['plot-1', 1],
      ['plot-2', 1],
    ]);
    expect(days({ validFrom: localDate('2027-03-01') })).toEqual([]);
  });

  it('asks whether what the plot was planted with is on the list', () => {
    const grafted = sampleOrigin({ plotVarietyCode: 'MORO', harvestedOn: LATER });
    const batches = [sampleBatch({ origins: [first, grafted] })];
    const [finding] = judge({ kind: 'variety-listed' }, sampleFacts({ batches }));
    expect(finding).toMatchObject({
      verdict: 'FAIL',
      evidence: [
        { type: 'plot', id: 'plot-1', field: 'varietyCode', value: 'MORO' },
        { type: 'variety-list' },
      ],
    });
  });

  it('is open for fruit of which no plot is recorded, and by no text that is not in force', () => {
    const facts = sampleFacts({ batches: [sampleBatch({ origins: null })] });
    const open = [{ verdict: 'INDETERMINATE', subject: { type: 'BATCH', id: 'batch-1' } }];
    expect(judge(BAN, facts)).toMatchObject(open);
    expect(judge({ kind: 'variety-listed' }, facts)).toMatchObject(open);
    expect(judge({ kind: 'variety-listed', validTo: PICKED }, facts)).toEqual([]);
  });
});

describe('a kind that takes plots or lots', () => {
  it.each<[string, Rule['subject'], object, string | null]>([
    ['plant-protection-officer', 'PLOT', { of: 'ORCHARD' }, null],
    ['plant-protection-officer', 'PLOT', { of: 'PACKHOUSE' }, 'subject must be one of BATCH'],
    ['document-present', 'LOT', { document: 'PACKING_LIST', on: 'SUBJECT' }, null],
    [
      'document-present',
      'LOT',
      { document: 'PACKING_LIST', on: 'HARVEST_BATCHES' },
      'subject must be one of BATCH',
    ],
    ['variety-matches-plot', 'PLOT', {}, 'subject must be one of BATCH'],
  ])('%s of a %s with %j', (kind, subject, parameters, problem) => {
    expect(parameterProblem(kind, subject, parameters)?.en ?? null).toBe(problem);
  });
});

function plot(id: string, sprays: PlotFacts['sprays']): PlotFacts {
  return { id, sprays };
}
