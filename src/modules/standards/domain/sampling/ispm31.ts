import { nonNegativeInteger } from '../../../../kernel/integer.js';
import type { DetectionAim } from './sampling-plan.js';

const MILLION = 1_000_000n;
const LARGEST_BATCH = 10_000_000; // fruits: some 2 000 t, beyond any packed batch
const FINEST_LEVEL = 100n * MILLION; // 0.01 %, in ppm of ppm; ISPM 31 goes down to 0.1 %

/**
 * The smallest sample that finds at least one infested unit with the confidence level, if the batch is infested at the
 * level of detection. Without replacement (hypergeometric) in a batch of known size, otherwise binomial.
 *
 * - Infested units are level times batch size, rounded **down** to whole ones.
 * - Efficacy below 100 % is counted by looking for the lower level `efficacy * level`.
 *
 * Where a sample reaches the confidence level exactly, it is enough: what is close is compared in whole numbers.
 *
 * @param batchSize units; null: taken as endless
 * @returns null if the level is less than one unit of the batch: no sample can promise it
 * @throws RangeError for a batch above 10 million, a level (with efficacy) below 0.01 % or above 100 %, or a confidence
 *   level of nothing or of certainty
 * @see ISPM 31 (2008), appendices 1 to 3; reference/sampling-standards.json says what of it was read
 */
export function detectionSampleSize(batchSize: number | null, aim: DetectionAim): number | null {
  const level = levelLookedFor(aim);
  const missed = MILLION - BigInt(aim.confidenceLevel);
  if (batchSize === null) return smallest((n) => missesInEndless(level, n, missed));
  const size = nonNegativeInteger(batchSize, 'batch size');
  if (size > LARGEST_BATCH) throw new RangeError(`a batch of more than ${LARGEST_BATCH}`);
  const infested = Number((BigInt(size) * level) / (MILLION * MILLION));
  if (infested === 0) return null;
  return smallest((n) => missesInBatch(size, infested, n, missed));
}

/** Level times efficacy in ppm of ppm. */
function levelLookedFor({ detectionLevel, confidenceLevel, efficacy }: DetectionAim): bigint {
  const whole = Number(MILLION);
  if (detectionLevel > whole || efficacy > whole) throw new RangeError('a level or efficacy above 100 %');
  if (confidenceLevel === 0 || confidenceLevel >= whole)
    throw new RangeError('a confidence level lies between nothing and certainty');
  const level = BigInt(detectionLevel) * BigInt(efficacy);
  if (level < FINEST_LEVEL) throw new RangeError('a level of detection, with efficacy, below 0.01 %');
  return level;
}

/** (1 - level) ** n <= missed */
function missesInEndless(level: bigint, n: number, missed: bigint): boolean {
  const whole = MILLION * MILLION;
  const far = farFrom(missed, n * Math.log1p(-Number(level) / Number(whole)));
  return far ?? (whole - level) ** BigInt(n) * MILLION <= missed * whole ** BigInt(n);
}

/**
 * C(size - infested, n) / C(size, n) <= missed. Both are products of n quotients, or as well of `infested` ones: the
 * shorter is taken.
 */
function missesInBatch(size: number, infested: number, n: number, missed: bigint): boolean {
  if (n + infested > size) return true; // more than the sound ones: one of them is infested
  const [factors, less] = [Math.min(n, infested), Math.max(n, infested)];
  let logarithm = 0;
  for (let i = 0; i < factors; i += 1) logarithm += Math.log1p(-less / (size - i));
  const far = farFrom(missed, logarithm);
  if (far !== null) return far;
  let [clean, all] = [1n, 1n];
  for (let i = 0; i < factors; i += 1) {
    clean *= BigInt(size - less - i);
    all *= BigInt(size - i);
  }
  return clean * MILLION <= missed * all;
}

/**
 * Whether a chance of missing, told by its logarithm, is below the allowed one, where that is beyond doubt: rounding
 * errors stay below 1e-9, one more unit changes it by 5e-5 or more. Null where it has to be reckoned exactly.
 */
function farFrom(missed: bigint, logarithm: number): boolean | null {
  const beyond = logarithm - Math.log(Number(missed) / Number(MILLION));
  return Math.abs(beyond) < 1e-6 ? null : beyond < 0;
}

/** The smallest n from 1 that is enough, more always being enough as well. */
function smallest(enough: (n: number) => boolean): number {
  let above = 1;
  while (!enough(above)) above *= 2;
  let below = Math.floor(above / 2);
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2);
    if (enough(middle)) above = middle;
    else below = middle;
  }
  return above;
}
