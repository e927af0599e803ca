import type { OrganisationId, UserId } from '../../../kernel/ids.js';
import type { RefusalOf } from '../../../kernel/refusal.js';
import type { growingRefusals } from '../growing.refusals.js';
import { isSettledBy, type Settled } from './settling.js';

/** A correction or voiding of a spray or a treatment, as far as agreeing to it is concerned. */
export interface CorrectionMade extends Settled {
  readonly organisationId: OrganisationId;
  /** Who made it, and those before it that nobody has agreed to either: they are settled together. */
  readonly madeByIds: readonly UserId[];
  /** Whether another correction took its place. */
  readonly isCorrected: boolean;
}

/**
 * A correction as it is settled, with those that led to it and that nobody has agreed to: who agrees to the last one agrees to
 * those before it.
 *
 * @param chain what it corrects, in turn, and itself
 * @param isCorrected whether another correction took its place
 */
export const correctionMade = (
  { organisationId, needsAgreement, agreedAt, declinedAt }: Omit<CorrectionMade, 'madeByIds' | 'isCorrected'>,
  chain: readonly (Settled & { readonly recordedById: UserId })[],
  isCorrected: boolean,
): CorrectionMade => ({
  organisationId,
  madeByIds: chain.filter((link) => isSettledBy(null, link)).map(({ recordedById }) => recordedById),
  needsAgreement,
  agreedAt,
  declinedAt,
  isCorrected,
});

/**
 * Refuses an agreement, or a declining, that is no second party's, or that there is nothing to settle by. Whoever sprayed or
 * treated gains by its not having happened, so neither the account that made the correction, or one that led to it, nor anybody who
 * belongs to its organisation, by whatever account, settles it. What was declined is not agreed to: it is entered anew, with what shows it.
 *
 * @param by   who settles it, with every organisation the person belongs to
 * @param path the field that names the correction
 * @returns CORRECTION_NEEDS_NO_AGREEMENT, CORRECTION_AGREED_ALREADY, CORRECTION_CORRECTED_SINCE,
 *   CORRECTION_DECLINED or CORRECTION_NEEDS_ANOTHER_ORGANISATION; else empty
 * @see docs/adr/0034-agreed-corrections.md, docs/adr/0040-declined-corrections.md
 */
export function refuseAgreement(
  made: CorrectionMade,
  by: { readonly userId: UserId; readonly organisationIds: readonly OrganisationId[] },
  path: string,
): RefusalOf<typeof growingRefusals>[] {
  const refused = (code: AgreementRefused) => [{ code, values: {}, path: [path] }];
  if (!made.needsAgreement) return refused('CORRECTION_NEEDS_NO_AGREEMENT');
  if (made.agreedAt !== null) return refused('CORRECTION_AGREED_ALREADY');
  if (made.isCorrected) return refused('CORRECTION_CORRECTED_SINCE');
  if (made.declinedAt !== null) return refused('CORRECTION_DECLINED');
  if (made.madeByIds.includes(by.userId) || by.organisationIds.includes(made.organisationId))
    return refused('CORRECTION_NEEDS_ANOTHER_ORGANISATION');
  return [];
}

type AgreementRefused =
  | 'CORRECTION_NEEDS_NO_AGREEMENT'
  | 'CORRECTION_AGREED_ALREADY'
  | 'CORRECTION_CORRECTED_SINCE'
  | 'CORRECTION_DECLINED'
  | 'CORRECTION_NEEDS_ANOTHER_ORGANISATION';
