import type { Rule } from './rule.js';

/** The kind of rule by which a packing run draws from one orchard registration only. */
export const ONE_REGISTRATION_A_RUN = 'single-registration-per-run';

/**
 * Whether a market has to be settled before fruit is packed for it: where its cartons name the orchard, only a run that was made
 * for it draws from one registration, and no packed fruit is marked for it afterwards.
 *
 * @param inForce the rules for the market that are in force on the day
 */
export const isSettledBeforePacking = (inForce: readonly Pick<Rule, 'kind'>[]): boolean =>
  inForce.some(({ kind }) => kind === ONE_REGISTRATION_A_RUN);
