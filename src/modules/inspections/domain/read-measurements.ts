import { compareDecimal, decimal, type Decimal } from '../../../kernel/decimal.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import {
  MEASUREMENT_PARAMETERS,
  type MeasurementParameterCode,
} from '../../standards/domain/measurement-parameters.js';
import type { InspectionRefusal } from '../inspection.refusals.js';

/** Where on the fruit a sample was taken: flesh colours from the stem end to the top, so that it decides the value. */
export const SAMPLE_POSITIONS = ['STEM_END', 'EQUATOR', 'TOP', 'WHOLE_FRUIT'] as const;
export type SamplePosition = (typeof SAMPLE_POSITIONS)[number];

/** A value as the inspector gives it. */
export interface MeasuredValue {
  readonly parameter: MeasurementParameterCode;
  readonly value: Decimal;
  /** Absent: the parameter's own unit. */
  readonly unit?: string | null | undefined;
  readonly method?: string | null | undefined;
  readonly samplePosition?: SamplePosition | null | undefined;
}

/** A value as it is kept: in the one unit that rules compare in. */
export interface Measured {
  readonly parameter: MeasurementParameterCode;
  readonly value: Decimal;
  readonly unit: string;
  readonly method: string | null;
  readonly samplePosition: SamplePosition | null;
}

/** Parameters whose value means nothing without the place of the sample. */
const NEEDS_POSITION: readonly MeasurementParameterCode[] = ['ANTHOCYANIN'];

const ZERO = decimal('0');
const HUNDRED = decimal('100');

/**
 * Reads what was measured, or says of every value what is wrong with it. Nothing is converted: a value in another unit
 * is refused, because a guess would end up in a verdict.
 */
export function readMeasurements(values: readonly MeasuredValue[]): Result<Measured[], InspectionRefusal[]> {
  const refusals = values.flatMap((value, i) => refuseValue(value, ['measurements', String(i)]));
  if (refusals.length > 0) return err(refusals);
  return ok(
    values.map(({ parameter, value, method, samplePosition }) => ({
      parameter,
      value,
      unit: MEASUREMENT_PARAMETERS[parameter].unit,
      method: method?.trim() || null,
      samplePosition: samplePosition ?? null,
    })),
  );
}

function refuseValue(given: MeasuredValue, path: readonly string[]): InspectionRefusal[] {
  const { parameter, value } = given;
  const expected = MEASUREMENT_PARAMETERS[parameter].unit;
  const unit = given.unit ?? expected;
  const refusals: InspectionRefusal[] = [];
  if (unit !== expected)
    refusals.push({
      code: 'MEASUREMENT_UNIT',
      values: { parameter, unit, expected },
      path: [...path, 'unit'],
    });
  const isTooMuch = expected === '%' && compareDecimal(value, HUNDRED) > 0;
  if (compareDecimal(value, ZERO) < 0 || isTooMuch) {
    const values = { parameter, value, unit: expected };
    refusals.push({ code: 'MEASUREMENT_IMPOSSIBLE', values, path: [...path, 'value'] });
  }
  if (NEEDS_POSITION.includes(parameter) && !given.samplePosition)
    refusals.push({
      code: 'SAMPLE_POSITION_MISSING',
      values: { parameter },
      path: [...path, 'samplePosition'],
    });
  return refusals;
}
