import type { OrganisationId } from '../../../kernel/ids.js';
import type { InspectionRefusal } from '../inspection.refusals.js';

/**
 * Refuses an inspector who belongs to anybody with an interest in the fruit, whatever organisation he or she acts for
 * at the moment (never on fruit of an organisation he or she belongs to).
 *
 * @param belongsTo every organisation the person is a member of
 * @param onTheWay  every organisation that grew, weighed in, sorted, packed, holds, is sent or ships the fruit, whether
 *   it still has it or not
 * @returns INSPECTOR_NOT_INDEPENDENT; else empty
 * @see reference/working-rules.md, rule 7
 */
export function refuseInspector(
  belongsTo: readonly OrganisationId[],
  onTheWay: readonly OrganisationId[],
): InspectionRefusal[] {
  const organisations = new Set(belongsTo.filter((id) => onTheWay.includes(id))).size;
  return organisations > 0 ? [{ code: 'INSPECTOR_NOT_INDEPENDENT', values: { organisations } }] : [];
}
