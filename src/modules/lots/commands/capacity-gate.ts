import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../infrastructure/database/context.js';
import { UnitOfWork } from '../../../infrastructure/database/unit-of-work.js';
import type { LotId, RegistrationId } from '../../../kernel/ids.js';
import type { LotState } from '../domain/lot-state.js';
import { JudgeLotsAgain } from '../judge-lots-again.js';
import { takesCapacity } from '../domain/takes-capacity.js';

/**
 * Sees to it that two lots do not both pass with the last tonnes of a registration: whoever passes a gate locks what its
 * fruit is under, and is judged by what those before it took; lots still open are judged again by what is left.
 */
@Injectable()
export class CapacityGate {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly again: JudgeLotsAgain,
  ) {}

  /**
   * Before a lot is judged at a gate. Locks of their own, in order of id, taken after that of the lot: nobody who only
   * shows a registration to somebody waits.
   *
   * @returns the registrations that fruit of the lot may leave under
   */
  lock(tx: Tx, lotId: LotId): Promise<RegistrationId[]> {
    return this.uow.elevated(tx, 'system', async ({ manager }) => {
      const rows = await manager.query<{ id: RegistrationId }[]>(LOCK, [lotId]);
      return rows.map(({ id }) => id);
    });
  }

  /** Once a lot has taken of its registrations, or given back: open lots with fruit under the same are judged again. */
  async moved(tx: Tx, from: LotState, to: LotState, registrations: readonly RegistrationId[]): Promise<void> {
    if (registrations.length === 0 || takesCapacity(from) === takesCapacity(to)) return;
    await this.again.onCapacityTaken(tx, registrations);
  }
}

/** Wider than what is counted in the end: a lock too many costs nothing. */
const LOCK = `
  WITH under AS MATERIALIZED (
    SELECT x.registration_id AS id FROM lot_member_origin o JOIN registration_plot x ON x.plot_id = o.plot_id WHERE o.lot_id = $1
    UNION
    SELECT b.registration_id FROM lot_member m JOIN batch b ON b.id = m.batch_id
    WHERE m.lot_id = $1 AND b.registration_id IS NOT NULL
  ), sorted AS MATERIALIZED (SELECT id FROM under ORDER BY id)
  SELECT id, pg_advisory_xact_lock(hashtextextended('REGISTRATION ' || id, 0)) FROM sorted`;
