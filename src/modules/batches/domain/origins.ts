import { apportion, apportionMatrix } from '../../../kernel/apportion.js';
import type { BatchId, OrganisationId, PlotId } from '../../../kernel/ids.js';
import { sumGrams, type Grams } from '../../../kernel/mass.js';

/** A harvest that fruit came from, with its plot, cooperative and county. */
export interface Origin {
  readonly originBatchId: BatchId;
  readonly plotId: PlotId;
  readonly organisationId: OrganisationId;
  readonly countyCode: string;
}

/** How much came from there, in grams. */
export interface OriginShare extends Origin {
  readonly massGrams: Grams;
}

/**
 * What part of each origin goes with a draw: the largest-remainder share of what is left of it.
 *
 * @param left what is left of each origin, grams, adding up to what is left of the batch
 * @param take grams drawn, at most that sum
 * @returns shares that add up to `take`, each at most what is left of it; origins of which nothing goes are left out
 * @throws RangeError if more is taken than is left (the caller has checked the batch)
 */
export function drawShares(left: readonly OriginShare[], take: Grams): OriginShare[] {
  if (take > sumGrams(left.map((origin) => origin.massGrams)))
    throw new RangeError('more drawn than is left');
  const shares = apportion(
    take,
    left.map((origin) => origin.massGrams),
  );
  return left
    .map((origin, i) => ({ ...origin, massGrams: shares[i] ?? (0 as Grams) }))
    .filter((origin) => origin.massGrams > 0);
}

/** Adds up shares of the same origin, in order of origin, so that the outcome does not depend on the order of draws. */
export function mergeShares(shares: readonly OriginShare[]): OriginShare[] {
  const merged = new Map<BatchId, OriginShare>();
  for (const share of shares) {
    const before = merged.get(share.originBatchId);
    merged.set(
      share.originBatchId,
      before ? { ...before, massGrams: sumGrams([before.massGrams, share.massGrams]) } : share,
    );
  }
  return [...merged.values()].sort((a, b) => (a.originBatchId < b.originBatchId ? -1 : 1));
}

/**
 * Hands what went into a run over to what came out of it, origin by origin, in whole grams.
 *
 * Where the outputs weigh more than the inputs (inside the scales' tolerance), the gain is booked on the origins in
 * proportion; so the shares of every output add up to its mass whatever the scales said.
 *
 * @param drawn   merged shares of all draws, grams
 * @param outputs mass of each output, grams
 * @param gone    discarded, lost and missing together, grams
 * @returns for each output its shares, adding up to its mass
 * @throws RangeError if the masses do not fit each other (a bug: the run was balanced before)
 */
export function originsOfOutputs(
  drawn: readonly OriginShare[],
  outputs: readonly Grams[],
  gone: Grams,
): OriginShare[][] {
  const out = sumGrams([...outputs, gone]);
  const masses = drawn.map((origin) => origin.massGrams);
  const input = sumGrams(masses);
  const rows = out > input ? withGain(masses, (out - input) as Grams) : masses;
  const matrix = apportionMatrix(rows, [...outputs, gone]);
  return outputs.map((_, j) =>
    drawn
      .map((origin, i) => ({ ...origin, massGrams: matrix[i]?.[j] ?? (0 as Grams) }))
      .filter((share) => share.massGrams > 0),
  );
}

function withGain(masses: readonly Grams[], gain: Grams): Grams[] {
  const gains = apportion(gain, masses);
  return masses.map((mass, i) => sumGrams([mass, gains[i] ?? (0 as Grams)]));
}
