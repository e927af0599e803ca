import type { OrganisationId } from '../../../kernel/ids.js';
import type { InspectionRefusal } from '../inspection.refusals.js';

/**
 * Everything that keeps a packhouse from checking a batch itself. Who packed it and still has it checks it; once at a
 * time.
 *
 * @param packerId who packed it; null where nothing was packed
 * @param unsigned code of a self-check of this batch that is not signed yet; null: none
 * @returns NOT_A_PACKED_BATCH, SELF_CHECK_NOT_YOURS, INSPECTION_ALREADY_REQUESTED; else empty
 * @see docs/adr/0020-worksheets.md
 */
export function refuseSelfCheck(
  batch: { readonly code: string; readonly kind: string; readonly holderId: OrganisationId },
  packerId: OrganisationId | null,
  by: OrganisationId,
  unsigned: string | null,
): InspectionRefusal[] {
  const path = ['batchId'];
  const refusals: InspectionRefusal[] = [];
  if (batch.kind !== 'PACKED')
    refusals.push({ code: 'NOT_A_PACKED_BATCH', values: { batch: batch.code }, path });
  else if (packerId !== by || batch.holderId !== by)
    refusals.push({ code: 'SELF_CHECK_NOT_YOURS', values: { batch: batch.code }, path });
  if (unsigned !== null)
    refusals.push({ code: 'INSPECTION_ALREADY_REQUESTED', values: { inspection: unsigned }, path });
  return refusals;
}
