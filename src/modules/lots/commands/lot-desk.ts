import { Injectable } from '@nestjs/common';
import { actorOf, type Tx } from '../../../infrastructure/database/context.js';
import { UnitOfWork } from '../../../infrastructure/database/unit-of-work.js';
import type { BatchId, LotId } from '../../../kernel/ids.js';
import { Lot } from '../lot.entity.js';

/**
 * Finding and locking an exporter's lot. Batches are locked before lots everywhere, each in id order: a hold comes down
 * from the batches to the lots, and two that lock in opposite order would wait for each other. The locks leave the keys
 * free (NO KEY UPDATE), so that nobody who only refers to a row waits.
 */
@Injectable()
export class LotDesk {
  constructor(private readonly uow: UnitOfWork) {}

  /** The caller's own lot as it stands, not locked: enough to refuse early. Null where there is none. */
  find(tx: Tx, id: LotId): Promise<Lot | null> {
    return tx.manager.findOneBy(Lot, { id, exporterId: actorOf(tx).organisationId });
  }

  /** The caller's own lot, locked until the transaction ends. Lock the batches concerned before. */
  lock(tx: Tx, id: LotId): Promise<Lot | null> {
    return tx.manager.findOne(Lot, {
      where: { id, exporterId: actorOf(tx).organisationId },
      lock: { mode: 'for_no_key_update' },
    });
  }

  /** Any lot the caller sees, locked: for the base office, which releases what is not its own. */
  lockSeen(tx: Tx, id: LotId): Promise<Lot | null> {
    return tx.manager.findOne(Lot, { where: { id }, lock: { mode: 'for_no_key_update' } });
  }

  /** Locks every batch that a lot has fruit of, also one that was consigned to somebody else since. */
  async lockMembers(tx: Tx, lotId: LotId): Promise<void> {
    await this.uow.elevated(tx, 'system', ({ manager }) =>
      manager.query(
        `SELECT b.id FROM batch b JOIN lot_member m ON m.batch_id = b.id
         WHERE m.lot_id = $1 ORDER BY b.id FOR NO KEY UPDATE OF b`,
        [lotId],
      ),
    );
  }

  /** Locks one batch the caller sees, whether the lot has fruit of it or will have by the time the lot is locked. */
  async lockBatch(tx: Tx, batchId: BatchId): Promise<void> {
    const { organisationId } = actorOf(tx);
    await this.uow.elevated(tx, 'system', ({ manager }) =>
      manager.query(`SELECT id FROM batch WHERE id = $1 AND $2 = ANY (visible_to) FOR NO KEY UPDATE`, [
        batchId,
        organisationId,
      ]),
    );
  }
}
