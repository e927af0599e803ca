import type { Decimal } from '../../../kernel/decimal.js';
import { areComparable, convertUnit, unitNamed } from '../../../kernel/units.js';
import { once } from '../domain/indexed.js';
import { both, failed, passed, step, worstOf } from '../domain/judgement.js';
import {
  MEASUREMENT_PARAMETERS,
  withUnit,
  type MeasurementParameterCode,
} from '../domain/measurement-parameters.js';
import { batchOf, type RuleKind } from '../domain/rule-kind.js';
import {
  isWithin,
  latest,
  limitWords,
  measurementEvidence,
  notMeasured,
  otherUnit,
  valueIn,
  type Limits,
} from './measured.js';
import { readClasses } from './conditions.js';
import { readParameters, type ParameterReader } from './read-parameters.js';

const KIND = 'number-in-range';

interface NumberInRange extends Limits {
  readonly parameter: MeasurementParameterCode;
  /** Of editions before rules had conditions; null: every class. */
  readonly classes: readonly string[] | null;
}

/**
 * A measured value against a minimum, a maximum, or both; the ends are allowed. Limits may be given in any `unit` that
 * converts exactly into the parameter's own.
 *
 * @see reference/rules.json: each limit names its own text
 */
export const numberInRange: RuleKind<NumberInRange> = {
  kind: KIND,
  subjects: ['BATCH'],
  actDay: 'PACKING_DAY',
  ofMarket: false,
  releasable: true,
  remedy: step(
    'PACKHOUSE',
    '包装厂重新分选或改发要求不同的市场；测定值录入有误的由检验员更正，签字后的更正须经基地办公室同意，也可改日重新抽样检验。',
    'The packhouse sorts it again or packs it for a market that asks for less; where the measurement was typed wrongly, the inspector corrects it, after the signature with the agreement of the base office, or inspects a sample of a later day.',
  ),
  parseParameters: (raw) => {
    const read = readParameters(KIND, raw, [
      'parameter',
      'minimum',
      'maximum',
      'decimals',
      'unit',
      'classes',
    ]);
    const parameter = read.measured('parameter');
    const { minimum, maximum, decimals } = readLimits(KIND, read);
    const inOwnUnit = (limit: Decimal | null) => limit && limitInOwnUnit(read, limit, parameter);
    return {
      parameter,
      classes: readClasses(read),
      minimum: inOwnUnit(minimum),
      maximum: inOwnUnit(maximum),
      decimals,
    };
  },
  classesIn: ({ classes }) => classes,
  judge: (asked, subject) => {
    const { parameter } = asked;
    const batch = batchOf(subject);
    const { unit, name } = MEASUREMENT_PARAMETERS[parameter];
    const measurements = latest(batch, parameter);
    if (measurements.length === 0) return notMeasured(batch, parameter);
    const demand = demandOf(asked);
    return worstOf(
      measurements.map((measurement) => {
        const value = valueIn(measurement, unit);
        if (value === null) return otherUnit(measurement, unit);
        const decide = isWithin(value, asked) ? passed : failed;
        const measured = withUnit(value, unit);
        return decide(
          both(
            `${name.zh} ${measured}，要求${demand.zh}。`,
            `${name.en} ${measured}; demanded: ${demand.en}.`,
          ),
          [measurementEvidence(measurement)],
        );
      }),
    );
  },
  asks: (asked) => [{ kind: 'MEASURE', parameter: asked.parameter, limit: demandOf(asked) }],
};

const demandOf = once((asked: NumberInRange) =>
  limitWords(asked, MEASUREMENT_PARAMETERS[asked.parameter].unit),
);

/**
 * Reads `minimum`, `maximum` and `decimals`, which kinds with limits share.
 *
 * @throws RangeError if there is neither a minimum nor a maximum, or one of them is no decimal written as text
 */
export function readLimits(kind: string, read: ParameterReader): Limits {
  const limits = {
    minimum: read.optionalDecimal('minimum'),
    maximum: read.optionalDecimal('maximum'),
    decimals: read.optionalInteger('decimals'),
  };
  if (limits.minimum === null && limits.maximum === null) {
    throw new RangeError(`${kind}: minimum or maximum must be given`);
  }
  return limits;
}

/** A limit as the text gives it, in the unit that the parameter is compared in. @throws RangeError for another unit */
function limitInOwnUnit(read: ParameterReader, limit: Decimal, parameter: MeasurementParameterCode): Decimal {
  const { unit } = MEASUREMENT_PARAMETERS[parameter];
  const given = read.raw('unit') ?? unit;
  const [from, to] = [typeof given === 'string' ? unitNamed(given) : null, unitNamed(unit)];
  if (from === null || to === null || !areComparable(from, to)) {
    throw new RangeError(`${KIND}: unit must be one that converts exactly into ${unit}`);
  }
  return convertUnit(limit, from, to);
}
