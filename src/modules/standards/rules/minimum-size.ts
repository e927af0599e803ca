import { compareDecimal, type Decimal } from '../../../kernel/decimal.js';
import type { BatchFacts, MeasurementFacts } from '../domain/facts.js';
import type { Judgement } from '../domain/finding.js';
import { both, failed, passed, said, step, worstOf } from '../domain/judgement.js';
import { withUnit } from '../domain/measurement-parameters.js';
import { batchOf, type RuleKind } from '../domain/rule-kind.js';
import { judgeOutOfSize, latest, measurementEvidence, notMeasured, otherUnit } from './measured.js';
import { readParameters } from './read-parameters.js';

interface MinimumSize {
  /** Fruit from here on is of size, mm. */
  readonly minimum: Decimal;
  /** Below this, mm, no tolerance helps. */
  readonly never: Decimal;
  /** Share of fruit in between that the standard allows, in %. */
  readonly tolerance: Decimal;
}

/**
 * Smallest diameter, in mm, with the standard's tolerance for fruit just below it.
 *
 * @see reference/rules.json: (EU) 2023/2429, Annex I Part B Part 2, sizing and tolerances
 */
export const minimumSize: RuleKind<MinimumSize> = {
  kind: 'minimum-size',
  subjects: ['BATCH'],
  actDay: 'PACKING_DAY',
  ofMarket: false,
  releasable: true,
  remedy: step(
    'PACKHOUSE',
    '包装厂重新分选，去掉过小的果实。',
    'The packhouse sorts it again and takes out what is too small.',
  ),
  parseParameters: (raw) => {
    const read = readParameters('minimum-size', raw, ['minimum', 'never', 'tolerance']);
    const parameters = {
      minimum: read.decimal('minimum'),
      never: read.decimal('never'),
      tolerance: read.decimal('tolerance'),
    };
    if (compareDecimal(parameters.never, parameters.minimum) > 0) {
      throw new RangeError('minimum-size: never must not be above minimum');
    }
    return parameters;
  },
  judge: (parameters, subject) => {
    const batch = batchOf(subject);
    const measurements = latest(batch, 'SMALLEST_DIAMETER');
    if (measurements.length === 0) return notMeasured(batch, 'SMALLEST_DIAMETER');
    return worstOf(measurements.map((each) => judgeSmallest(batch, each, parameters)));
  },
  asks: ({ minimum, never, tolerance }) => [
    {
      kind: 'MEASURE',
      parameter: 'SMALLEST_DIAMETER',
      limit: both(
        `不低于 ${minimum} mm；${never} mm 以下一律不容许`,
        `at least ${minimum} mm; below ${never} mm none is allowed`,
      ),
    },
    {
      kind: 'MEASURE',
      parameter: 'OUT_OF_SIZE_SHARE',
      limit: both(`不高于 ${tolerance} %`, `at most ${tolerance} %`),
    },
  ],
};

function judgeSmallest(
  batch: BatchFacts,
  smallest: MeasurementFacts,
  { minimum, never, tolerance }: MinimumSize,
): Judgement {
  if (smallest.unit !== 'mm') return otherUnit(smallest, 'mm');
  const evidence = [measurementEvidence(smallest)];
  const is = withUnit(smallest.value, 'mm');
  if (compareDecimal(smallest.value, minimum) >= 0) {
    return passed(
      said(() =>
        both(
          `最小果径 ${is}，要求不小于 ${minimum} mm。`,
          `Smallest fruit ${is}; demanded: at least ${minimum} mm.`,
        ),
      ),
      evidence,
    );
  }
  if (compareDecimal(smallest.value, never) < 0) {
    return failed(
      said(() =>
        both(
          `最小果径 ${is}，小于 ${never} mm 的果一律不容许。`,
          `Smallest fruit ${is}; below ${never} mm none is allowed.`,
        ),
      ),
      evidence,
    );
  }
  return judgeOutOfSize(
    batch,
    tolerance,
    (share) =>
      both(
        `最小果径 ${is}，规格不符果 ${share} %，容许 ${tolerance} %。`,
        `Smallest fruit ${is}; ${share} % out of size, ${tolerance} % allowed.`,
      ),
    evidence,
  );
}
