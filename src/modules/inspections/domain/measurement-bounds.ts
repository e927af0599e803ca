import { compareDecimal, decimal, type Decimal } from '../../../kernel/decimal.js';
import type { MeasurementParameterCode } from '../../standards/domain/measurement-parameters.js';

/** Smallest and largest value that a measurement of fruit can have, in the parameter's own unit; both ends can be. */
export interface MeasurementBounds {
  readonly minimum: Decimal;
  readonly maximum: Decimal;
}

const from = (minimum: string, maximum: string): MeasurementBounds => ({
  minimum: decimal(minimum),
  maximum: decimal(maximum),
});

const SHARE = from('0', '100');
// Centimetres written as millimetres (6.5) are below, millimetres written as centimetres (65 cm) above: whatever is
// harvested as an orange is larger than a fruitlet and smaller than the largest of all citrus, the pomelo.
const DIAMETER = from('10', '300');
// Twelve parts of sugar to a tenth of acid, as in oranges called acidless, are 120.
const RATIO = from('0', '300');

/**
 * What nobody can mean: bounds of this product, drawn far outside of what any citrus fruit has, so that what they refuse was
 * written in another unit or without its point. They judge nothing: how large, ripe or red fruit must be is said by rules.
 */
const BOUNDS: Readonly<Record<MeasurementParameterCode, MeasurementBounds>> = {
  JUICE_CONTENT: SHARE,
  SUGAR_ACID_RATIO: RATIO,
  // °Brix are grams of sucrose in 100 g of solution: 118 is 11.8 without its point.
  TSS: SHARE,
  // Lemons stay below 10 %; 11 is 11 g/L.
  TITRATABLE_ACID: from('0', '10'),
  TSS_ACID_RATIO: RATIO,
  // 10 g in a litre of juice.
  ANTHOCYANIN: from('0', '10000'),
  RED_FLESH_SHARE: SHARE,
  GREEN_SURFACE_SHARE: SHARE,
  SMALLEST_DIAMETER: DIAMETER,
  PACKAGE_SMALLEST_DIAMETER: DIAMETER,
  PACKAGE_LARGEST_DIAMETER: DIAMETER,
  OUT_OF_SIZE_SHARE: SHARE,
  OUT_OF_CLASS_SHARE: SHARE,
  CLASS_II_SHARE: SHARE,
  BELOW_CLASS_II_SHARE: SHARE,
  DECAY_SHARE: SHARE,
};

/**
 * The bounds that a value lies outside of; null: it can be.
 *
 * @param value in the parameter's own unit (`standards/domain/measurement-parameters.ts`)
 */
export function outOfBounds(parameter: MeasurementParameterCode, value: Decimal): MeasurementBounds | null {
  const bounds = BOUNDS[parameter];
  const isWithin = compareDecimal(value, bounds.minimum) >= 0 && compareDecimal(value, bounds.maximum) <= 0;
  return isWithin ? null : bounds;
}
