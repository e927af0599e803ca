import { describe, expect, it } from '@jest/globals';
import { decimal } from '../../../kernel/decimal.js';
import { localDate } from '../../../kernel/local-date.js';
import { sentenceOf } from '../../../kernel/refusal.js';
import '../inspection.refusals.js';
import type { ToldDefinition } from './read-definition.js';
import { readReport, type Known, type ReportLine } from './read-laboratory-report.js';

const codesOf = (result: { ok: boolean; error?: readonly { code: string }[] }): string[] =>
  (result.error ?? []).map(({ code }) => code);

const WORDING = 'sum of prochloraz, BTS 44595 (M201-04) and BTS 44596 (M201-03), expressed as prochloraz';
const DEFINITIONS: Known['definitions'] = [
  { substance: 'prochloraz', residueDefinition: WORDING, residueDefinitionKind: 'SUM' },
  { substance: 'prochloraz', residueDefinition: 'unplaced', residueDefinitionKind: null },
  { substance: 'metalaxyl', residueDefinition: 'sum of isomers', residueDefinitionKind: 'SUM' },
];
type Entered = Parameters<typeof readReport>[4][number];

describe("a laboratory's report", () => {
  const line = (substance: string, mgPerKg: string | null, loq: string): ReportLine => ({
    substance,
    mgPerKg: mgPerKg === null ? null : decimal(mgPerKg),
    limitOfQuantification: decimal(loq),
  });
  const known: Known = {
    substances: new Map([
      ['imazalil', 'imazalil'],
      [' Imazalil', 'imazalil'],
      ['IMAZALIL', 'imazalil'],
      ['抑霉唑', 'imazalil'],
      ['prochloraz', 'prochloraz'],
      ['示范别名', 'prochloraz'],
    ]),
    mayBeTakenBack: new Set(['示范别名']),
    namesZh: new Map([
      ['imazalil', '抑霉唑'],
      ['prochloraz', '咪鲜胺'],
    ]),
    definitions: DEFINITIONS,
  };
  const read = (results: ReportLine[], testedOn = '2026-11-21', entered: Entered[] = []) =>
    readReport(
      { reportNumber: 'R-1', testedOn: localDate(testedOn), results },
      localDate('2026-11-20'),
      localDate('2026-11-22'),
      known,
      entered,
    );

  it('is read exactly, and "below the limit of quantification" is not zero', () => {
    expect(read([line(' Imazalil', '0.012', '0.01'), line('prochloraz', null, '0.005')])).toEqual({
      ok: true,
      value: [
        { substance: 'imazalil', microgramsPerKg: 12, loqMicrogramsPerKg: 10 },
        { substance: 'prochloraz', microgramsPerKg: null, loqMicrogramsPerKg: 5 },
      ],
    });
  });

  it('knows a substance by its other names too', () => {
    const value = [{ substance: 'imazalil', microgramsPerKg: 12, loqMicrogramsPerKg: 10 }];
    expect(read([line('抑霉唑', '0.012', '0.01')])).toEqual({ ok: true, value });
    expect(codesOf(read([line('抑霉唑', '0.012', '0.01'), line('imazalil', '0.02', '0.01')]))).toEqual([
      'SUBSTANCE_TWICE',
    ]);
  });

  it('keeps a name that may be taken back as it was told, and is of one substance all the same', () => {
    const value = [
      {
        substance: 'prochloraz',
        substanceTold: '示范别名',
        microgramsPerKg: 12,
        loqMicrogramsPerKg: 10,
      },
    ];
    expect(read([line('示范别名', '0.012', '0.01')])).toEqual({ ok: true, value });
    expect(codesOf(read([line('示范别名', '0.012', '0.01'), line('prochloraz', '0.02', '0.01')]))).toEqual([
      'SUBSTANCE_TWICE',
    ]);
  });

  it('may find exactly the limit of quantification', () => {
    expect(read([line('imazalil', '0.01', '0.01')]).ok).toBe(true);
  });

  it.each([
    ['a value finer than a microgram', line('imazalil', '0.0125', '0.01'), ['RESIDUE_NOT_EXACT']],
    ['a limit of quantification of zero', line('imazalil', '0.012', '0'), ['RESIDUE_NOT_EXACT']],
    ['a negative value', line('imazalil', '-1', '0.01'), ['RESIDUE_NOT_EXACT']],
    [
      'a value below its limit of quantification',
      line('imazalil', '0.009', '0.01'),
      ['VALUE_BELOW_QUANTIFICATION'],
    ],
    ['more of it than of the fruit', line('imazalil', '1000000.001', '0.01'), ['RESIDUE_TOO_MUCH']],
    [
      'far more of it, too much for any number',
      line('imazalil', '99999999999999999999', '0.01'),
      ['RESIDUE_TOO_MUCH'],
    ],
    ['a limit of quantification above all', line('imazalil', null, '1000001'), ['RESIDUE_TOO_MUCH']],
    ['zero', line('imazalil', '0', '0.01'), ['VALUE_BELOW_QUANTIFICATION']],
    ['a substance without a code', line('imazalill', '0.012', '0.01'), ['SUBSTANCE_UNKNOWN']],
    [
      'all that is wrong with a line',
      line('x', '0.0001', '0'),
      ['SUBSTANCE_UNKNOWN', 'RESIDUE_NOT_EXACT', 'RESIDUE_NOT_EXACT'],
    ],
  ])('is refused for %s', (_, given, codes) => {
    expect(codesOf(read([given]))).toEqual(codes);
  });

  it('may be all of the fruit, and no more', () => {
    expect(read([line('imazalil', '1000000', '0.01')]).ok).toBe(true);
  });

  it.each([
    ['a unit', { ...line('imazalil', '1', '0.1'), unit: 'mg/L' }],
    ['a figure that is too fine', line('imazalil', '0.0125', '0.01')],
    ['a figure that is too large', line('imazalil', '1000001', '0.01')],
    ['a figure below what can be found', line('imazalil', '0.001', '0.01')],
    ['a definition', { ...line('imazalil', '0.1', '0.01'), residueDefinition: 'x' }],
  ])('is refused for %s with the Chinese name of the substance in Chinese', (_, given) => {
    const result = read([given]);
    const sentences = result.ok ? [] : result.error.map(sentenceOf);
    expect(sentences).toHaveLength(1);
    for (const { zh, en } of sentences) {
      expect(zh).toContain('抑霉唑');
      expect(zh).not.toContain('imazalil');
      expect(en).toContain('imazalil');
    }
  });

  it('names a substance twice only once, in one report or over several entries', () => {
    const one = line('imazalil', '0.012', '0.01');
    expect(codesOf(read([one, line('IMAZALIL', null, '0.01')]))).toEqual(['SUBSTANCE_TWICE']);
    expect(codesOf(read([one], '2026-11-21', [{ substance: 'imazalil' }]))).toEqual(['SUBSTANCE_TWICE']);
  });

  it.each([
    ['2026-11-23', ['INSPECTION_DAY_IN_FUTURE']],
    ['2026-11-19', ['TESTED_BEFORE_SAMPLED']],
  ])('tested on %s is refused', (day, codes) => {
    expect(codesOf(read([line('imazalil', null, '0.01')], day))).toEqual(codes);
  });

  describe('in another unit', () => {
    const inUnit = (value: string | null, loq: string, unit: string | null): ReportLine => ({
      substance: 'imazalil',
      value: value === null ? null : decimal(value),
      limitOfQuantification: decimal(loq),
      unit,
    });

    it.each([
      ['12', '10', 'µg/kg', 12, 10],
      ['12', '10', 'μg/kg', 12, 10],
      ['12', '10', ' ug/kg ', 12, 10],
      ['12', '10', '微克/千克', 12, 10],
      ['12', '10', 'ppb', 12, 10],
      ['0.012', '0.01', 'ppm', 12, 10],
      [null, '10', 'µg/kg', null, 10],
      ['0.012', '0.01', 'mg/kg', 12, 10],
      ['0.012', '0.01', '毫克/千克', 12, 10],
      ['0.012', '0.01', null, 12, 10],
    ] as const)('%s, limit of quantification %s %s is kept exactly', (value, loq, unit, kept, keptLoq) => {
      expect(read([inUnit(value, loq, unit)])).toEqual({
        ok: true,
        value: [{ substance: 'imazalil', microgramsPerKg: kept, loqMicrogramsPerKg: keptLoq }],
      });
    });

    it.each([
      ['a unit of something else', inUnit('12', '10', 'mg/L'), 'RESIDUE_UNIT', 'unit'],
      ['a unit that there is not', inUnit('12', '10', 'parts'), 'RESIDUE_UNIT', 'unit'],
      ['a name every object has', inUnit('12', '10', 'constructor'), 'RESIDUE_UNIT', 'unit'],
      ['a value finer than a microgram', inUnit('12.5', '10', 'µg/kg'), 'RESIDUE_NOT_EXACT', 'value'],
      [
        'a limit of quantification finer than that',
        inUnit('12', '0.5', 'µg/kg'),
        'RESIDUE_NOT_EXACT',
        'limitOfQuantification',
      ],
      [
        'a value below its limit of quantification',
        inUnit('9', '10', 'µg/kg'),
        'VALUE_BELOW_QUANTIFICATION',
        'value',
      ],
      [
        'two values',
        { ...inUnit('12', '10', 'mg/kg'), mgPerKg: decimal('12') },
        'RESIDUE_FIGURE_TWICE',
        'mgPerKg',
      ],
      [
        'mg/kg said to be µg/kg',
        { ...inUnit(null, '10', 'µg/kg'), mgPerKg: decimal('0.012') },
        'RESIDUE_FIGURE_TWICE',
        'mgPerKg',
      ],
    ] as const)('is refused for %s', (_, given, code, field) => {
      const result = read([given]);
      expect(result.ok ? [] : result.error.map((each) => [each.code, each.path?.at(-1)])).toEqual([
        [code, field],
      ]);
    });
  });

  describe('with what was counted', () => {
    const counted = (told: ToldDefinition): ReportLine => ({
      substance: 'prochloraz',
      limitOfQuantification: decimal('0.01'),
      ...told,
    });
    const keptOf = (told: ToldDefinition) => {
      const result = read([counted(told)]);
      if (!result.ok) return codesOf(result);
      const { residueDefinitionKind = null, residueDefinition = null } = result.value[0] ?? {};
      return [residueDefinitionKind, residueDefinition];
    };

    it.each<[string, ToldDefinition, (string | null)[]]>([
      ['nothing said', {}, [null, null]],
      ['the kind alone', { residueDefinitionKind: 'SUM' }, ['SUM', null]],
      ['a wording, with the kind it has', { residueDefinition: WORDING }, ['SUM', WORDING]],
      ['as the table writes it', { residueDefinition: ` ${WORDING.toUpperCase()}. ` }, ['SUM', WORDING]],
      [
        'its kind said as well',
        { residueDefinitionKind: 'SUM', residueDefinition: WORDING },
        ['SUM', WORDING],
      ],
      [
        'another kind than it has',
        { residueDefinitionKind: 'SUBSTANCE', residueDefinition: WORDING },
        ['RESIDUE_DEFINITION_KIND'],
      ],
      ['a wording nobody placed', { residueDefinition: 'unplaced' }, [null, 'unplaced']],
      [
        'a wording the laboratory places',
        { residueDefinitionKind: 'OTHER', residueDefinition: 'unplaced' },
        ['OTHER', 'unplaced'],
      ],
      ['a wording that no limit has', { residueDefinition: 'my own words' }, ['RESIDUE_DEFINITION_UNKNOWN']],
      ['one of another substance', { residueDefinition: 'sum of isomers' }, ['RESIDUE_DEFINITION_UNKNOWN']],
    ])('%s', (_, told, kept) => {
      expect(keptOf(told)).toEqual(kept);
    });

    it('gives the substance by itself and the sum, each once', () => {
      const alone = counted({ residueDefinitionKind: 'SUBSTANCE' });
      const sum = counted({ residueDefinition: WORDING });
      expect(read([alone, sum]).ok).toBe(true);
      expect(codesOf(read([alone, sum, sum]))).toEqual(['SUBSTANCE_TWICE']);
      const entered = {
        substance: 'prochloraz',
        residueDefinitionKind: 'SUM',
        residueDefinition: WORDING,
      } as const;
      expect(codesOf(read([alone, sum], '2026-11-21', [entered]))).toEqual(['SUBSTANCE_TWICE']);
    });
  });
});
