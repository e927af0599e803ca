import { sumGrams, type Grams } from '../../../kernel/mass.js';
import type { Ppm } from '../../../kernel/ppm.js';

/**
 * What two weighings of the same fruit may differ by, in parts per million of the input. A convention of this product
 * for scales of ordinary accuracy, not a legal figure; every run stores the one it was judged by.
 */
export const SCALE_TOLERANCE = 5_000 as Ppm;

/** Masses that came out of a run, in grams. */
export interface RunOutcome {
  readonly outputs: readonly Grams[];
  /** Thrown away 弃果. */
  readonly discarded: Grams;
  /** Known to be gone: water, juice, rot between the scales. */
  readonly loss: Grams;
}

/**
 * How the masses of a run stand, in grams: `difference` is signed, input less everything that came out; `tolerated` is
 * what the scales may have lost.
 */
export type MassBalance =
  | { readonly kind: 'balanced'; readonly difference: number }
  | { readonly kind: 'outputs-exceed-inputs'; readonly excess: Grams }
  | { readonly kind: 'unexplained-shortfall'; readonly shortfall: Grams; readonly tolerated: Grams };

/**
 * Decides whether what came out of a run is covered by what went in: no kilogram from nowhere.
 *
 * Inside the tolerance a signed difference is booked as such, in grams (negative where more was weighed out than in).
 * Beyond it, more out than in is never allowed; less out than in needs a reason from a person. Gains count over the
 * whole way of the fruit: what runs upstream gained already is taken off the tolerance, so that weighing again and
 * again makes nothing.
 *
 * @param inputs    mass drawn from each source batch, grams; at least one
 * @param outcome   grams; no outputs means that everything was discarded or lost
 * @param tolerance parts per million of the input mass
 * @param hasReason whether somebody explained a shortfall
 * @param gainedBefore what runs upstream of the inputs gained together, grams
 * @throws RangeError if `inputs` is empty (a caller's bug, not a business outcome)
 * @see docs/domain/mass-balance.md
 */
export function weighRun(
  inputs: readonly Grams[],
  outcome: RunOutcome,
  tolerance: Ppm,
  hasReason: boolean,
  gainedBefore: Grams = 0 as Grams,
): MassBalance {
  if (inputs.length === 0) throw new RangeError('a run draws from at least one batch');
  const input = sumGrams(inputs);
  const difference = input - sumGrams([...outcome.outputs, outcome.discarded, outcome.loss]);
  const tolerated = Number((BigInt(input) * BigInt(tolerance)) / 1_000_000n) as Grams;
  if (difference < 0 && gainedBefore - difference > tolerated)
    return { kind: 'outputs-exceed-inputs', excess: -difference as Grams };
  if (difference > tolerated && !hasReason)
    return { kind: 'unexplained-shortfall', shortfall: difference as Grams, tolerated };
  return { kind: 'balanced', difference };
}
