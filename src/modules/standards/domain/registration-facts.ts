import type { LocalDate } from '../../../kernel/local-date.js';
import type { Grams } from '../../../kernel/mass.js';

/**
 * What an orchard registration declared for one season of harvest, and what took of it: all in grams, of lots other than
 * the one judged, but for the shares.
 */
export interface CapacityFacts {
  readonly registrationId: string;
  readonly number: string;
  /** Of the harvest, as 2025/26. */
  readonly season: string;
  /** The yield declared to customs for the season; null: none is recorded. */
  readonly declared: { readonly massGrams: Grams; readonly isConfirmed: boolean } | null;
  /** In lots that left, also where they came back since. */
  readonly leftGrams: Grams;
  /** In lots that passed the gate of declaration and have not left. */
  readonly clearedGrams: Grams;
  /** How much of those two may have left under another registration, because none is printed on the cartons. */
  readonly unsureGrams: Grams;
  readonly shares: readonly CapacityShare[];
}

/** What one batch of those judged takes of it. */
export interface CapacityShare {
  readonly batchId: string;
  readonly massGrams: Grams;
  /** How much of that may leave under another registration as well. */
  readonly unsureGrams: Grams;
}

/** A registered orchard supplies a packhouse: 固定供货关系. */
export interface SupplyRelationFacts {
  readonly id: string;
  readonly packerId: string;
  readonly registrationId: string;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate | null;
  /** By a second person, of the base office. */
  readonly isConfirmed: boolean;
}
