import { describe, expect, it } from '@jest/globals';
import { demandsOn, evaluate } from '../domain/evaluate.js';
import type { Verdict } from '../domain/finding.js';
import { ALL_FRUIT, conditionsOf, type RuleConditions } from '../domain/rule-conditions.js';
import type { Rule } from '../domain/rule.js';
import { measured, SAMPLE_AT, SAMPLE_NAMES, sampleRule, withBatch } from '../domain/sample-facts.js';
import { judgedBy } from '../domain/sample-judge.js';
import { ruleKinds } from './index.js';

/** The batch measures 29 % where 30 are asked for: whoever is judged fails. */
const JUICE = { kind: 'number-in-range', parameters: { parameter: 'JUICE_CONTENT', minimum: '30' } };
const facts = (varietyCode: string | null, qualityClass: string | null) =>
  withBatch(
    { varietyCode, qualityClass, measurements: [measured('JUICE_CONTENT', '29')] },
    { names: SAMPLE_NAMES },
  );
const judge = (conditions: Partial<RuleConditions>, ...of: Parameters<typeof facts>) =>
  judgedBy({ ...JUICE, conditions: { ...ALL_FRUIT, ...conditions } }, facts(...of));

describe('a rule for certain fruit', () => {
  const classes = ['EXTRA', 'I'];
  const varieties = ['TAROCCO'];
  it.each<[string, Partial<RuleConditions>, string | null, string | null, Verdict]>([
    ['all fruit', {}, null, null, 'FAIL'],
    ['its class', { classes }, 'TAROCCO', 'I', 'FAIL'],
    ['another class', { classes }, 'TAROCCO', 'II', 'NOT_APPLICABLE'],
    ['no class on record', { classes }, 'TAROCCO', null, 'INDETERMINATE'],
    ['its variety', { varieties }, 'TAROCCO', null, 'FAIL'],
    ['another variety', { varieties }, 'MORO', 'I', 'NOT_APPLICABLE'],
    ['no variety on record', { varieties }, null, 'I', 'INDETERMINATE'],
    ['both', { classes, varieties }, 'TAROCCO', 'EXTRA', 'FAIL'],
    ['its variety, another class', { classes, varieties }, 'TAROCCO', 'II', 'NOT_APPLICABLE'],
    ['its class, another variety', { classes, varieties }, 'MORO', 'I', 'NOT_APPLICABLE'],
    ['another variety, no class on record', { classes, varieties }, 'MORO', null, 'NOT_APPLICABLE'],
    ['its variety, no class on record', { classes, varieties }, 'TAROCCO', null, 'INDETERMINATE'],
    ['neither on record', { classes, varieties }, null, null, 'INDETERMINATE'],
  ])('%s', (_, conditions, varietyCode, qualityClass, verdict) => {
    expect(judge(conditions, varietyCode, qualityClass).verdict).toBe(verdict);
  });

  it('says which fruit it is for, by name', () => {
    expect(judge({ varieties }, 'MORO', 'I').explanation).toEqual({
      zh: '该要求只针对品种塔罗科血橙，本批为摩洛血橙。',
      en: 'This is asked of the varieties Tarocco; the batch is Moro.',
    });
  });

  it('asks for all that is not on record at once', () => {
    const { nextSteps, evidence } = judge({ classes, varieties }, null, null);
    expect(nextSteps).toHaveLength(2);
    expect(evidence.map(({ field }) => field)).toEqual(['qualityClass', 'varietyCode']);
  });

  it('asks the inspector about fruit that is meant or may be, and about no other', () => {
    const asked = (...of: Parameters<typeof facts>) => {
      const rules = [sampleRule({ ...JUICE, conditions: { classes, varieties } })];
      return demandsOn([{ id: 'v', code: 'V', edition: '1', rules }], facts(...of), SAMPLE_AT).length;
    };
    expect([asked('TAROCCO', 'I'), asked('TAROCCO', null), asked(null, 'I')]).toEqual([1, 1, 1]);
    expect([asked('TAROCCO', 'II'), asked('MORO', 'I'), asked('MORO', null)]).toEqual([0, 0, 0]);
  });
});

it('conditions of anything but batches must not have been published', () => {
  const rules = [
    sampleRule({ kind: 'market-open', subject: 'SHIPMENT', conditions: { classes: ['I'], varieties: null } }),
  ];
  expect(() => evaluate({ id: 'v', code: 'V', edition: '1', rules }, withBatch({}), SAMPLE_AT)).toThrow(
    'conditions are of batches',
  );
});

describe('classes among the parameters, as before there were conditions', () => {
  const parameters = { ...JUICE.parameters, classes: ['EXTRA'] };
  const rule: Partial<Rule> & Pick<Rule, 'kind'> = { ...JUICE, parameters };

  it('are the conditions of the rule', () => {
    const kind = ruleKinds.get(rule.kind);
    expect(conditionsOf(sampleRule(rule), kind)).toEqual({ classes: ['EXTRA'], varieties: null });
    expect(conditionsOf(sampleRule(JUICE), kind)).toEqual(ALL_FRUIT);
  });

  // Word for word as such verdicts were kept, so that they can be made again.
  it('judge as they did', () => {
    const judged = (qualityClass: string | null) => judgedBy(rule, facts('TAROCCO', qualityClass));
    expect(judged('EXTRA').verdict).toBe('FAIL');
    expect(judged('I')).toMatchObject({
      verdict: 'NOT_APPLICABLE',
      evidence: [],
      explanation: {
        zh: '该要求只针对特级，本批为一级。',
        en: 'This is asked of Extra Class; the batch is Class I.',
      },
    });
    expect(judged(null)).toMatchObject({
      verdict: 'INDETERMINATE',
      explanation: { zh: '未记录等级。', en: 'No class is recorded.' },
      evidence: [{ type: 'batch', id: 'batch-1', field: 'qualityClass', value: null }],
      nextSteps: [{ by: 'PACKHOUSE', zh: '包装厂注明等级。', en: 'The packhouse gives the class.' }],
    });
  });
});
