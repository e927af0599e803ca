import { percent, type Ppm } from '../../../kernel/ppm.js';
import type { BatchFacts, SampleFacts } from '../domain/facts.js';
import type { Judgement } from '../domain/finding.js';
import { both, failed, passed, restingOn, undecided, step } from '../domain/judgement.js';
import { batchOf, type RuleKind } from '../domain/rule-kind.js';
import type { Rule } from '../domain/rule.js';
import { unitsOf } from '../domain/sampling/explain-plan.js';
import { planIspm31 } from '../domain/sampling/plan-sample.js';
import type { DetectionAim, Ispm31Plan, SampledUnit } from '../domain/sampling/sampling-plan.js';
import { readParameters, type ParameterReader } from './read-parameters.js';
import {
  askedOf,
  askedWithoutCartons,
  cartonsUnknown,
  lastSample,
  noPlan,
  notSampled,
  plannedEvidence,
  sampleEvidence,
  standardOf,
  tooFew,
} from './sampled.js';

interface Ispm31 extends DetectionAim {
  readonly unit: SampledUnit;
  /** Whether somebody of the base office laid the plan beside the standard: before, it settles nothing. */
  readonly comparedWithText: boolean;
}

const KIND = 'ispm31-sample';
const UNITS = ['CARTON', 'FRUIT'] as const;

/**
 * A plant-health sample large enough to find what the market wants to be found, and nothing found in it. Any find
 * fails, however small the sample. How many fruits a batch has is not recorded, so that by fruits it is taken as
 * endless: the sample is then never too small. Level, confidence and efficacy are the rule's, in %.
 *
 * @see reference/sampling-standards.json, `ISPM-31` (secondary); docs/adr/0020-worksheets.md
 */
export const ispm31Sample: RuleKind<Ispm31> = {
  kind: KIND,
  subjects: ['BATCH'],
  actDay: 'PACKING_DAY',
  ofMarket: false,
  releasable: true,
  remedy: step(
    'PACKHOUSE',
    '包装厂停止发运，该批不得用于该市场。',
    'The packhouse keeps the batch back: it is not for this market.',
  ),
  parseParameters: (raw) => {
    const read = readParameters(KIND, raw, [
      'unit',
      'detectionLevel',
      'confidenceLevel',
      'efficacy',
      'comparedWithText',
    ]);
    const aim = {
      unit: read.oneOf('unit', UNITS),
      detectionLevel: share(read, 'detectionLevel'),
      confidenceLevel: share(read, 'confidenceLevel'),
      efficacy: share(read, 'efficacy'),
      comparedWithText: read.optionalBoolean('comparedWithText'),
    };
    const most = { detectionLevel: 1_000_000, confidenceLevel: 999_999, efficacy: 1_000_000 };
    for (const field of ['detectionLevel', 'confidenceLevel', 'efficacy'] as const)
      if (aim[field] > most[field])
        throw new RangeError(`${KIND}: ${field} must be at most 100, the confidence level below it`);
    return aim;
  },
  judge: (parameters, subject, { rule }) => {
    const batch = batchOf(subject);
    if (isUnknown(parameters, batch)) return cartonsUnknown(batch);
    const planned = planFor(parameters, rule, batch);
    if (!planned.ok) return noPlan(batch, planned.error);
    const sample = lastSample(batch);
    return sample ? judgeSample(planned.value, sample) : notSampled(batch, planned.value);
  },
  asks: (parameters, subject, { rule }) => {
    const batch = batchOf(subject);
    return isUnknown(parameters, batch) ? askedWithoutCartons : askedOf(planFor(parameters, rule, batch));
  },
};

const isUnknown = ({ unit }: Ispm31, { cartonCount }: BatchFacts): boolean =>
  unit === 'CARTON' && (cartonCount ?? null) === null;

const planFor = ({ unit, comparedWithText, ...aim }: Ispm31, rule: Rule, { cartonCount }: BatchFacts) =>
  planIspm31({
    standard: standardOf(rule, comparedWithText),
    batchSize: unit === 'CARTON' ? (cartonCount ?? null) : null,
    unit,
    ...aim,
  });

function judgeSample(plan: Ispm31Plan, sample: SampleFacts): Judgement {
  const { infestedFruits: found } = sample;
  if (found === null) return notCounted(plan, sample);
  const field = plan.unit === 'CARTON' ? 'cartonsCounted' : 'fruitsExamined';
  const examined = sample[field] ?? 0;
  const evidence = [sampleEvidence(sample, field, examined), sampleEvidence(sample, 'infestedFruits', found)];
  if (found === 0 && examined < plan.sampleSize) return tooFew(plan, examined, evidence);
  const all = unitsOf(examined, plan.unit);
  const words =
    found > 0
      ? both(`检验 ${all.zh}，查到有害生物。`, `${all.en} examined, pests found.`)
      : both(
          `检验 ${all.zh}，未查到有害生物。${plan.explanation.decide.zh}`,
          `${all.en} examined, no pest found. ${plan.explanation.decide.en}`,
        );
  const decide = found > 0 ? failed : passed;
  return restingOn(decide(words, [...evidence, plannedEvidence(plan)]), plan.confidence);
}

const notCounted = (plan: Ispm31Plan, sample: SampleFacts): Judgement =>
  undecided(
    both('未记录样品中查到的有害生物。', 'What pests were found in the sample is not recorded.'),
    step(
      'INSPECTION_BODY',
      '检验员录入查验结果，未查到也须录入。',
      'The inspector enters what was found, or that nothing was.',
    ),
    [sampleEvidence(sample, 'infestedFruits', null), plannedEvidence(plan)],
  );

/** A share in %, above nothing. */
function share(read: ParameterReader, field: string): Ppm {
  const value = percent(read.decimal(field));
  if (value === 0) throw new RangeError(`${KIND}: ${field} must be above nothing`);
  return value;
}
