import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareDecimal, decimalFromUnits, roundDecimal } from '../../../kernel/decimal.js';
import { localDate } from '../../../kernel/local-date.js';
import { evaluate } from '../domain/evaluate.js';
import type { Facts, LaboratoryResultFacts, SprayFacts } from '../domain/facts.js';
import type { Verdict } from '../domain/finding.js';
import type { Rule } from '../domain/rule.js';
import {
  SAMPLE_AT,
  belowLoq,
  measured,
  sampleOrigin,
  sampleRule,
  sampleSpray,
  tested,
  withBatch,
} from '../domain/sample-facts.js';

const judge = (rule: Pick<Rule, 'kind'> & Partial<Rule>, facts: Facts) =>
  evaluate({ id: 'v', code: 'V', edition: '1', rules: [sampleRule(rule)] }, facts, SAMPLE_AT);
const verdict = (rule: Pick<Rule, 'kind'> & Partial<Rule>, facts: Facts): Verdict | undefined =>
  judge(rule, facts)[0]?.verdict;

describe('a contaminant', () => {
  const lead = (maximum: string, unit: string, more: Partial<Rule> = {}) => ({
    kind: 'contaminant-limit',
    parameters: { contaminant: 'lead', maximum, unit },
    ...more,
  });
  const found = (...contaminants: LaboratoryResultFacts[]) => withBatch({ contaminants });

  it.each<[string, LaboratoryResultFacts[], Verdict]>([
    ['at the limit passes', [tested('lead', 100)], 'PASS'],
    ['above it fails', [tested('lead', 101)], 'FAIL'],
    ['below a limit of quantification that reaches the limit passes', [belowLoq('lead', 100)], 'PASS'],
    ['that the method cannot see at the limit is open', [belowLoq('lead', 101)], 'INDETERMINATE'],
    ['of another name says nothing', [tested('cadmium', 900)], 'INDETERMINATE'],
    ['found twice is judged by the worse', [tested('lead', 20), { ...tested('lead', 300), id: 'b' }], 'FAIL'],
    ['tested on a day nobody recorded is open', [{ ...tested('lead', 20), testedOn: null }], 'INDETERMINATE'],
    [
      'that nobody independent signed passes nothing',
      [{ ...tested('lead', 20), isProvisional: true }],
      'INDETERMINATE',
    ],
    ['that nobody independent signed may fail', [{ ...tested('lead', 200), isProvisional: true }], 'FAIL'],
  ])('%s', (_, results, expected) => {
    expect(verdict(lead('0.1', 'mg/kg'), found(...results))).toBe(expected);
  });

  it('is held against the limit in whatever unit the text gives it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: 5_000 }), (limit, value) => {
        const facts = found(tested('lead', value));
        const expected = value <= limit ? 'PASS' : 'FAIL';
        expect(verdict(lead(String(limit), 'ug/kg'), facts)).toBe(expected);
        expect(verdict(lead(decimalFromUnits(BigInt(limit), 3), 'mg/kg'), facts)).toBe(expected);
      }),
      { numRuns: 50 },
    );
  });

  it('is judged by the edition in force on the day of the test', () => {
    const old = lead('0.2', 'mg/kg', { validTo: localDate('2027-01-15') });
    const facts = found(tested('lead', 150));
    expect(verdict(old, facts)).toBe('INDETERMINATE');
    expect(verdict({ ...old, validTo: localDate('2027-01-16') }, facts)).toBe('PASS');
  });
});

