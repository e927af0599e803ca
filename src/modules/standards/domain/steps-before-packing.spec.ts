import { describe, expect, it } from '@jest/globals';
import { atOnce } from '../../../kernel/in-parts.js';
import type { Rule } from './rule.js';
import {
  SAMPLE_AT,
  sampleBatch,
  sampleFacts,
  sampleOrigin,
  sampleRule,
  sampleSpray,
} from './sample-facts.js';
import { rulesBeforePacking, stepsBeforePacking } from './steps-before-packing.js';

const orchard = (market: string, more: Partial<Rule> = {}) =>
  sampleRule({ kind: 'orchard-registration', code: `${market}-ORCHARD`, market, stage: 'PACK', ...more });

describe('what can be said before fruit is packed', () => {
  it.each([
    ['a rule of the harvest for every market', { stage: 'HARVEST', market: null }, null, true],
    ['a rule of packing for every market', { stage: 'PACK', market: null }, null, false],
    [
      'a rule of the harvest for one variety',
      { stage: 'HARVEST', market: null, conditions: { classes: null, varieties: ['TAROCCO'] } },
      null,
      true,
    ],
    [
      'a rule for one class, which is given at packing',
      { stage: 'HARVEST', market: null, conditions: { classes: ['I'], varieties: null } },
      null,
      false,
    ],
    ['a registration that a market asks for', { kind: 'orchard-registration', market: 'XD' }, 'XD', true],
    [
      'the same, where another market is asked about',
      { kind: 'orchard-registration', market: 'XD' },
      'TH',
      false,
    ],
    ['the same, where no market is', { kind: 'orchard-registration', market: 'XD' }, null, false],
    ['a rule for every market, said already', { stage: 'HARVEST', market: null }, 'XD', false],
    ['what is measured in packed fruit', { kind: 'number-in-range', market: 'XD' }, 'XD', false],
  ] as [string, Partial<Rule>, string | null, boolean][])('%s', (_, changes, market, isSaid) => {
    const rule = sampleRule({ kind: 'no-open-hold', stage: 'PACK', ...changes });
    expect(rulesBeforePacking([rule], market)).toHaveLength(isSaid ? 1 : 0);
  });
});

describe('the steps', () => {
  const unregistered = sampleBatch({
    id: 'bare',
    origins: [sampleOrigin({ plotId: 'plot-2', plotCode: 'PLOT-2' })],
  });
  const told = (rules: readonly Rule[], markets: string[], batches = [sampleBatch(), unregistered]) =>
    atOnce(stepsBeforePacking('COOPERATIVE', sampleFacts({ batches }), rules, markets, SAMPLE_AT.date)).map(
      ({ ruleCode, verdict, marketCode, waiting }) => [ruleCode, verdict, marketCode, waiting],
    );

  it('are those of markets to which a channel leads, and of no other', () => {
    const rules = [orchard('XD'), orchard('TH')];
    expect(told(rules, ['XD'])).toEqual([['XD-ORCHARD', 'FAIL', 'XD', ['bare']]]);
    expect(told(rules, [])).toEqual([]);
  });

  it('leave fruit alone that has a way, and tell fruit that has none of each', () => {
    // The sample's registration is for XD.
    expect(told([orchard('XD'), orchard('TH')], ['TH', 'XD'])).toEqual([
      ['TH-ORCHARD', 'FAIL', 'TH', ['bare']],
      ['XD-ORCHARD', 'FAIL', 'XD', ['bare']],
    ]);
  });

  it('of a market that asks for nothing are none, and are no way past those that ask', () => {
    expect(told([orchard('XD')], ['EU', 'XD'])).toEqual([['XD-ORCHARD', 'FAIL', 'XD', ['bare']]]);
  });

  it('say by an unconfirmed text what it would ask for, as such', () => {
    expect(told([orchard('XD', { confidence: 'secondary' })], ['XD'])).toEqual([
      ['XD-ORCHARD', 'INDETERMINATE', 'XD', ['bare']],
    ]);
  });

  it('begin with what every market asks for, once', () => {
    const interval = sampleRule({ kind: 'preharvest-interval', stage: 'HARVEST', market: null });
    const sprayed = sampleBatch({ sprays: [sampleSpray({ preharvestIntervalDays: null })] });
    expect(told([orchard('XD'), interval], ['XD'], [sprayed])).toEqual([
      [interval.code, 'INDETERMINATE', null, [sprayed.id]],
    ]);
  });

  it('are found rule by rule, so that others can have the thread in between', () => {
    const rules = [
      orchard('XD'),
      orchard('TH'),
      sampleRule({ kind: 'no-open-hold', stage: 'HARVEST', market: null }),
    ];
    const work = stepsBeforePacking('COOPERATIVE', sampleFacts(), rules, ['TH', 'XD'], SAMPLE_AT.date);
    expect([...work]).toHaveLength(rules.length);
  });
});
