import type { OrganisationKind } from '../../../infrastructure/auth/permissions.js';
import type { OrganisationId } from '../../../kernel/ids.js';
import type { BatchRefusal } from '../batch.refusals.js';
import type { HoldReason } from './hold-reason.js';

interface HoldToRelease {
  readonly reasonCode: HoldReason;
  readonly organisationId: OrganisationId;
  readonly releasedAt: string | null;
  /** When the growing record or the mass behind it was corrected; null while it stands. */
  readonly causeWithdrawnAt: string | null;
}

/**
 * Reasons that no person may wave through: intervals and bans have no release while their record stands,
 * nor has a deficit while the masses differ; a recall ends when it is closed.
 */
const NEVER_BY_HAND: readonly HoldReason[] = ['WITHIN_INTERVAL', 'BANNED_SUBSTANCE', 'DEFICIT', 'RECALL'];

/**
 * Everything that keeps somebody from releasing a hold.
 *
 * @param hold null where there is none the caller may see
 * @param by   whoever placed it may release it, and the base office; to anybody else it is HOLD_NOT_FOUND
 * @returns HOLD_NOT_FOUND, HOLD_RELEASED_ALREADY, HOLD_NOT_TO_BE_RELEASED_BY_HAND; else empty
 * @see docs/domain/mass-balance.md, for deficits; that intervals and bans have no release is agreed for lots too
 *   (docs/adr/0018-released-findings.md)
 */
export function refuseRelease(
  hold: HoldToRelease | null,
  by: { organisationId: OrganisationId; organisationKind: OrganisationKind },
): BatchRefusal[] {
  const mayRelease =
    hold && (hold.organisationId === by.organisationId || by.organisationKind === 'BASE_OFFICE');
  if (!mayRelease) return [{ code: 'HOLD_NOT_FOUND', values: {}, path: ['holdId'] }];
  if (hold.releasedAt !== null) return [{ code: 'HOLD_RELEASED_ALREADY', values: {}, path: ['holdId'] }];
  // The record was corrected by those who made it; a second, independent party says whether that is believed.
  if (hold.causeWithdrawnAt !== null && by.organisationKind === 'BASE_OFFICE') return [];
  if (NEVER_BY_HAND.includes(hold.reasonCode))
    return [
      { code: 'HOLD_NOT_TO_BE_RELEASED_BY_HAND', values: { reason: hold.reasonCode }, path: ['holdId'] },
    ];
  return [];
}
