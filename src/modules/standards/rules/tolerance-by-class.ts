import type { Decimal } from '../../../kernel/decimal.js';
import type { BatchFacts } from '../domain/facts.js';
import type { Judgement } from '../domain/finding.js';
import { both, failed, passed, step, undecided, worstOf } from '../domain/judgement.js';
import {
  MEASUREMENT_PARAMETERS,
  withUnit,
  type MeasurementParameterCode,
} from '../domain/measurement-parameters.js';
import { className } from '../domain/names.js';
import { codesOf } from '../domain/named-codes.js';
import { batchOf, type RuleKind } from '../domain/rule-kind.js';
import { isWithin, latest, measurementEvidence, notMeasured, otherUnit } from './measured.js';
import { isObject, readParameters } from './read-parameters.js';

interface Tolerance {
  readonly parameter: MeasurementParameterCode;
  /** In %. */
  readonly maximum: Decimal;
  /** Decimals to which a share is rounded before it is compared; null: as measured. */
  readonly decimals: number | null;
}
interface ToleranceByClass {
  readonly classes: ReadonlyMap<string, readonly Tolerance[]>;
}

const KIND = 'tolerance-by-class';

/**
 * Shares of fruit (in %) that a class allows to fall short of it. What is measured is held against the share for its
 * class; a class that the standard has not is open.
 *
 * @see reference/rules.json: (EU) 2023/2429, Annex I Part B Part 2, tolerances
 */
export const toleranceByClass: RuleKind<ToleranceByClass> = {
  kind: KIND,
  subjects: ['BATCH'],
  actDay: 'PACKING_DAY',
  ofMarket: false,
  releasable: true,
  remedy: step(
    'PACKHOUSE',
    '包装厂重新分选，或按实测降低等级并作换标记录。',
    'The packhouse sorts it again, or gives it the lower class that was measured and records that.',
  ),
  parseParameters: (raw) => {
    const classes = readParameters(KIND, raw, ['classes']).raw('classes');
    if (!isObject(classes) || Object.keys(classes).length === 0) {
      throw new RangeError(`${KIND}: classes must be an object of tolerances by class`);
    }
    return {
      classes: new Map(Object.entries(classes).map(([name, list]) => [name, parseTolerances(name, list)])),
    };
  },
  codesIn: ({ classes }) => codesOf('CLASS', [...classes.keys()]),
  judge: ({ classes }, subject) => {
    const batch = batchOf(subject);
    if (batch.qualityClass === null) return classUnknown(batch);
    const tolerances = classes.get(batch.qualityClass);
    if (!tolerances) return classUnknown(batch);
    return worstOf(tolerances.map((tolerance) => judgeTolerance(batch, tolerance)));
  },
  asks: ({ classes }, subject) =>
    (classes.get(batchOf(subject).qualityClass ?? '') ?? []).map(({ parameter, maximum }) => ({
      kind: 'MEASURE',
      parameter,
      limit: both(`不高于 ${withUnit(maximum, '%')}`, `at most ${withUnit(maximum, '%')}`),
    })),
};

function parseTolerances(ofClass: string, list: unknown): readonly Tolerance[] {
  if (!Array.isArray(list) || list.length === 0) {
    throw new RangeError(`${KIND}: classes.${ofClass} must be a list that is not empty`);
  }
  return list.map((each: unknown) => {
    const read = readParameters(`${KIND}: classes.${ofClass}`, each, ['parameter', 'maximum', 'decimals']);
    const parameter = read.measured('parameter');
    if (MEASUREMENT_PARAMETERS[parameter].unit !== '%') {
      throw new RangeError(`${KIND}: ${parameter} is not measured in %`);
    }
    return { parameter, maximum: read.decimal('maximum'), decimals: read.optionalInteger('decimals') };
  });
}

function judgeTolerance(batch: BatchFacts, { parameter, maximum, decimals }: Tolerance): Judgement {
  const { name } = MEASUREMENT_PARAMETERS[parameter];
  const grade = className(batch.qualityClass ?? '');
  const measurements = latest(batch, parameter);
  if (measurements.length === 0) return notMeasured(batch, parameter);
  return worstOf(
    measurements.map((each) => {
      if (each.unit !== '%') return otherUnit(each, '%');
      const decide = isWithin(each.value, { minimum: null, maximum, decimals }) ? passed : failed;
      const share = withUnit(each.value, '%');
      const limit = withUnit(maximum, '%');
      return decide(
        both(
          `${grade.zh}：${name.zh} ${share}，容许 ${limit}。`,
          `${grade.en}: ${name.en} ${share}, allowed ${limit}.`,
        ),
        [measurementEvidence(each)],
      );
    }),
  );
}

const classUnknown = (batch: BatchFacts): Judgement =>
  undecided(
    batch.qualityClass === null
      ? both('未记录等级。', 'No class is recorded.')
      : both(
          `标准中没有${className(batch.qualityClass).zh}。`,
          `The standard has no ${className(batch.qualityClass).en}.`,
        ),
    step('PACKHOUSE', '包装厂按该标准注明等级。', 'The packhouse gives the class by this standard.'),
    [{ type: 'batch', id: batch.id, field: 'qualityClass', value: batch.qualityClass }],
  );
