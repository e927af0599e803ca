import type { OrganisationKind } from '../../../infrastructure/auth/permissions.js';
import type { OrganisationId } from '../../../kernel/ids.js';
import type { RecallRefusal } from '../recall.refusals.js';

/**
 * Everything that keeps somebody from closing a recall. Whoever opens one has a part in the fruit and profits when it
 * goes on, so a second party without any, the base office, says that it may.
 *
 * @param recall null where there is none the caller may see
 * @param by     the base office closes; whoever opened it is told so
 * @returns RECALL_NOT_FOUND also for who did not open it: that there is one is not told to everybody
 */
export function refuseClose(
  recall: { organisationId: OrganisationId; closedAt: string | null } | null,
  by: { organisationId: OrganisationId; organisationKind: OrganisationKind },
): RecallRefusal[] {
  const isOffice = by.organisationKind === 'BASE_OFFICE';
  if (!recall || (!isOffice && recall.organisationId !== by.organisationId))
    return [{ code: 'RECALL_NOT_FOUND', values: {}, path: ['recallId'] }];
  if (recall.closedAt !== null) return [{ code: 'RECALL_CLOSED_ALREADY', values: {}, path: ['recallId'] }];
  return isOffice ? [] : [{ code: 'RECALL_CLOSED_BY_BASE_OFFICE', values: {}, path: ['recallId'] }];
}
