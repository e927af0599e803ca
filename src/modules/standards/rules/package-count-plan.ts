import { both, passed, said, step } from '../domain/judgement.js';
import { batchOf, type RuleKind } from '../domain/rule-kind.js';
import type { Rule } from '../domain/rule.js';
import { unitsOf } from '../domain/sampling/explain-plan.js';
import { refusePackageCounts, type PackageCountStep } from '../domain/sampling/package-count.js';
import { planPackageCount } from '../domain/sampling/plan-sample.js';
import { readParameters } from './read-parameters.js';
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

interface PackageCount {
  readonly steps: readonly PackageCountStep[];
}

const KIND = 'package-count-plan';

/**
 * An inspection body opened as many cartons as the table of the base office, a market or a contract asks for. What was
 * found in them is held against the tolerances by rules of their own, so that too few cartons leave open and never
 * fail.
 *
 * @see reference/package-counts.json: the example that ships is unverified; docs/adr/0020-worksheets.md
 */
export const packageCountPlan: RuleKind<PackageCount> = {
  kind: KIND,
  subjects: ['BATCH'],
  actDay: 'PACKING_DAY',
  ofMarket: false,
  releasable: true,
  remedy: step(
    'PACKHOUSE',
    '包装厂另请检验，按方案开箱。',
    'The packhouse asks for another inspection by the plan.',
  ),
  parseParameters: (raw) => {
    const steps = readParameters(KIND, raw, ['steps']).objects('steps').map(stepOf);
    const [refusal] = refusePackageCounts(steps);
    if (refusal)
      throw new RangeError(
        `${KIND}: steps must be a table without gaps that never opens fewer: ${refusal.code}`,
      );
    return { steps };
  },
  judge: ({ steps }, subject, { rule }) => {
    const batch = batchOf(subject);
    const size = batch.cartonCount ?? null;
    if (size === null) return cartonsUnknown(batch);
    const planned = planOf(steps, rule, size);
    if (!planned.ok) return noPlan(batch, planned.error);
    const plan = planned.value;
    const sample = lastSample(batch);
    if (!sample || sample.cartonsOpened === null) return notSampled(batch, plan);
    const evidence = [sampleEvidence(sample, 'cartonsOpened', sample.cartonsOpened)];
    if (sample.cartonsOpened < plan.sampleSize) return tooFew(plan, sample.cartonsOpened, evidence);
    const [opened, wanted] = [sample.cartonsOpened, plan.sampleSize].map((n) => unitsOf(n, 'CARTON'));
    return passed(
      said(() =>
        both(
          `已开 ${opened?.zh}，要求 ${wanted?.zh}。`,
          `${opened?.en} opened; the plan asks for ${wanted?.en}.`,
        ),
      ),
      [...evidence, plannedEvidence(plan)],
    );
  },
  asks: ({ steps }, subject, { rule }) => {
    const size = batchOf(subject).cartonCount ?? null;
    return size === null ? askedWithoutCartons : askedOf(planOf(steps, rule, size));
  },
};

const planOf = (steps: readonly PackageCountStep[], rule: Rule, batchSize: number) =>
  planPackageCount({
    table: { ...standardOf(rule, true), code: rule.code, steps },
    batchSize,
  });

function stepOf(each: unknown, index: number): PackageCountStep {
  const read = readParameters(`${KIND}: steps[${index}]`, each, ['from', 'to', 'packages']);
  const [from, packages] = [read.optionalInteger('from'), read.optionalInteger('packages')];
  if (from === null || packages === null)
    throw new RangeError(`${KIND}: steps[${index}].packages must be given for each step`);
  return { from, to: read.optionalInteger('to'), packages };
}
