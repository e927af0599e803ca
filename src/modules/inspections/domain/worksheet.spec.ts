import { describe, expect, it } from '@jest/globals';
import { demandsOn, evaluateAll } from '../../standards/domain/evaluate.js';
import type { BatchFacts } from '../../standards/domain/facts.js';
import type { Rule, StandardVersion } from '../../standards/domain/rule.js';
import { SAMPLE_AT, sampleRule, withBatch } from '../../standards/domain/sample-facts.js';
import { worksheetOf, type Recorded } from './worksheet.js';

const NOTHING: Recorded = { cartonsOpened: null, fruitsExamined: null, values: [] };
const versionOf = (...rules: (Partial<Rule> & Pick<Rule, 'kind'>)[]): StandardVersion[] => [
  {
    id: 'v',
    code: 'V',
    edition: '1',
    rules: rules.map((rule, i) => sampleRule({ code: `R-${i + 1}`, ...rule })),
  },
];
const sheet = (
  versions: StandardVersion[],
  recorded: Partial<Recorded> = {},
  batch: Partial<BatchFacts> = {},
) => {
  const facts = withBatch(batch);
  return worksheetOf(demandsOn(versions, facts, SAMPLE_AT), evaluateAll(versions, facts, SAMPLE_AT), {
    ...NOTHING,
    ...recorded,
  });
};
const packages = (count: number, more: Partial<Rule> = {}): Partial<Rule> & Pick<Rule, 'kind'> => ({
  kind: 'package-count-plan',
  parameters: { steps: [{ from: 1, to: null, packages: count }] },
  ...more,
});

describe('what to draw', () => {
  it.each([
    ['the only confirmed plan', [packages(5)], 5, true, 'R-1'],
    ['of several confirmed ones the strictest', [packages(5), packages(9), packages(7)], 9, true, 'R-2'],
    [
      'a confirmed one before a stricter that nobody confirmed',
      [packages(5), packages(20, { confidence: 'secondary' })],
      5,
      true,
      'R-1',
    ],
    [
      'where none is confirmed, the best trusted on record, marked as such',
      [packages(20, { confidence: 'unverified' }), packages(8, { confidence: 'secondary' })],
      8,
      false,
      'R-2',
    ],
  ] as const)('is %s', (_, rules, sampleSize, isConfirmed, chosen) => {
    const { toDraw, plans } = sheet(versionOf(...rules));
    expect(toDraw).toMatchObject([
      { unit: 'CARTON', sampleSize, isConfirmed, drawn: null, lacking: sampleSize },
    ]);
    expect(plans.filter(({ isChosen }) => isChosen).map(({ rule }) => rule.code)).toEqual([chosen]);
    expect(toDraw[0]?.why.zh).toMatch(/。$/);
  });

  it('counts what was opened, and never asks for less than nothing', () => {
    const lacking = (cartonsOpened: number) =>
      sheet(versionOf(packages(9)), { cartonsOpened }).toDraw.map((each) => each.lacking);
    expect([lacking(4), lacking(9), lacking(12)]).toEqual([[5], [0], [0]]);
  });

  it('is told for cartons and for fruits apart', () => {
    const ispm = {
      kind: 'ispm31-sample',
      parameters: {
        unit: 'FRUIT',
        detectionLevel: '5',
        confidenceLevel: '95',
        efficacy: '100',
        comparedWithText: true,
      },
    };
    const { toDraw } = sheet(versionOf(packages(9), ispm), { fruitsExamined: 50 });
    expect(toDraw).toMatchObject([
      { unit: 'CARTON', sampleSize: 9 },
      { unit: 'FRUIT', sampleSize: 59, lacking: 9 },
    ]);
  });

  it('is nothing where no rule names a plan, and says why a named one gives none', () => {
    expect(sheet(versionOf({ kind: 'number-in-range', parameters: JUICE })).toDraw).toEqual([]);
    const { toDraw, plans } = sheet(versionOf(packages(9)), {}, { cartonCount: null });
    expect(toDraw).toEqual([]);
    expect(plans).toMatchObject([
      { plan: null, why: { en: 'How many cartons the batch has is not recorded.' } },
    ]);
  });
});

const JUICE = { parameter: 'JUICE_CONTENT', minimum: '30' };

describe('what to measure', () => {
  const rules = versionOf(
    {
      kind: 'tolerance-by-class',
      parameters: { classes: { I: [{ parameter: 'DECAY_SHARE', maximum: '1' }] } },
    },
    { kind: 'number-in-range', parameters: { ...JUICE, minimum: '40' }, effect: 'ADVICE' },
    { kind: 'number-in-range', parameters: JUICE },
    { kind: 'number-in-range', parameters: { parameter: 'TSS', minimum: '10' }, market: 'XE' },
  );

  it('is each parameter once, in the order of measuring, with every rule that wants it, gating ones first', () => {
    const { lines } = sheet(rules);
    expect(
      lines.map(({ parameter, unit, isCounted, demands }) => [
        parameter,
        unit,
        isCounted,
        demands.map(({ rule, limit }) => [rule.code, limit?.en]),
      ]),
    ).toEqual([
      [
        'JUICE_CONTENT',
        '%',
        false,
        [
          ['R-3', 'at least 30 %'],
          ['R-2', 'at least 40 %'],
        ],
      ],
      ['DECAY_SHARE', '%', true, [['R-1', 'at most 1 %']]],
    ]);
  });

  it('shows what is recorded already', () => {
    const values = [
      {
        parameter: 'JUICE_CONTENT',
        value: '45',
        unit: '%',
        isCounted: false,
        awaitsAgreement: false,
        isDeclined: false,
      },
      {
        parameter: 'DECAY_SHARE',
        value: '0.5',
        unit: '%',
        isCounted: true,
        awaitsAgreement: false,
        isDeclined: false,
      },
    ];
    expect(sheet(rules, { values }).lines.map(({ recorded }) => recorded)).toEqual(
      values.map((each) => [each]),
    );
  });

  it('asks for the tolerances of the class the batch is sold as', () => {
    const { lines } = sheet(rules, {}, { qualityClass: 'II' });
    expect(lines.map(({ parameter }) => parameter)).toEqual(['JUICE_CONTENT']);
  });
});

it('what is missing are gating findings that are not met, those that fail first', () => {
  const rules = versionOf(
    { kind: 'number-in-range', parameters: JUICE },
    { kind: 'number-in-range', parameters: { parameter: 'ANTHOCYANIN', minimum: '1' } },
    { kind: 'number-in-range', parameters: { parameter: 'ANTHOCYANIN', minimum: '2' }, effect: 'ADVICE' },
    { kind: 'number-in-range', parameters: { parameter: 'TSS', minimum: '99' } },
  );
  const { missing, findings } = sheet(rules);
  expect(findings).toHaveLength(4);
  expect(missing.map(({ ruleCode, verdict }) => [ruleCode, verdict])).toEqual([
    ['R-4', 'FAIL'],
    ['R-2', 'INDETERMINATE'],
  ]);
});