describe('applications a season', () => {
  const perProduct = { kind: 'applications-per-season', parameters: { per: 'PRODUCT' } };
  const perSubstance = { kind: 'applications-per-season', parameters: { per: 'SUBSTANCE' } };
  const spray = (on: string, more: Partial<SprayFacts> = {}) =>
    sampleSpray({ id: on, performedOn: localDate(on), ...more });
  const twice = { id: 'product-label-1', isConfirmed: true, maxApplications: 2 };
  const other = { id: 'product-label-2', isConfirmed: true, maxApplications: 2 };

  it.each<[string, SprayFacts[], Verdict, Verdict]>([
    [
      'as often as the label allows',
      [spray('2026-10-01', { label: twice }), spray('2026-10-15', { label: twice })],
      'PASS',
      'PASS',
    ],
    [
      'once too often',
      ['2026-10-01', '2026-10-15', '2026-11-01'].map((on) => spray(on, { label: twice })),
      'FAIL',
      'FAIL',
    ],
    ['in two seasons', [spray('2026-08-31'), spray('2026-09-01')], 'PASS', 'PASS'],
    ['on two plots', [spray('2026-10-01'), spray('2026-10-02', { plotId: 'plot-2' })], 'PASS', 'PASS'],
    ['after the harvest', [spray('2026-10-01'), spray('2027-01-14')], 'PASS', 'PASS'],
    [
      'in two products of one ingredient',
      [
        spray('2026-10-01', { label: twice }),
        spray('2026-10-15', { label: twice }),
        spray('2026-11-01', { label: other }),
      ],
      'PASS',
      'FAIL',
    ],
    [
      'in two products of different ingredients',
      [spray('2026-10-01'), spray('2026-11-01', { label: other, substances: ['abamectin'] })],
      'PASS',
      'PASS',
    ],
    [
      'under a label that sets no maximum, and says so',
      ['2026-10-01', '2026-10-15'].map((on) =>
        spray(on, { label: { ...twice, maxApplications: null, statesNoMaximum: true } }),
      ),
      'PASS',
      'PASS',
    ],
    [
      'under a label whose maximum was not entered',
      [spray('2026-10-01', { label: { ...twice, maxApplications: null, statesNoMaximum: false } })],
      'INDETERMINATE',
      'INDETERMINATE',
    ],
    [
      'without a limit on the label, in facts kept by older versions, where that meant none',
      ['2026-10-01', '2026-10-15'].map((on) => spray(on, { label: { ...twice, maxApplications: null } })),
      'PASS',
      'PASS',
    ],
    [
      'under a label nobody confirmed',
      ['2026-10-01', '2026-10-15', '2026-11-01'].map((on) =>
        spray(on, { label: { ...twice, isConfirmed: false } }),
      ),
      'INDETERMINATE',
      'INDETERMINATE',
    ],
    [
      'under a label for another crop, within its maximum or not',
      ['2026-10-01', '2026-10-15', '2026-11-01'].map((on) =>
        spray(on, { label: { ...twice, otherCrop: '茶树' } }),
      ),
      'INDETERMINATE',
      'INDETERMINATE',
    ],
    ['without a label', [spray('2026-10-01', { label: null })], 'INDETERMINATE', 'INDETERMINATE'],
    [
      'in facts kept by older versions',
      [spray('2026-10-01')].map(({ label: _, ...older }) => older),
      'INDETERMINATE',
      'INDETERMINATE',
    ],
  ])('%s', (_, sprays, byProduct, bySubstance) => {
    const origins = [sampleOrigin(), sampleOrigin({ plotId: 'plot-2', plotCode: 'P-2' })];
    const facts = withBatch({ sprays, origins });
    expect([verdict(perProduct, facts), verdict(perSubstance, facts)]).toEqual([byProduct, bySubstance]);
  });

  it('are judged by the rule in force on the day of the last', () => {
    const facts = withBatch({ sprays: [spray('2026-10-01'), spray('2026-11-01')] });
    expect(verdict({ ...perProduct, validFrom: localDate('2026-11-02') }, facts)).toBe('NOT_APPLICABLE');
    expect(verdict({ ...perProduct, validFrom: localDate('2026-11-01') }, facts)).toBe('FAIL');
  });

  it('count every spray as evidence, with the figure of the label', () => {
    const [finding] = judge(perProduct, withBatch({ sprays: [spray('2026-10-01'), spray('2026-11-01')] }));
    expect(finding?.evidence.map(({ type, value }) => [type, value])).toEqual([
      ['spray', '2026-10-01'],
      ['spray', '2026-11-01'],
      ['product-label', 1],
    ]);
  });
});

