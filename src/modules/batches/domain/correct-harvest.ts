import { grams, type Grams } from '../../../kernel/mass.js';

/** What a harvest batch holds after its mass was corrected, grams. */
export interface Corrected {
  readonly massGrams: Grams;
  readonly remainingGrams: Grams;
  /** Drawn already, but never there by the corrected mass. */
  readonly deficitGrams: Grams;
}

/**
 * Corrects the mass of a harvest. A correction is a fact and is never refused for what was already drawn: where more
 * was drawn than there was, the difference is a deficit, and everything made of the batch waits until it is
 * reconciled and the base office has agreed.
 *
 * @param before   masses as recorded, grams
 * @param massGrams the mass as it is now known, grams, above zero
 * @see docs/domain/mass-balance.md
 */
export function correctHarvest(before: Corrected, massGrams: Grams): Corrected {
  const drawn = before.massGrams - before.remainingGrams + before.deficitGrams;
  return massGrams >= drawn
    ? { massGrams, remainingGrams: grams(massGrams - drawn), deficitGrams: grams(0) }
    : { massGrams, remainingGrams: grams(0), deficitGrams: grams(drawn - massGrams) };
}
