import type { Tx } from '../../infrastructure/database/context.js';
import type { OrganisationId } from '../../kernel/ids.js';
import { Organisation } from './organisation.entity.js';

/** The organisation, locked against another change of it until the transaction ends; null if there is none. */
export function lockOrganisation(tx: Tx, id: OrganisationId): Promise<Organisation | null> {
  return tx.manager.findOne(Organisation, { where: { id }, lock: { mode: 'pessimistic_write' } });
}
