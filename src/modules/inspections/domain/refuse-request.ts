import type { OrganisationKind } from '../../../infrastructure/auth/permissions.js';
import type { OrganisationId } from '../../../kernel/ids.js';
import type { InspectionRefusal } from '../inspection.refusals.js';

/** The batch that an inspection is asked for. */
export interface RequestedOn {
  readonly code: string;
  readonly kind: string;
  readonly holderId: OrganisationId;
  readonly consignedToId: OrganisationId | null;
}

/**
 * Everything that keeps an inspection from being asked for. What is inspected is a packed batch, never a joint lot as a
 * whole.
 *
 * @param batch  the packed batch, locked
 * @param body   kind of the organisation asked; null where there is none
 * @param by     who asks: the holder, whoever it is consigned to, or the base office
 * @param unsigned code of an inspection of this batch by the same body that is not signed yet; null: none
 * @returns INSPECTION_NOT_YOURS_TO_REQUEST, NOT_A_PACKED_BATCH, NOT_AN_INSPECTION_BODY, INSPECTION_ALREADY_REQUESTED;
 *   else empty
 */
export function refuseRequest(
  batch: RequestedOn,
  body: OrganisationKind | null,
  by: { readonly organisationId: OrganisationId; readonly organisationKind: OrganisationKind },
  unsigned: string | null,
): InspectionRefusal[] {
  const refusals: InspectionRefusal[] = [];
  const isTheirs = batch.holderId === by.organisationId || batch.consignedToId === by.organisationId;
  if (!isTheirs && by.organisationKind !== 'BASE_OFFICE')
    refusals.push({
      code: 'INSPECTION_NOT_YOURS_TO_REQUEST',
      values: { batch: batch.code },
      path: ['batchId'],
    });
  if (batch.kind !== 'PACKED')
    refusals.push({ code: 'NOT_A_PACKED_BATCH', values: { batch: batch.code }, path: ['batchId'] });
  if (body !== 'INSPECTION_BODY')
    refusals.push({ code: 'NOT_AN_INSPECTION_BODY', values: {}, path: ['inspectionBodyId'] });
  if (unsigned !== null)
    refusals.push({
      code: 'INSPECTION_ALREADY_REQUESTED',
      values: { inspection: unsigned },
      path: ['batchId'],
    });
  return refusals;
}
