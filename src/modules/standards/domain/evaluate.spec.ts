import { describe, expect, it } from '@jest/globals';
import { localDate } from '../../../kernel/local-date.js';
import { combine, evaluate, evaluateAll, evaluateWith } from './evaluate.js';
import type { Facts } from './facts.js';
import type { Finding, Verdict } from './finding.js';
import { both, passed, step } from './judgement.js';
import { STAGES, type Rule, type Stage } from './rule.js';
import { anyKind, type ActDay } from './rule-kind.js';
import { SAMPLE_AT, sampleBatch, sampleFacts, sampleOrigin, sampleRule, withBatch } from './sample-facts.js';

const version = (...rules: Rule[]) => ({ id: 'version-1', code: 'V', edition: '1', rules });
const hold = (changes: Partial<Rule> = {}) => sampleRule({ kind: 'no-open-hold', ...changes });
const judge = (rule: Rule, facts: Facts = sampleFacts(), at = SAMPLE_AT): Finding[] =>
  evaluate(version(rule), facts, at);

describe('which rules are judged', () => {
  it.each([
    ['a rule for every market', {}, 'XD', 1],
    ['a rule for the market', { market: 'XD' }, 'XD', 1],
    ['a rule for another market', { market: 'EU' }, 'XD', 0],
    ['a rule for a market, where none is chosen', { market: 'EU' }, null, 0],
    ['a rule for every market but this', { exceptMarkets: ['XD'] }, 'XD', 0],
    ['a rule for every market but another', { exceptMarkets: ['EU'] }, 'XD', 1],
    ['a rule for every market but one, where none is chosen', { exceptMarkets: ['EU'] }, null, 1],
  ])('%s', (_, changes, market, count) => {
    expect(judge(hold(changes), sampleFacts({ market }))).toHaveLength(count);
  });

  it('makes one finding for each batch, in the order of the batches', () => {
    const batches = [sampleBatch({ id: 'b2', code: 'P-2' }), sampleBatch({ id: 'b1', code: 'P-1' })];
    expect(judge(hold(), sampleFacts({ batches })).map(({ subject }) => subject)).toEqual([
      { type: 'BATCH', id: 'b2', code: 'P-2' },
      { type: 'BATCH', id: 'b1', code: 'P-1' },
    ]);
  });

  it('judges a lot once, and not at all where there is none', () => {
    const rule = sampleRule({ kind: 'market-open', subject: 'SHIPMENT' });
    expect(judge(rule).map(({ subject }) => subject)).toEqual([{ type: 'SHIPMENT', id: 'lot-1' }]);
    expect(judge(rule, sampleFacts({ lot: null }))).toEqual([]);
  });

  it('judges each plot once, with all its harvests, and leaves open fruit of which no plot is recorded', () => {
    const harvests: number[] = [];
    const kinds = new Map([
      [
        'plots',
        anyKind({
          kind: 'plots',
          subjects: ['PLOT'],
          actDay: 'HARVEST_DAY',
          ofMarket: false,
          releasable: true,
          remedy: step('PACKHOUSE', '重新包装。', 'It is packed again.'),
          parseParameters: () => null,
          judge: (_, subject) => {
            if (subject.type === 'PLOT') harvests.push(subject.origins.length);
            return passed(both('合格。', 'Fine.'));
          },
        }),
      ],
    ]);
    const facts = sampleFacts({
      batches: [
        sampleBatch({ id: 'b1', origins: [sampleOrigin(), sampleOrigin({ plotId: 'plot-2' })] }),
        sampleBatch({ id: 'b2', origins: [sampleOrigin()] }),
        sampleBatch({ id: 'b3', origins: null }),
      ],
    });
    const findings = evaluateWith(
      kinds,
      version(sampleRule({ kind: 'plots', subject: 'PLOT' })),
      facts,
      SAMPLE_AT,
    );
    expect(findings.map(({ subject, verdict }) => [subject.type, subject.id, verdict])).toEqual([
      ['PLOT', 'plot-1', 'PASS'],
      ['PLOT', 'plot-2', 'PASS'],
      ['BATCH', 'b3', 'INDETERMINATE'],
    ]);
    expect(harvests).toEqual([2, 1]);
  });

  it.each([
    ['an unknown kind', sampleRule({ kind: 'nonsense' }), 'no kind is called nonsense'],
    ['a subject the kind cannot judge', hold({ subject: 'LOT' }), 'does not judge a LOT'],
    ['parameters the kind refuses', hold({ parameters: { limit: '1' } }), 'no parameter is called limit'],
  ])('throws for %s', (_, rule, message) => {
    expect(() => judge(rule)).toThrow(message);
  });
});

