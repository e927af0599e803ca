import type { OrganisationKind } from '../../../infrastructure/auth/permissions.js';
import type { OrganisationId } from '../../../kernel/ids.js';
import type { RecallRefusal } from '../recall.refusals.js';

/**
 * Everything that keeps somebody from closing a recall.
 *
 * @param recall null where there is none the caller may see
 * @param by     whoever opened it may close it, and the base office
 */
export function refuseClose(
  recall: { organisationId: OrganisationId; closedAt: string | null } | null,
  by: { organisationId: OrganisationId; organisationKind: OrganisationKind },
): RecallRefusal[] {
  const mayClose =
    recall && (recall.organisationId === by.organisationId || by.organisationKind === 'BASE_OFFICE');
  if (!mayClose) return [{ code: 'RECALL_NOT_FOUND', values: {}, path: ['recallId'] }];
  return recall.closedAt === null ? [] : [{ code: 'RECALL_CLOSED_ALREADY', values: {}, path: ['recallId'] }];
}
