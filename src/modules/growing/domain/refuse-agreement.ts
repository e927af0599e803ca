import type { OrganisationId, UserId } from '../../../kernel/ids.js';
import type { RefusalOf } from '../../../kernel/refusal.js';
import type { growingRefusals } from '../growing.refusals.js';

/** A correction or voiding of a spray or a treatment, as far as agreeing to it is concerned. */
export interface CorrectionMade {
  readonly organisationId: OrganisationId;
  readonly recordedById: UserId;
  readonly needsAgreement: boolean;
  readonly isAgreed: boolean;
  /** Whether another correction took its place. */
  readonly isCorrected: boolean;
}

/**
 * Refuses an agreement that is no second party's, or that there is nothing to agree to. Whoever sprayed or treated gains
 * by its not having happened, so neither the account that made the correction nor anybody who belongs to its
 * organisation, by whatever account, agrees to it.
 *
 * @param by   who agrees, with every organisation the person belongs to
 * @param path the field that names the correction
 * @returns CORRECTION_NEEDS_NO_AGREEMENT, CORRECTION_AGREED_ALREADY, CORRECTION_CORRECTED_SINCE or
 *   CORRECTION_NEEDS_ANOTHER_ORGANISATION; else empty
 * @see docs/adr/0034-agreed-corrections.md
 */
export function refuseAgreement(
  made: CorrectionMade,
  by: { readonly userId: UserId; readonly organisationIds: readonly OrganisationId[] },
  path: string,
): RefusalOf<typeof growingRefusals>[] {
  const refused = (code: AgreementRefused) => [{ code, values: {}, path: [path] }];
  if (!made.needsAgreement) return refused('CORRECTION_NEEDS_NO_AGREEMENT');
  if (made.isAgreed) return refused('CORRECTION_AGREED_ALREADY');
  if (made.isCorrected) return refused('CORRECTION_CORRECTED_SINCE');
  if (by.userId === made.recordedById || by.organisationIds.includes(made.organisationId))
    return refused('CORRECTION_NEEDS_ANOTHER_ORGANISATION');
  return [];
}

type AgreementRefused =
  | 'CORRECTION_NEEDS_NO_AGREEMENT'
  | 'CORRECTION_AGREED_ALREADY'
  | 'CORRECTION_CORRECTED_SINCE'
  | 'CORRECTION_NEEDS_ANOTHER_ORGANISATION';
