import { divideHalfUp, nonNegativeInteger, safeNumber } from '../../../../kernel/integer.js';
import { percent, ppm, type Ppm } from '../../../../kernel/ppm.js';
import type { Iso2859Plan } from './sampling-plan.js';

const MILLION = 1_000_000n;

/** What decides how a plan judges: units drawn of how many, and how many of them may be nonconforming. */
export type DrawnAndAllowed = Pick<Iso2859Plan, 'batchSize' | 'sampleSize' | 'accept'>;

/** One point of an operating characteristic 抽检特性: with so many nonconforming units, accepted so probably. */
export interface OperatingPoint {
  readonly nonconforming: number;
  /** The same as a share of the batch, rounded half up. */
  readonly share: Ppm;
  readonly accepted: Ppm;
}

/**
 * Where a curve is shown, as shares of the batch: the series of the tables' own AQLs, from 0.65 % to 15 %, and two points
 * beyond at which hardly any plan accepts.
 */
const SHOWN = ['0.65', '1', '1.5', '2.5', '4', '6.5', '10', '15', '25', '40'].map(percent);

/**
 * How well a plan tells good batches from bad ones: of this one batch, not of a long series, so that a batch looked at
 * whole is accepted for certain or not at all. A small batch has fewer points, since a share is rounded up to whole
 * units. The shares it is shown at are a choice of the product.
 *
 * @throws RangeError as {@link acceptanceProbability}
 */
export function operatingCharacteristic(plan: DrawnAndAllowed): OperatingPoint[] {
  const all = BigInt(plan.batchSize);
  const counts = new Set(SHOWN.map((share) => Number((all * BigInt(share) + MILLION - 1n) / MILLION)));
  return [...counts].map((nonconforming) => ({
    nonconforming,
    share: rounded(BigInt(nonconforming), all),
    accepted: acceptanceProbability(plan, nonconforming),
  }));
}

/**
 * How probably a plan accepts a batch with a known number of nonconforming units (hypergeometric). Reckoned in whole
 * numbers and rounded once, half up, to one in a million; so 1 000 000 may be a little less than certain.
 *
 * @returns parts per million
 * @throws RangeError unless sample and nonconforming units are at most the batch, and all whole numbers
 */
export function acceptanceProbability(
  { batchSize, sampleSize, accept }: DrawnAndAllowed,
  nonconforming: number,
): Ppm {
  const all = nonNegativeInteger(batchSize, 'batch size');
  const n = nonNegativeInteger(sampleSize, 'sample size');
  const bad = nonNegativeInteger(nonconforming, 'nonconforming units');
  if (n > all || bad > all) throw new RangeError('sample and nonconforming units are part of the batch');
  const good = all - bad;
  const least = Math.max(0, n - good); // nonconforming units that no sample of this size can avoid
  const most = Math.min(nonNegativeInteger(accept, 'acceptance number'), n, bad);
  let accepted = 0n;
  let ways = choose(bad, least) * choose(good, n - least);
  for (let k = least; k <= most; k += 1) {
    accepted += ways;
    ways = (ways * BigInt(bad - k) * BigInt(n - k)) / (BigInt(k + 1) * BigInt(good - n + k + 1));
  }
  return rounded(accepted, choose(all, n));
}

const rounded = (part: bigint, whole: bigint): Ppm =>
  ppm(safeNumber(divideHalfUp(part * MILLION, whole), 'a probability'));

function choose(of: number, k: number): bigint {
  const fewer = Math.min(k, of - k);
  let ways = 1n;
  for (let i = 1; i <= fewer; i += 1) ways = (ways * BigInt(of - fewer + i)) / BigInt(i);
  return ways;
}