describe('a measured number', () => {
  const value = fc.integer({ min: 0, max: 100_000 }).map((units) => decimalFromUnits(BigInt(units), 3));

  it('is compared as measured, or rounded to the decimals that the rule states, halves up', () => {
    fc.assert(
      fc.property(value, value, fc.integer({ min: 0, max: 3 }), (found, minimum, decimals) => {
        const facts = withBatch({ measurements: [measured('JUICE_CONTENT', found)] });
        const rule = { kind: 'number-in-range', parameters: { parameter: 'JUICE_CONTENT', minimum } };
        const rounded = { ...rule, parameters: { ...rule.parameters, decimals } };
        expect(verdict(rule, facts)).toBe(compareDecimal(found, minimum) >= 0 ? 'PASS' : 'FAIL');
        const compared = roundDecimal(found, decimals);
        expect(verdict(rounded, facts)).toBe(compareDecimal(compared, minimum) >= 0 ? 'PASS' : 'FAIL');
      }),
      { numRuns: 100 },
    );
  });

  it('of a class has its tolerance rounded alike', () => {
    fc.assert(
      fc.property(value, value, fc.integer({ min: 0, max: 3 }), (found, maximum, decimals) => {
        const facts = withBatch({ measurements: [measured('OUT_OF_CLASS_SHARE', found)] });
        const tolerance = { parameter: 'OUT_OF_CLASS_SHARE', maximum, decimals };
        const rule = { kind: 'tolerance-by-class', parameters: { classes: { I: [tolerance] } } };
        const compared = roundDecimal(found, decimals);
        expect(verdict(rule, facts)).toBe(compareDecimal(compared, maximum) <= 0 ? 'PASS' : 'FAIL');
      }),
      { numRuns: 100 },
    );
  });

  it.each<[string, string, string, Verdict]>([
    ['in the unit of the rule', '25.2', 'mg/L', 'PASS'],
    ['in a unit that converts exactly', '0.0252', 'g/L', 'PASS'],
    ['in one that converts, and too low', '0.00251', 'g/100ml', 'FAIL'],
    ['in a unit of something else', '25.2', 'mg/kg', 'INDETERMINATE'],
    ['in a unit nobody knows', '25.2', 'spoons', 'INDETERMINATE'],
  ])('is held against the limit %s', (_, found, unit, expected) => {
    const anthocyanin = { ...measured('ANTHOCYANIN', found), unit };
    const rule = { kind: 'number-in-range', parameters: { parameter: 'ANTHOCYANIN', minimum: '25.2' } };
    expect(verdict(rule, withBatch({ measurements: [anthocyanin] }))).toBe(expected);
    const other = { ...rule, parameters: { parameter: 'ANTHOCYANIN', minimum: '0.00252', unit: 'g/100ml' } };
    expect(verdict(other, withBatch({ measurements: [anthocyanin] }))).toBe(expected);
  });

  it.each<[string | null, Verdict]>([
    ['EXTRA', 'FAIL'],
    ['I', 'NOT_APPLICABLE'],
    [null, 'INDETERMINATE'],
  ])('is asked of the classes that the rule names: %s', (qualityClass, expected) => {
    const facts = withBatch({
      qualityClass,
      measurements: [measured('TSS', '9'), measured('TSS_ACID_RATIO', '7')],
    });
    const classes = ['EXTRA'];
    const number = { kind: 'number-in-range', parameters: { parameter: 'TSS', minimum: '11', classes } };
    const ratio = { kind: 'ratio', parameters: { parameter: 'TSS_ACID_RATIO', minimum: '10', classes } };
    expect([verdict(number, facts), verdict(ratio, facts)]).toEqual([expected, expected]);
  });
});