describe('the day that picks the edition', () => {
  const facts = sampleFacts(); // picked 2027-01-12, packed 2027-01-15, judged 2027-01-18, leaves 2027-01-20
  it.each<[ActDay, string]>([
    ['HARVEST_DAY', '2027-01-12'],
    ['PACKING_DAY', '2027-01-15'],
    ['DAY_OF_JUDGING', '2027-01-18'],
    ['SHIPMENT_DAY', '2027-01-20'],
  ])('%s is %s', (actDay, day) => {
    const kinds = new Map([
      [
        'dated',
        anyKind({
          kind: 'dated',
          subjects: ['BATCH'],
          actDay,
          ofMarket: false,
          releasable: true,
          remedy: step('PACKHOUSE', '重新包装。', 'It is packed again.'),
          parseParameters: () => null,
          judge: () => passed(both('合格。', 'Fine.')),
        }),
      ],
    ]);
    const judged = (changes: Partial<Rule>) =>
      evaluateWith(kinds, version(sampleRule({ kind: 'dated', ...changes })), facts, SAMPLE_AT).length;
    expect(judged({ validFrom: localDate(day) })).toBe(1);
    expect(judged({ validTo: localDate(day) })).toBe(1);
    expect(judged({ validFrom: localDate(dayAfter(day)) })).toBe(0);
    expect(judged({ validTo: localDate(dayBefore(day)) })).toBe(0);
  });

  it('is the day of judging where the act is not recorded yet', () => {
    const rule = sampleRule({ kind: 'variety-matches-plot', validFrom: localDate('2027-01-18') });
    expect(judge(rule, withBatch({ packedOn: null }))).toHaveLength(1);
    expect(judge(rule, withBatch({ packedOn: localDate('2027-01-17') }))).toHaveLength(0);
  });

  it('is the first day of harvest where fruit of several days was mixed', () => {
    const rule = sampleRule({ kind: 'variety-listed', validTo: localDate('2027-01-05') });
    const origins = [sampleOrigin(), sampleOrigin({ harvestedOn: localDate('2027-01-05') })];
    expect(judge(rule, withBatch({ origins }))).toHaveLength(1);
    expect(judge(rule)).toHaveLength(0);
  });
});

describe('what gates', () => {
  it.each(
    STAGES.flatMap((stage, index) =>
      STAGES.map((reached, at): [Stage, Stage, boolean] => [stage, reached, index <= at]),
    ),
  )('a legal rule of %s, with %s reached: %s', (stage, reached, gating) => {
    expect(judge(hold({ stage }), sampleFacts(), { ...SAMPLE_AT, stage: reached })[0]?.gating).toBe(gating);
  });

  it('contract rules do, advice never', () => {
    expect(judge(hold({ effect: 'CONTRACT' }))[0]?.gating).toBe(true);
    expect(judge(hold({ effect: 'ADVICE' }))[0]?.gating).toBe(false);
  });
});

describe('combining findings', () => {
  const finding = (verdict: Verdict, gating = true): Finding => {
    const [first] = judge(hold());
    if (!first) throw new Error('a finding was expected');
    return { ...first, verdict, gating };
  };
  it.each<[string, Verdict[], Verdict]>([
    ['nothing', [], 'NOT_APPLICABLE'],
    ['passes', ['PASS', 'PASS'], 'PASS'],
    ['a pass beside what does not apply', ['NOT_APPLICABLE', 'PASS'], 'PASS'],
    ['only what does not apply', ['NOT_APPLICABLE'], 'NOT_APPLICABLE'],
    ['one open question', ['PASS', 'INDETERMINATE'], 'INDETERMINATE'],
    ['one failure beside open questions', ['INDETERMINATE', 'FAIL', 'PASS'], 'FAIL'],
  ])('%s', (_, verdicts, expected) => {
    expect(combine(verdicts.map((verdict) => finding(verdict)))).toBe(expected);
  });

  it('looks at gating findings only', () => {
    expect(combine([finding('PASS'), finding('FAIL', false)])).toBe('PASS');
    expect(combine([finding('FAIL', false)])).toBe('NOT_APPLICABLE');
  });
});

it('judges by several standards, each finding naming its version', () => {
  const other = {
    id: 'version-2',
    code: 'W',
    edition: '2',
    rules: [hold({ versionId: 'version-2', code: 'OTHER' })],
  };
  const findings = evaluateAll([version(hold()), other], sampleFacts(), SAMPLE_AT);
  expect(findings.map(({ versionId, ruleCode }) => [versionId, ruleCode])).toEqual([
    ['version-1', 'SAMPLE'],
    ['version-2', 'OTHER'],
  ]);
});

it('changes nothing it is given', () => {
  const facts = deepFreeze(sampleFacts());
  const rules = [
    'no-open-hold',
    'variety-listed',
    'residue-limit',
    'orchard-registration',
    'inspection-signed',
  ];
  expect(() =>
    evaluate(version(...rules.map((kind) => sampleRule({ kind }))), facts, SAMPLE_AT),
  ).not.toThrow();
});

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}

const dayAfter = (day: string) => day.slice(0, 8) + String(Number(day.slice(8)) + 1).padStart(2, '0');
const dayBefore = (day: string) => day.slice(0, 8) + String(Number(day.slice(8)) - 1).padStart(2, '0');
