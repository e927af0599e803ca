import { describe, expect, it } from '@jest/globals';
import { casesByKind } from '../rules/every-kind.cases.js';
import { ruleKinds } from '../rules/index.js';
import { refuseUnknownCodes, type NamedCode } from './named-codes.js';

const named = (kind: string, parameters?: unknown): string[] =>
  (ruleKinds.get(kind)?.codesIn(parameters ?? casesByKind[kind]?.parameters) ?? []).map(
    ({ of, code }) => `${of} ${code}`,
  );

describe('the codes that a rule names', () => {
  it.each([
    [
      'banned-substance',
      { substances: ['omethoate', 'carbofuran'] },
      ['SUBSTANCE omethoate', 'SUBSTANCE carbofuran'],
    ],
    [
      'geographical-indication-origin',
      { indication: 'ZIZHONG-BLOOD-ORANGE', areaCode: '511025' },
      ['INDICATION ZIZHONG-BLOOD-ORANGE', 'AREA 511025'],
    ],
    [
      'geographical-indication-user',
      { indication: 'ZIZHONG-BLOOD-ORANGE' },
      ['INDICATION ZIZHONG-BLOOD-ORANGE'],
    ],
    ['pest-area-status', { pests: ['P-1', 'P-2'], accepted: ['FREE_AREA'] }, ['PEST P-1', 'PEST P-2']],
    ['trap-monitoring', { pests: ['P-1'], windowDays: 14, everyDays: 7, limit: 0 }, ['PEST P-1']],
    ['flesh-colour', { classes: ['EXTRA', 'I'] }, ['CLASS EXTRA', 'CLASS I']],
    [
      'tolerance-by-class',
      { classes: { II: [{ parameter: 'OUT_OF_CLASS_SHARE', maximum: '10' }] } },
      ['CLASS II'],
    ],
    ['number-in-range', { parameter: 'TSS', minimum: '10', classes: ['I'] }, ['CLASS I']],
    ['ratio', { parameter: 'TSS_ACID_RATIO', minimum: '8', classes: ['I'] }, ['CLASS I']],
    ['number-in-range', { parameter: 'TSS', minimum: '10' }, []],
  ])('%s %j: %j', (kind, parameters, expected) => {
    expect(named(kind, parameters)).toEqual(expected);
  });

  it('are those of these kinds alone; what other kinds compare comes from closed lists', () => {
    expect([...ruleKinds.keys()].filter((kind) => named(kind).length > 0).toSorted()).toEqual([
      'banned-substance',
      'flesh-colour',
      'geographical-indication-origin',
      'geographical-indication-user',
      'pest-area-status',
      'tolerance-by-class',
      'trap-monitoring',
    ]);
  });
});

describe('codes that nothing has', () => {
  const of = (...unknown: NamedCode[]) =>
    refuseUnknownCodes(unknown).map(({ code, values }) => ({ code, ...values }));

  it.each([
    [
      { of: 'SUBSTANCE', code: '氧乐果' },
      { code: 'RULE_SUBSTANCE_UNKNOWN', substance: '氧乐果' },
    ],
    [
      { of: 'INDICATION', code: 'ZIZHONG' },
      { code: 'RULE_INDICATION_UNKNOWN', indication: 'ZIZHONG' },
    ],
    [
      { of: 'AREA', code: '511099' },
      { code: 'RULE_AREA_UNKNOWN', areaCode: '511099' },
    ],
    [
      { of: 'PEST', code: 'MINAX' },
      { code: 'RULE_PEST_UNKNOWN', pest: 'MINAX' },
    ],
    [
      { of: 'CLASS', code: '一级' },
      { code: 'RULE_CLASS_UNKNOWN', qualityClass: '一级', classes: 'EXTRA, I, II' },
    ],
  ] as const)('%j', (unknown, expected) => {
    expect(of(unknown)).toEqual([expected]);
  });

  it('are named all, and each once', () => {
    const [a, b] = [
      { of: 'PEST', code: 'A' },
      { of: 'AREA', code: 'A' },
    ] as const;
    expect(of(a, b, a)).toHaveLength(2);
  });
});
