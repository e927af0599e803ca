import { compareDecimal, roundDecimal, type Decimal } from '../../../kernel/decimal.js';
import { areComparable, convertUnit, unitNamed } from '../../../kernel/units.js';
import type { BatchFacts, MeasurementFacts } from '../domain/facts.js';
import type { Evidence, Judgement } from '../domain/finding.js';
import { once } from '../domain/indexed.js';
import { both, failed, passed, said, step, undecided, worstOf } from '../domain/judgement.js';
import type { Bilingual } from '../domain/rule.js';
import {
  MEASUREMENT_PARAMETERS,
  withUnit,
  type MeasurementParameterCode,
} from '../domain/measurement-parameters.js';

/**
 * The measurements of a parameter that count: those of the latest day of sampling on record, because a batch is measured
 * again after it was sorted again; of several of that day the worst decides. So an inspection signed later turns what an
 * earlier one found only by a sample of a later day, and only for what it measured itself. What nobody independent has
 * signed hides no signed figure (`domain/provisional.ts`). Measurements without a day count only where no other exists. A
 * convention of the product.
 */
export function latest(batch: BatchFacts, parameter: MeasurementParameterCode): readonly MeasurementFacts[] {
  const all = (batch.measurements ?? []).filter((each) => each.parameter === parameter);
  const newest = all.reduce(
    (day, each) => (each.measuredOn && each.measuredOn > day ? each.measuredOn : day),
    '',
  );
  return all.filter((each) => (each.measuredOn ?? '') === newest);
}

/** A measurement as evidence: its value as measured, in the unit it was taken in. */
export const measurementEvidence = (measurement: MeasurementFacts): Evidence => ({
  type: 'measurement',
  id: measurement.id,
  field: measurement.parameter,
  value: measurement.value,
  unit: measurement.unit,
});

/** What to answer where a parameter was not measured. */
export function notMeasured(batch: BatchFacts, parameter: MeasurementParameterCode): Judgement {
  const { text, toDo } = unmeasured(MEASUREMENT_PARAMETERS[parameter]);
  return undecided(text, toDo, [{ type: 'batch', id: batch.id, field: parameter, value: null }]);
}

const unmeasured = once(({ name }: (typeof MEASUREMENT_PARAMETERS)[MeasurementParameterCode]) => ({
  text: both(`未测定${name.zh}。`, `Not measured: ${name.en}.`),
  toDo: step(
    'INSPECTION_BODY',
    `检验员测定该包装批的${name.zh}。`,
    `The inspector measures it on this packed batch: ${name.en}.`,
  ),
}));

/**
 * A measured value in the unit a rule counts in, exact; null where it was taken in a unit that is not known, or that is
 * never turned into that one.
 */
export function valueIn({ value, unit }: MeasurementFacts, wanted: string): Decimal | null {
  if (unit === wanted) return value;
  const [from, to] = [unitNamed(unit), unitNamed(wanted)];
  if (from === null || to === null || !areComparable(from, to)) return null;
  try {
    return convertUnit(value, from, to);
  } catch {
    return null;
  }
}

/** What to answer where it was measured in a unit that does not convert: nothing is converted by guess. */
export function otherUnit(measurement: MeasurementFacts, expected: string): Judgement {
  return undecided(
    said(() =>
      both(
        `测定单位为 ${measurement.unit}，规则以 ${expected} 计。`,
        `Measured in ${measurement.unit}; the rule counts in ${expected}.`,
      ),
    ),
    step('INSPECTION_BODY', `检验员以 ${expected} 重新录入。`, `The inspector enters it in ${expected}.`),
    [measurementEvidence(measurement)],
  );
}

/**
 * How much fruit was out of size, against what is tolerated; every share of the latest day counts, the worst decides.
 *
 * @param tolerance in %
 * @param words     what is said of a share, as it was measured
 * @param evidence  why sizes were looked at, beside the shares themselves
 */
export function judgeOutOfSize(
  batch: BatchFacts,
  tolerance: Decimal,
  words: (share: Decimal) => Bilingual,
  evidence: readonly Evidence[],
): Judgement {
  const shares = latest(batch, 'OUT_OF_SIZE_SHARE');
  if (shares.length === 0) return notMeasured(batch, 'OUT_OF_SIZE_SHARE');
  return worstOf(
    shares.map((share) => {
      if (share.unit !== '%') return otherUnit(share, '%');
      const decide = compareDecimal(share.value, tolerance) <= 0 ? passed : failed;
      return decide(words(share.value), [...evidence, measurementEvidence(share)]);
    }),
  );
}

/** What a value is held against, in the parameter's own unit; null: no limit on that side. */
export interface Limits {
  readonly minimum: Decimal | null;
  readonly maximum: Decimal | null;
  /** Decimals to which the rule rounds a value before comparing; null: as measured. */
  readonly decimals: number | null;
}

/**
 * Whether a value lies within the limits, both ends allowed.
 *
 * @param limits nothing is rounded unless the rule says to how many decimals
 */
export function isWithin(value: Decimal, limits: Limits): boolean {
  const compared = limits.decimals === null ? value : roundDecimal(value, limits.decimals);
  return (
    (limits.minimum === null || compareDecimal(compared, limits.minimum) >= 0) &&
    (limits.maximum === null || compareDecimal(compared, limits.maximum) <= 0)
  );
}

/** The limits in words: "at least 30 %". */
export function limitWords(limits: Limits, unit: string) {
  const { minimum, maximum } = limits;
  const zh = [minimum && `不低于 ${withUnit(minimum, unit)}`, maximum && `不高于 ${withUnit(maximum, unit)}`];
  const en = [
    minimum && `at least ${withUnit(minimum, unit)}`,
    maximum && `at most ${withUnit(maximum, unit)}`,
  ];
  return both(zh.filter(Boolean).join('、'), en.filter(Boolean).join(' and '));
}
