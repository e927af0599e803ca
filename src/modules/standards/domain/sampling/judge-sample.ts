import { nonNegativeInteger } from '../../../../kernel/integer.js';
import { formatPercent, type Ppm } from '../../../../kernel/ppm.js';
import { err, ok, type Result } from '../../../../kernel/result.js';
import type { Evidence, Judgement } from '../finding.js';
import { both, failed, passed, restingOn } from '../judgement.js';
import { unitsOf } from './explain-plan.js';
import { withinTolerance } from './package-count.js';
import type { Iso2859Plan, Ispm31Plan, PackageCountPlan, SampledUnit } from './sampling-plan.js';
import type { SamplingRefusal } from './sampling.refusals.js';
import type { BatchOutcome } from './severity-switching.js';

/** What was looked at, and how much of it did not conform, in units of the plan. */
export interface SampleCount {
  readonly examined: number;
  readonly nonconforming: number;
}

/** What was found in opened cartons against one requirement. */
export interface OpenedCartons {
  readonly opened: number;
  /** Fruits in them, or their mass; `nonconforming` in the same measure. */
  readonly examined: number;
  readonly nonconforming: number;
  readonly tolerance: Ppm;
}

/** What the numbers of a plan say of the batch, whatever they rest on. */
export const outcomeOf = ({ reject }: Iso2859Plan | Ispm31Plan, nonconforming: number): BatchOutcome =>
  nonconforming >= reject ? 'NOT_ACCEPTED' : 'ACCEPTED';

/**
 * Judges a batch by the numbers of its plan. Verdicts that rest on a text nobody confirmed come out INDETERMINATE.
 *
 * A sample of another size than the plan's is refused: its numbers say nothing of it. Only where a single find counts
 * (ISPM 31) more may be examined.
 *
 * @throws RangeError unless the counts are whole numbers
 */
export function judgeByNumbers(
  plan: Iso2859Plan | Ispm31Plan,
  { examined, nonconforming }: SampleCount,
): Result<Judgement, SamplingRefusal[]> {
  const asPlanned = plan.scheme === 'ISPM_31' ? examined >= plan.sampleSize : examined === plan.sampleSize;
  const refusals = refuseCounts(examined, nonconforming, plan.sampleSize, asPlanned);
  if (refusals.length > 0) return err(refusals);
  const [all, bad] = [unitsOf(examined, plan.unit), unitsOf(nonconforming, plan.unit)];
  const found = both(
    `检验 ${all.zh}，不合格 ${bad.zh}；接收数 ${plan.accept}，拒收数 ${plan.reject}。`,
    `${all.en} examined, ${bad.en} nonconforming; acceptance number ${plan.accept}, rejection number ${plan.reject}.`,
  );
  const decide = outcomeOf(plan, nonconforming) === 'ACCEPTED' ? passed : failed;
  const evidence = sampleEvidence(examined, nonconforming, plan.unit);
  return ok(restingOn(decide(found, evidence), plan.confidence));
}

/**
 * Judges one requirement by the share found in the opened cartons. More cartons than planned may be opened.
 *
 * @throws RangeError unless the counts are whole numbers
 */
export function judgeByTolerance(
  plan: PackageCountPlan,
  { opened, examined, nonconforming, tolerance }: OpenedCartons,
): Result<Judgement, SamplingRefusal[]> {
  const refusals = refuseCounts(opened, 0, plan.sampleSize, opened >= plan.sampleSize);
  if (examined === 0 || nonconforming > examined) refusals.push(impossible(nonconforming, examined));
  if (refusals.length > 0) return err(refusals);
  const allowed = formatPercent(tolerance);
  const found = both(
    `开 ${opened} 箱，${examined} 中不合格 ${nonconforming}，容许度 ${allowed} %。`,
    `${unitsOf(opened, 'CARTON').en} opened, ${nonconforming} of ${examined} nonconforming, tolerance ${allowed} %.`,
  );
  const decide = withinTolerance(nonconforming, examined, tolerance) ? passed : failed;
  const evidence = [sampled('opened', opened, 'CARTON'), ...sampleEvidence(examined, nonconforming)];
  return ok(restingOn(decide(found, evidence), plan.confidence));
}

function refuseCounts(
  examined: number,
  found: number,
  planned: number,
  asPlanned: boolean,
): SamplingRefusal[] {
  const [all, bad] = [nonNegativeInteger(examined, 'examined'), nonNegativeInteger(found, 'nonconforming')];
  const refusals: SamplingRefusal[] = [];
  if (!asPlanned)
    refusals.push({ code: 'SAMPLE_NOT_AS_PLANNED', values: { examined: all, planned }, path: ['examined'] });
  if (bad > all) refusals.push(impossible(bad, all));
  return refusals;
}

const impossible = (found: number, examined: number): SamplingRefusal => ({
  code: 'SAMPLE_COUNT_IMPOSSIBLE',
  values: { found, examined },
  path: ['nonconforming'],
});

const sampled = (field: string, value: number, unit?: SampledUnit): Evidence => ({
  type: 'sample',
  id: null,
  field,
  value,
  ...(unit === undefined ? {} : { unit }),
});

const sampleEvidence = (examined: number, nonconforming: number, unit?: SampledUnit): Evidence[] => [
  sampled('examined', examined, unit),
  sampled('nonconforming', nonconforming, unit),
];
