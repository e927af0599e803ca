import type { Decimal } from '../../../kernel/decimal.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { areComparable, convertUnit, unitNamed, type UnitName } from '../../../kernel/units.js';
import {
  MEASUREMENT_PARAMETERS,
  type MeasurementParameterCode,
} from '../../standards/domain/measurement-parameters.js';
import type { InspectionRefusal } from '../inspection.refusals.js';
import { outOfBounds } from './measurement-bounds.js';

/** Where on the fruit a sample was taken: flesh colours from the stem end to the top, so that it decides the value. */
export const SAMPLE_POSITIONS = ['STEM_END', 'EQUATOR', 'TOP', 'WHOLE_FRUIT'] as const;
export type SamplePosition = (typeof SAMPLE_POSITIONS)[number];

/** A value as the inspector gives it, in the unit of the paper or the instrument. */
export interface MeasuredValue {
  readonly parameter: MeasurementParameterCode;
  readonly value: Decimal;
  /** As it was written; absent: the parameter's own unit. */
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

/**
 * Reads what was measured, or says of every value what is wrong with it. A value in another unit of the same kind is
 * turned exactly into the parameter's own (5.3 cm are 53 mm, 0.0378 g/L are 37.8 mg/L); any other is refused, because a
 * guess would end up in a verdict.
 *
 * @returns each value in its own unit (`standards/domain/measurement-parameters.ts`), or MEASUREMENT_UNIT,
 *   MEASUREMENT_IMPOSSIBLE (`measurement-bounds.ts`), SAMPLE_POSITION_MISSING
 */
export function readMeasurements(values: readonly MeasuredValue[]): Result<Measured[], InspectionRefusal[]> {
  const refusals: InspectionRefusal[] = [];
  const measured: Measured[] = [];
  values.forEach((given, i) => {
    const path = ['measurements', String(i)];
    const { parameter, unit: written, method, samplePosition } = given;
    const { unit } = MEASUREMENT_PARAMETERS[parameter];
    const value = inUnit(given.value, written ?? unit, unit);
    if (value === null) {
      refusals.push({
        code: 'MEASUREMENT_UNIT',
        values: { parameter, unit: written ?? '', expected: unit },
        path: [...path, 'unit'],
      });
    }
    refusals.push(...refuseValue(given, value, path));
    if (value !== null)
      measured.push({
        parameter,
        value,
        unit,
        method: method?.trim() || null,
        samplePosition: samplePosition ?? null,
      });
  });
  return refusals.length > 0 ? err(refusals) : ok(measured);
}

/** Null: no unit is called so, or it measures something else. */
function inUnit(value: Decimal, written: string, expected: UnitName): Decimal | null {
  const unit = unitNamed(written.trim());
  return unit !== null && areComparable(unit, expected) ? convertUnit(value, unit, expected) : null;
}

/** @param value in the parameter's own unit; null: it was given in no unit that can be compared, which is refused by itself */
function refuseValue(
  { parameter, samplePosition }: MeasuredValue,
  value: Decimal | null,
  path: readonly string[],
): InspectionRefusal[] {
  const refusals: InspectionRefusal[] = [];
  const bounds = value === null ? null : outOfBounds(parameter, value);
  if (value !== null && bounds) {
    const values = { parameter, value, unit: MEASUREMENT_PARAMETERS[parameter].unit, ...bounds };
    refusals.push({ code: 'MEASUREMENT_IMPOSSIBLE', values, path: [...path, 'value'] });
  }
  if (NEEDS_POSITION.includes(parameter) && !samplePosition)
    refusals.push({
      code: 'SAMPLE_POSITION_MISSING',
      values: { parameter },
      path: [...path, 'samplePosition'],
    });
  return refusals;
}
