import type { LocalDate } from '../../../kernel/local-date.js';
import type { Bilingual } from '../../../kernel/refusal.js';

/** A ban as far as it is known. Several acts may ban the same substance. */
export interface Ban {
  /** Code of the act, as in `reference/banned-substances.json`. */
  readonly act: string;
  /** Code of the substance. */
  readonly substance: string;
  readonly substanceZh: string;
  readonly substanceEn: string | null;
  readonly scope: Bilingual;
  /** First day on which use is forbidden; null: the text names none, and use is forbidden throughout. */
  readonly bannedFrom: LocalDate | null;
  /** Last day on which it was; null: it still is. */
  readonly validTo: LocalDate | null;
  readonly confidence: 'official' | 'confirmed' | 'secondary' | 'unverified';
}

/** A ban that the use of a substance ran into. */
export interface BannedUse {
  readonly ban: Ban;
  /** Whether the ban was read in an official text or confirmed; if not, it warns and settles nothing. */
  readonly isSettled: boolean;
}

/**
 * Which bans the use of these substances on a day ran into.
 *
 * @param substances codes; a name without a code matches nothing
 * @param bans of any day and any substance
 * @param day  of the use, the legal day; first and last day of a ban are included
 * @see reference/banned-substances.json
 */
export function bannedSubstancesOn(
  day: LocalDate,
  substances: readonly string[],
  bans: readonly Ban[],
): BannedUse[] {
  return bans
    .filter(({ substance }) => substances.includes(substance))
    .filter(({ bannedFrom, validTo }) => (bannedFrom ?? day) <= day && day <= (validTo ?? day))
    .map((ban) => ({ ban, isSettled: ban.confidence === 'official' || ban.confidence === 'confirmed' }));
}
