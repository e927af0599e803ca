import { describe, expect, it } from '@jest/globals';
import { decimal } from '../../../kernel/decimal.js';
import { localDate } from '../../../kernel/local-date.js';
import { readReport, type ReportLine } from './read-laboratory-report.js';
import { readMeasurements, type MeasuredValue } from './read-measurements.js';

const codesOf = (result: { ok: boolean; error?: readonly { code: string }[] }): string[] =>
  (result.error ?? []).map(({ code }) => code);

describe('measurements', () => {
  const measured = (given: Partial<MeasuredValue>): MeasuredValue => ({
    parameter: 'TSS',
    value: decimal('12.8'),
    ...given,
  });

  it("take the parameter's own unit where none is given", () => {
    expect(readMeasurements([measured({ method: ' refractometer ' })])).toEqual({
      ok: true,
      value: [
        { parameter: 'TSS', value: '12.8', unit: 'Brix', method: 'refractometer', samplePosition: null },
      ],
    });
  });

  it.each([
    ['SMALLEST_DIAMETER', '5.3', 'cm', '53', 'mm'],
    ['SMALLEST_DIAMETER', '5.3', '厘米', '53', 'mm'],
    ['ANTHOCYANIN', '0.0378', 'g/L', '37.8', 'mg/L'],
    ['ANTHOCYANIN', '0.00378', 'g/100 ml', '37.8', 'mg/L'],
    ['TSS', '12.8', '°Brix', '12.8', 'Brix'],
  ] as const)('of %s as %s %s are kept as %s %s', (parameter, value, unit, kept, own) => {
    const given = measured({ parameter, value: decimal(value), unit, samplePosition: 'WHOLE_FRUIT' });
    const result = readMeasurements([given]);
    expect(result.ok && result.value).toMatchObject([{ value: kept, unit: own }]);
  });

  it.each([
    ['in a unit of something else', { unit: '%' }, 'MEASUREMENT_UNIT'],
    ['in a unit that there is not', { unit: 'cubits' }, 'MEASUREMENT_UNIT'],
    ['below zero', { value: decimal('-0.1') }, 'MEASUREMENT_IMPOSSIBLE'],
    [
      'of more than a hundred per cent',
      { parameter: 'JUICE_CONTENT', value: decimal('100.1') },
      'MEASUREMENT_IMPOSSIBLE',
    ],
    [
      'of anthocyanin without the place of the sample',
      { parameter: 'ANTHOCYANIN' },
      'SAMPLE_POSITION_MISSING',
    ],
  ] as const)('are refused %s', (_, given, code) => {
    expect(codesOf(readMeasurements([measured(given)]))).toEqual([code]);
  });

  it('name each wrong value by its place, all at once', () => {
    const result = readMeasurements([
      measured({}),
      measured({ unit: 'mm' }),
      measured({ value: decimal('-1') }),
    ]);
    expect(result.ok ? [] : result.error.map(({ path }) => path)).toEqual([
      ['measurements', '1', 'unit'],
      ['measurements', '2', 'value'],
    ]);
  });

  it('keep anthocyanin with the place of the sample', () => {
    const result = readMeasurements([measured({ parameter: 'ANTHOCYANIN', samplePosition: 'TOP' })]);
    expect(result.ok && result.value[0]).toMatchObject({ unit: 'mg/L', samplePosition: 'TOP' });
  });
});

describe("a laboratory's report", () => {
  const line = (substance: string, mgPerKg: string | null, loq: string): ReportLine => ({
    substance,
    mgPerKg: mgPerKg === null ? null : decimal(mgPerKg),
    limitOfQuantification: decimal(loq),
  });
  const known = new Set(['imazalil', 'prochloraz']);
  const read = (results: ReportLine[], testedOn = '2026-11-21', entered: string[] = []) =>
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
    ['more of it than of the fruit', line('imazalil', '1000001', '0.01'), ['RESIDUE_NOT_EXACT']],
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

  it('names a substance twice only once, in one report or over several entries', () => {
    const one = line('imazalil', '0.012', '0.01');
    expect(codesOf(read([one, line('IMAZALIL', null, '0.01')]))).toEqual(['SUBSTANCE_TWICE']);
    expect(codesOf(read([one], '2026-11-21', ['imazalil']))).toEqual(['SUBSTANCE_TWICE']);
  });

  it.each([
    ['2026-11-23', ['INSPECTION_DAY_IN_FUTURE']],
    ['2026-11-19', ['TESTED_BEFORE_SAMPLED']],
  ])('tested on %s is refused', (day, codes) => {
    expect(codesOf(read([line('imazalil', null, '0.01')], day))).toEqual(codes);
  });
});
