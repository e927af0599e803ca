import { minusGrams, sumGrams, type Grams } from './mass.js';

interface Share {
  readonly index: number;
  readonly floor: bigint;
  readonly remainder: bigint;
}

/**
 * Splits `total` in proportion to `weights`, in whole grams, losing none: the largest-remainder method, ties going to
 * the lower index.
 *
 * @returns one mass a weight, summing to `total`; none above its weight while `total` is at most the sum of the weights
 * @throws RangeError if `total` is above 0 and every weight is 0 (or there is none)
 * @see docs/domain/mass-balance.md
 */
export function apportion(total: Grams, weights: readonly Grams[]): Grams[] {
  const sum = BigInt(sumGrams(weights));
  if (sum === 0n) {
    if (total > 0) throw new RangeError(`cannot apportion ${total} g over weights that are all zero`);
    return weights.map(() => 0 as Grams);
  }
  const shares: Share[] = weights.map((weight, index) => {
    const product = BigInt(total) * BigInt(weight); // may pass 2^53
    return { index, floor: product / sum, remainder: product % sum };
  });
  const result = shares.map((share) => Number(share.floor));
  // The grams left are fewer than the shares with a remainder, so a share without one (a weight of 0) never gets any.
  const left = total - result.reduce((a, b) => a + b, 0);
  const byRemainder = shares.toSorted((a, b) => compare(b.remainder, a.remainder) || a.index - b.index);
  for (const { index } of byRemainder.slice(0, left)) result[index] = (result[index] ?? 0) + 1;
  return result as Grams[];
}

function compare(a: bigint, b: bigint): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/**
 * Splits rows (what each origin gave) over columns (what each output weighs), in whole grams. Each column in turn is
 * apportioned over what is left of the rows, so that the last one takes the rest.
 *
 * @param rows    mass of each origin
 * @param columns mass of each output; the same sum as `rows`
 * @returns `result[row][column]`; row i sums to `rows[i]`, column j to `columns[j]`
 * @throws RangeError if the two sums differ
 * @see docs/domain/mass-balance.md
 */
export function apportionMatrix(rows: readonly Grams[], columns: readonly Grams[]): Grams[][] {
  const given = sumGrams(rows);
  const wanted = sumGrams(columns);
  if (given !== wanted) throw new RangeError(`rows weigh ${given} g and columns ${wanted} g`);
  const result: Grams[][] = rows.map(() => []);
  let left: readonly Grams[] = rows;
  for (const column of columns) {
    const parts = apportion(column, left);
    parts.forEach((part, row) => result[row]?.push(part));
    left = left.map((mass, row) => minusGrams(mass, parts[row] ?? (0 as Grams)));
  }
  return result;
}

/**
 * The mass that goes with `take` of the cartons left in a batch: their even share rounded down to the gram, so that
 * whoever takes the last carton takes the rest and nothing is lost on the way.
 *
 * @throws RangeError unless 0 <= take <= remainingCartons, both whole, and there is at least one carton left
 * @returns grams
 * @see docs/domain/mass-balance.md
 */
export function splitByCount(remainingMass: Grams, remainingCartons: number, take: number): Grams {
  if (!Number.isSafeInteger(remainingCartons) || remainingCartons < 1) {
    throw new RangeError(`cannot split a mass over ${remainingCartons} cartons`);
  }
  if (!Number.isSafeInteger(take) || take < 0 || take > remainingCartons) {
    throw new RangeError(`cannot take ${take} of ${remainingCartons} cartons`);
  }
  return Number((BigInt(remainingMass) * BigInt(take)) / BigInt(remainingCartons)) as Grams;
}
