import { seasonEnd, seasonOf, type LocalDate } from '../../../kernel/local-date.js';
import type { RegistrationKind } from './registration.js';

/** What whoever looks after a registration should see to. */
const REGISTRATION_WARNINGS = [
  'BELOW_100_MU',
  'ENDS_BEFORE_SEASON',
  'ENDED',
  'ENTRY_UNCONFIRMED',
  'YIELD_MISSING',
  'YIELD_UNCONFIRMED',
  'CAPACITY_ALMOST_USED',
  'CAPACITY_EXCEEDED',
  'PLANS_EXCEED_CAPACITY',
  'REVIEW_DUE',
] as const;
export type RegistrationWarning = (typeof REGISTRATION_WARNINGS)[number];

/** 100 mu, in hundredths: what customs ask of a registered orchard (Order 91, Art. 5). Whether they lie together is not known here. */
const LEAST_MU_HUNDREDTHS = 10_000;
/** Almost used: less than a tenth is left. A default of this product. */
const ALMOST_USED = 10;

/**
 * What is known of a registration; null: not known, or not to this account. Areas in hundredths of a mu, yields in
 * grams.
 */
export interface RegistrationState {
  readonly kind: RegistrationKind;
  /** Whether this account may know area, yield and use. */
  readonly isKnown: boolean;
  /** Last day on which it stands; null: none is set. */
  readonly endsOn: LocalDate | null;
  readonly nextReviewOn: LocalDate | null;
  /** Whether the registration, or a plot under it, waits for the base office. */
  readonly isWaiting: boolean;
  readonly declaredMuHundredths: number | null;
  readonly declaredYieldGrams: number | null;
  readonly isYieldConfirmed: boolean | null;
  /** Declared less what left and what was cleared; below zero where more was taken. */
  readonly remainingGrams: number | null;
  readonly plannedGrams: number | null;
}

/** Days from today to the last day of a registration: 0 on that day, below zero afterwards; null without a last day. */
export const daysToExpiry = (endsOn: LocalDate | null, today: LocalDate): number | null =>
  endsOn === null ? null : Math.round((Date.parse(endsOn) - Date.parse(today)) / 86_400_000);

/**
 * What whoever looks after a registration should see to, in the order of the list. Nothing of it gates: what stops a
 * lot is said by the rules on registrations.
 *
 * @param today the legal day; the season it lies in is the one that has to be got through
 */
export function registrationWarnings(state: RegistrationState, today: LocalDate): RegistrationWarning[] {
  const { endsOn, nextReviewOn } = state;
  const found = new Set<RegistrationWarning>();
  if (endsOn !== null && endsOn < today) found.add('ENDED');
  else if (endsOn !== null && endsOn < seasonEnd(seasonOf(today))) found.add('ENDS_BEFORE_SEASON');
  if (nextReviewOn !== null && nextReviewOn <= today) found.add('REVIEW_DUE');
  if (state.isWaiting) found.add('ENTRY_UNCONFIRMED');
  if (state.kind === 'ORCHARD' && state.isKnown) for (const each of ofOrchard(state)) found.add(each);
  return REGISTRATION_WARNINGS.filter((warning) => found.has(warning));
}

function ofOrchard(state: RegistrationState): RegistrationWarning[] {
  const { declaredMuHundredths, declaredYieldGrams, remainingGrams, plannedGrams } = state;
  const found: RegistrationWarning[] = [];
  if (declaredMuHundredths !== null && declaredMuHundredths < LEAST_MU_HUNDREDTHS) found.push('BELOW_100_MU');
  if (declaredYieldGrams === null || remainingGrams === null) return [...found, 'YIELD_MISSING'];
  if (state.isYieldConfirmed === false) found.push('YIELD_UNCONFIRMED');
  if (remainingGrams < 0) found.push('CAPACITY_EXCEEDED');
  else if (remainingGrams * ALMOST_USED < declaredYieldGrams) found.push('CAPACITY_ALMOST_USED');
  if (plannedGrams !== null && plannedGrams > 0 && plannedGrams > remainingGrams)
    found.push('PLANS_EXCEED_CAPACITY');
  return found;
}
