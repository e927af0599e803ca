import type { SubstanceRefusal } from '../substance.refusals.js';

/** Why names that two people confirmed are none of the substance after all: a closed list, so that nobody is named in it. */
export const NAMES_WITHDRAWAL_REASONS = ['OTHER_SUBSTANCE', 'SEVERAL_SUBSTANCES', 'NOT_IN_TEXT'] as const;
export type NamesWithdrawalReason = (typeof NAMES_WITHDRAWAL_REASONS)[number];

/** What is known of an entry whose names somebody wants to take back. */
export interface NamesWithdrawal {
  readonly code: string;
  readonly otherNames: readonly string[];
  readonly confirmedAt: string | null;
  readonly withdrawalAskedById: string | null;
  readonly withdrawnAt: string | null;
}

/**
 * Why the withdrawal of an entry's other names cannot be asked for; every reason.
 *
 * @see docs/adr/0039-names-taken-back.md
 */
export function refuseAskingWithdrawal(of: NamesWithdrawal): SubstanceRefusal[] {
  const values = { code: of.code };
  if (of.confirmedAt === null) return [{ code: 'SUBSTANCE_NOT_CONFIRMED', values }];
  if (of.withdrawnAt !== null) return [{ code: 'SUBSTANCE_WITHDRAWN_ALREADY', values }];
  return [
    ...(of.otherNames.length === 0 ? [{ code: 'SUBSTANCE_WITHOUT_OTHER_NAMES' as const, values }] : []),
    ...(of.withdrawalAskedById !== null ? [{ code: 'SUBSTANCE_WITHDRAWAL_WAITS' as const, values }] : []),
  ];
}

/** Why it cannot be confirmed by this person. @param by who would confirm */
export function refuseWithdrawal(of: NamesWithdrawal, by: string): SubstanceRefusal[] {
  const values = { code: of.code };
  if (of.withdrawnAt !== null) return [{ code: 'SUBSTANCE_WITHDRAWN_ALREADY', values }];
  if (of.withdrawalAskedById === null) return [{ code: 'SUBSTANCE_WITHDRAWAL_NOT_ASKED', values }];
  return of.withdrawalAskedById === by ? [{ code: 'SUBSTANCE_WITHDRAWAL_TAKES_TWO', values }] : [];
}
