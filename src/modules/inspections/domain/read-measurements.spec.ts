import { describe, expect, it } from '@jest/globals';
import { decimal } from '../../../kernel/decimal.js';
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
      'of fruit as small as centimetres written as millimetres',
      { parameter: 'SMALLEST_DIAMETER', value: decimal('6.5') },
      'MEASUREMENT_IMPOSSIBLE',
    ],
    [
      'of fruit as large as millimetres written as centimetres',
      { parameter: 'SMALLEST_DIAMETER', value: decimal('65'), unit: 'cm' },
      'MEASUREMENT_IMPOSSIBLE',
    ],
    [
      'in a unit of something else, whatever the figure is there',
      { parameter: 'SMALLEST_DIAMETER', value: decimal('5.3'), unit: 'kg' },
      'MEASUREMENT_UNIT',
    ],
    ['of more than a hundred °Brix', { parameter: 'TSS', value: decimal('118') }, 'MEASUREMENT_IMPOSSIBLE'],
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
