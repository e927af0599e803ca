import { both, failed, passed, step, worstOf } from '../domain/judgement.js';
import { MEASUREMENT_PARAMETERS, type MeasurementParameterCode } from '../domain/measurement-parameters.js';
import { batchOf, type RuleKind } from '../domain/rule-kind.js';
import {
  isWithin,
  latest,
  limitWords,
  measurementEvidence,
  notMeasured,
  otherUnit,
  withUnit,
  type Limits,
} from './measured.js';
import { readParameters, type ParameterReader } from './read-parameters.js';

interface NumberInRange extends Limits {
  readonly parameter: MeasurementParameterCode;
}

/** A measured value against a minimum, a maximum, or both; the ends are allowed. */
export const numberInRange: RuleKind<NumberInRange> = {
  kind: 'number-in-range',
  subjects: ['BATCH'],
  actDay: 'PACKING_DAY',
  ofMarket: false,
  releasable: true,
  remedy: step(
    'PACKHOUSE',
    '包装厂重新分选或改发要求不同的市场；测定有误的由检验员复测。',
    'The packhouse sorts it again or packs it for a market that asks for less; where the measurement is wrong, the inspector measures again.',
  ),
  parseParameters: (raw) => {
    const read = readParameters('number-in-range', raw, ['parameter', 'minimum', 'maximum', 'decimals']);
    return { parameter: read.measured('parameter'), ...readLimits('number-in-range', read) };
  },
  judge: ({ parameter, ...limits }, subject) => {
    const batch = batchOf(subject);
    const { unit, name } = MEASUREMENT_PARAMETERS[parameter];
    const measurements = latest(batch, parameter);
    if (measurements.length === 0) return notMeasured(batch, parameter);
    const demand = limitWords(limits, unit);
    return worstOf(
      measurements.map((measurement) => {
        if (measurement.unit !== unit) return otherUnit(measurement, unit);
        const decide = isWithin(measurement.value, limits) ? passed : failed;
        const measured = withUnit(measurement.value, unit);
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
  asks: ({ parameter, ...limits }) => [
    { kind: 'MEASURE', parameter, limit: limitWords(limits, MEASUREMENT_PARAMETERS[parameter].unit) },
  ],
};

/** @throws RangeError if there is neither a minimum nor a maximum */
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
