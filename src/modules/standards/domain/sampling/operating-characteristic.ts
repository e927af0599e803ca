import { divideHalfUp, nonNegativeInteger, safeNumber } from '../../../../kernel/integer.js';
import { ppm, type Ppm } from '../../../../kernel/ppm.js';

const MILLION = 1_000_000n;

/** What decides how a plan judges: units drawn, and how many of them may be nonconforming. */
export interface DrawnAndAllowed {
  readonly sampleSize: number;
  readonly accept: number;
}

/**
 * How probably a plan accepts a batch in which a share `p` of the units is nonconforming, the batch being large against
 * the sample (binomial): the operating characteristic 抽检特性 as the standard prints it.
 *
 * Reckoned in whole numbers and rounded once, half up, to one in a million; so 1 000 000 may be a little less than certain.
 *
 * @param p at most 1 000 000 ppm
 * @throws RangeError for a larger share, or numbers that are not whole
 */
export function acceptanceProbability({ sampleSize, accept }: DrawnAndAllowed, p: Ppm): Ppm {
  if (p > 1_000_000) throw new RangeError('a share of nonconforming units is at most all of them');
  const n = nonNegativeInteger(sampleSize, 'sample size');
  const most = Math.min(nonNegativeInteger(accept, 'acceptance number'), n);
  const common = gcd(BigInt(p), MILLION); // 2.5 % is 1 of 40: short numbers keep long powers short
  const [bad, all] = [BigInt(p) / common, MILLION / common];
  const good = all - bad;
  let accepted = 0n;
  let ways = 1n; // of choosing k out of n
  for (let k = 0; k <= most; k += 1) {
    accepted += ways * bad ** BigInt(k) * good ** BigInt(most - k);
    ways = (ways * BigInt(n - k)) / BigInt(k + 1);
  }
  return rounded(accepted * good ** BigInt(n - most), all ** BigInt(n));
}

/**
 * How probably a plan accepts one batch with a known number of nonconforming units (hypergeometric). Exact as
 * {@link acceptanceProbability}.
 *
 * @throws RangeError unless sample and nonconforming units are at most the batch, and all whole numbers
 */
export function acceptanceProbabilityInBatch(
  { sampleSize, accept }: DrawnAndAllowed,
  batchSize: number,
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

/** One point of an operating characteristic curve 抽检特性曲线. */
export interface OperatingPoint {
  readonly nonconforming: Ppm;
  readonly accepted: Ppm;
}

/** The operating characteristic of a plan at each of the shares. */
export const operatingCurve = (plan: DrawnAndAllowed, shares: readonly Ppm[]): OperatingPoint[] =>
  shares.map((nonconforming) => ({ nonconforming, accepted: acceptanceProbability(plan, nonconforming) }));

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));

const rounded = (part: bigint, whole: bigint): Ppm =>
  ppm(safeNumber(divideHalfUp(part * MILLION, whole), 'a probability'));

function choose(of: number, k: number): bigint {
  const fewer = Math.min(k, of - k);
  let ways = 1n;
  for (let i = 1; i <= fewer; i += 1) ways = (ways * BigInt(of - fewer + i)) / BigInt(i);
  return ways;
}
