import {
  compareDecimal,
  decimal,
  multiplyDecimal,
  ratio as quotient,
  type Decimal,
} from '../../../kernel/decimal.js';
import type { Evidence, Judgement } from '../domain/finding.js';
import type { BatchFacts } from '../domain/facts.js';
import { both, failed, passed, said, step, undecided, worstOf } from '../domain/judgement.js';
import { MEASUREMENT_PARAMETERS, type MeasurementParameterCode } from '../domain/measurement-parameters.js';
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
import { readLimits } from './number-in-range.js';
import { readParameters } from './read-parameters.js';

const ZERO = decimal('0');

interface RatioParameters extends Limits {
  /** Of editions before rules had conditions; null: every class. */
  readonly classes: readonly string[] | null;
  /** The ratio where it was reported as such. */
  readonly parameter: MeasurementParameterCode;
  /** Its two parts, to compute it from where it was not; null: only a reported ratio counts. */
  readonly parts: { readonly of: MeasurementParameterCode; readonly to: MeasurementParameterCode } | null;
}

/**
 * A ratio of two measured values, reported as such or computed exactly from its parts; a reported one counts before
 * them. Which is meant, sugar/acid or TSS/acid, the rule says by its parameter.
 *
 * @see reference/rules.json: (EU) 2023/2429, Annex I Part B Part 2, maturity
 */
export const ratio: RuleKind<RatioParameters> = {
  kind: 'ratio',
  subjects: ['BATCH'],
  actDay: 'PACKING_DAY',
  ofMarket: false,
  releasable: true,
  remedy: step(
    'PACKHOUSE',
    '包装厂改发要求不同的市场，或推迟采收；测定值录入有误的由检验员更正，签字后的更正须经基地办公室同意，也可改日重新抽样检验。',
    'The packhouse packs it for a market that asks for less, or later fruit is used; where the measurement was typed wrongly, the inspector corrects it, after the signature with the agreement of the base office, or inspects a sample of a later day.',
  ),
  parseParameters: (raw) => {
    const read = readParameters('ratio', raw, [
      'parameter',
      'of',
      'to',
      'minimum',
      'maximum',
      'decimals',
      'classes',
    ]);
    const of = read.optionalMeasured('of');
    const to = read.optionalMeasured('to');
    if ((of === null) !== (to === null)) throw new RangeError('ratio: of and to must be given together');
    const parts = of !== null && to !== null ? { of, to } : null;
    const parameter = read.measured('parameter');
    return { parameter, parts, classes: readClasses(read), ...readLimits('ratio', read) };
  },
  classesIn: ({ classes }) => classes,
  judge: ({ parameter, parts, ...limits }, subject) => {
    const batch = batchOf(subject);
    const reported = latest(batch, parameter);
    if (reported.length > 0) {
      return worstOf(
        reported.map((each) =>
          each.unit === '1'
            ? answer(parameter, each.value, isWithin(each.value, limits), limits, [measurementEvidence(each)])
            : otherUnit(each, '1'),
        ),
      );
    }
    return parts ? fromParts(parameter, parts, limits, batch) : notMeasured(batch, parameter);
  },
  asks: ({ parameter, parts, ...limits }) => [
    { kind: 'MEASURE', parameter, limit: limitWords(limits, '1') },
    ...[parts?.of, parts?.to].flatMap((part) =>
      part ? [{ kind: 'MEASURE' as const, parameter: part, limit: null }] : [],
    ),
  ],
};

function fromParts(
  parameter: MeasurementParameterCode,
  parts: { of: MeasurementParameterCode; to: MeasurementParameterCode },
  limits: Limits,
  batch: BatchFacts,
): Judgement {
  const [of, ...moreOf] = latest(batch, parts.of);
  const [to, ...moreTo] = latest(batch, parts.to);
  if (!of) return notMeasured(batch, parts.of);
  if (!to) return notMeasured(batch, parts.to);
  if (moreOf.length > 0 || moreTo.length > 0) return severalSamples(parameter, batch);
  const [ofUnit, toUnit] = [MEASUREMENT_PARAMETERS[parts.of].unit, MEASUREMENT_PARAMETERS[parts.to].unit];
  const [above, below] = [valueIn(of, ofUnit), valueIn(to, toUnit)];
  if (above === null) return otherUnit(of, ofUnit);
  if (below === null) return otherUnit(to, toUnit);
  if (compareDecimal(below, ZERO) <= 0) return notMeasured(batch, parts.to);
  return answer(parameter, quotient(above, below, 2), quotientWithin(above, below, limits), limits, [
    measurementEvidence(of),
    measurementEvidence(to),
  ]);
}

/** Compares products instead of the quotient, which has no end: nothing is rounded unless the rule says so. */
function quotientWithin(of: Decimal, to: Decimal, limits: Limits): boolean {
  const { minimum, maximum, decimals } = limits;
  if (decimals !== null) return isWithin(quotient(of, to, decimals), limits);
  return (
    (minimum === null || compareDecimal(of, multiplyDecimal(minimum, to)) >= 0) &&
    (maximum === null || compareDecimal(of, multiplyDecimal(maximum, to)) <= 0)
  );
}

function severalSamples(parameter: MeasurementParameterCode, batch: BatchFacts): Judgement {
  const { name } = MEASUREMENT_PARAMETERS[parameter];
  return undecided(
    said(() =>
      both(
        `同日有多个样品，无法配对计算${name.zh}。`,
        `Several samples of one day cannot be paired: ${name.en}.`,
      ),
    ),
    step(
      'INSPECTION_BODY',
      `检验员直接录入${name.zh}。`,
      `The inspector enters the ratio itself: ${name.en}.`,
    ),
    [{ type: 'batch', id: batch.id, field: parameter, value: null }],
  );
}

function answer(
  parameter: MeasurementParameterCode,
  shown: Decimal,
  ok: boolean,
  limits: Limits,
  evidence: readonly Evidence[],
): Judgement {
  const { name } = MEASUREMENT_PARAMETERS[parameter];
  const demand = limitWords(limits, '1');
  const text = both(
    `${name.zh} ${shown}，要求${demand.zh}。`,
    `${name.en} ${shown}; demanded: ${demand.en}.`,
  );
  return (ok ? passed : failed)(text, evidence);
}
