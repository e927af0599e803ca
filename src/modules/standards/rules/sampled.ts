import type { BatchFacts, SampleFacts } from '../domain/facts.js';
import type { Evidence, Judgement } from '../domain/finding.js';
import { both, said, step, undecided } from '../domain/judgement.js';
import type { Asked } from '../domain/rule-kind.js';
import { weakest, type Bilingual, type Rule } from '../domain/rule.js';
import { samplingRefusals, type SamplingRefusal } from '../domain/sampling/sampling.refusals.js';
import type { SamplingPlan, SamplingStandard } from '../domain/sampling/sampling-plan.js';
import { unitsOf } from '../domain/sampling/explain-plan.js';
import type { Result } from '../../../kernel/result.js';

/**
 * The text a plan rests on: the rule that names it.
 *
 * @param comparedWithText whether somebody of the base office compared the plan with the standard itself. The tables and
 *   the reckoning of this product were read elsewhere (reference/sampling-standards.json), so that without it they
 *   settle nothing, however well the contract was read.
 */
export const standardOf = (rule: Rule, comparedWithText: boolean): SamplingStandard => ({
  title: rule.title,
  edition: rule.edition,
  source: rule.source,
  confidence: comparedWithText ? rule.confidence : weakest([rule.confidence, 'secondary']),
});

/** The sample that counts: the last one an inspection body drew. */
export const lastSample = ({ samples }: BatchFacts): SampleFacts | null =>
  (samples ?? []).reduce<SampleFacts | null>(
    (last, each) => (!last || (each.sampledOn ?? '') >= (last.sampledOn ?? '') ? each : last),
    null,
  );

/** One figure of a sample as evidence; null where it was not recorded. */
export const sampleEvidence = (
  { id }: SampleFacts,
  field: 'cartonsOpened' | 'cartonsCounted' | 'nonconformingCartons' | 'fruitsExamined' | 'infestedFruits',
  value: number | null,
): Evidence => ({ type: 'inspection', id, field, value });

/** How many units the plan asks for, as evidence. */
export const plannedEvidence = ({ sampleSize, unit }: SamplingPlan): Evidence => ({
  type: 'sampling-plan',
  id: null,
  field: 'sampleSize',
  value: sampleSize,
  unit,
});

/** INDETERMINATE: no plan can be made for a batch whose cartons nobody counted. */
export const cartonsUnknown = (batch: BatchFacts): Judgement =>
  undecided(
    both(
      '未记录该包装批的箱数，抽样方案无从确定。',
      'How many cartons the batch has is not recorded, so no plan can be made.',
    ),
    step('PACKHOUSE', '包装厂记录箱数。', 'The packhouse records the number of cartons.'),
    [{ type: 'batch', id: batch.id, field: 'cartonCount', value: null }],
  );

/** INDETERMINATE: nothing was drawn yet, and this is what to draw. */
export const notSampled = (batch: BatchFacts, plan: SamplingPlan): Judgement =>
  undecided(
    said(() =>
      both(
        `尚未抽样，应抽 ${unitsOf(plan.sampleSize, plan.unit).zh}。`,
        `No sample was drawn yet; the plan asks for ${unitsOf(plan.sampleSize, plan.unit).en}.`,
      ),
    ),
    { ...plan.explanation.take, by: 'INSPECTION_BODY' },
    [{ type: 'batch', id: batch.id, field: 'samples', value: null }, plannedEvidence(plan)],
  );

/** INDETERMINATE: fewer than the plan asks for; what is drawn so far settles nothing yet. */
export function tooFew(plan: SamplingPlan, drawn: number, evidence: readonly Evidence[]): Judgement {
  const [has, wants, more] = [drawn, plan.sampleSize, plan.sampleSize - drawn].map((n) =>
    unitsOf(n, plan.unit),
  );
  if (!has || !wants || !more) throw new Error('three numbers give three texts');
  return undecided(
    said(() =>
      both(
        `已检 ${has.zh}，抽样方案要求 ${wants.zh}。`,
        `${has.en} examined; the plan asks for ${wants.en}.`,
      ),
    ),
    step(
      'INSPECTION_BODY',
      `检验员再随机抽取 ${more.zh}。`,
      `The inspector draws ${more.en} more at random.`,
    ),
    [...evidence, plannedEvidence(plan)],
  );
}

const wordsOf = (refusal: SamplingRefusal): Bilingual => {
  const say = samplingRefusals[refusal.code] as (values: unknown) => Bilingual;
  return say(refusal.values);
};

const reasonsOf = (refusals: readonly SamplingRefusal[]): Bilingual => {
  const each = refusals.map(wordsOf);
  return both(`${each.map(({ zh }) => zh).join('；')}。`, `${each.map(({ en }) => en).join('; ')}.`);
};

/** INDETERMINATE: the tables give no plan for this batch, and why. */
export const noPlan = (batch: BatchFacts, refusals: readonly SamplingRefusal[]): Judgement =>
  undecided(
    reasonsOf(refusals),
    step(
      'BASE_OFFICE',
      '基地办公室确定适用的抽样方案。',
      'The base office settles which sampling plan applies.',
    ),
    [{ type: 'batch', id: batch.id, field: 'cartonCount', value: batch.cartonCount ?? null }],
  );

/** What a plan asks of the worksheet, or why there is none. */
export const askedOf = (planned: Result<SamplingPlan, SamplingRefusal[]>): Asked[] =>
  planned.ok
    ? [{ kind: 'SAMPLE', plan: planned.value }]
    : [{ kind: 'NO_SAMPLE', why: reasonsOf(planned.error) }];

/** What is asked where no plan can be made, because the cartons of the batch were not recorded. */
export const askedWithoutCartons: readonly Asked[] = [
  {
    kind: 'NO_SAMPLE',
    why: both('未记录该包装批的箱数。', 'How many cartons the batch has is not recorded.'),
  },
];
