import type { OrganisationId } from '../../../kernel/ids.js';
import type { InspectionRefusal } from '../inspection.refusals.js';

/** Whose fruit a batch is, as far as an inspector must not be one of them. */
export interface FruitParties {
  readonly holderId: OrganisationId;
  /** To whom it is on its way; null: to nobody. */
  readonly consignedToId: OrganisationId | null;
  /** Who packed it. */
  readonly packerId: OrganisationId | null;
  /** The cooperatives it grew at. */
  readonly originOrganisationIds: readonly OrganisationId[];
}

/** Every organisation that owns, holds, packed or receives the fruit, each once and in order of id. */
export const interestedIn = (fruit: FruitParties): OrganisationId[] =>
  [
    ...new Set([
      fruit.holderId,
      ...(fruit.consignedToId ? [fruit.consignedToId] : []),
      ...(fruit.packerId ? [fruit.packerId] : []),
      ...fruit.originOrganisationIds,
    ]),
  ].sort();

/**
 * Refuses an inspector who belongs to anybody with an interest in the fruit, whatever organisation he or she acts for
 * at the moment (never on fruit of an organisation he or she belongs to).
 *
 * @param belongsTo every organisation the person is a member of
 */
export function refuseInspector(
  belongsTo: readonly OrganisationId[],
  fruit: FruitParties,
): InspectionRefusal[] {
  const interested = interestedIn(fruit);
  const organisations = belongsTo.filter((id) => interested.includes(id)).length;
  return organisations > 0 ? [{ code: 'INSPECTOR_NOT_INDEPENDENT', values: { organisations } }] : [];
}
