import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../infrastructure/database/context.js';
import { UnitOfWork } from '../../../infrastructure/database/unit-of-work.js';
import type { BatchId, LotId, OrganisationId, PlotId } from '../../../kernel/ids.js';
import type { Grams } from '../../../kernel/mass.js';
import { Draw } from '../../batches/commands/draw.js';
import { contributionsOf } from '../domain/contributions.js';
import type { Lot } from '../lot.entity.js';
import { changeContributions, refreshTotals } from './lot-totals.js';

/** What a lot has of one batch, down to each harvest. */
export interface Member {
  readonly batchId: BatchId;
  readonly packerId: OrganisationId;
  readonly massGrams: Grams;
  readonly cartons: number;
  readonly origins: readonly {
    readonly originBatchId: BatchId;
    readonly plotId: PlotId;
    readonly organisationId: OrganisationId;
    readonly countyCode: string;
    readonly massGrams: Grams;
  }[];
}

/** Gives fruit of a lot back to the batches it was drawn from: exactly the mass, the cartons and the origins. */
@Injectable()
export class LotMembers {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly draw: Draw,
  ) {}

  /** Members in order of batch; one of them, or all. */
  of(tx: Tx, lotId: LotId, batchId: BatchId | null = null): Promise<Member[]> {
    return tx.manager.query<Member[]>(
      `SELECT m.batch_id AS "batchId", r.organisation_id AS "packerId", m.mass_grams AS "massGrams",
         m.carton_count AS cartons, (
           SELECT jsonb_agg(jsonb_build_object('originBatchId', o.origin_batch_id, 'plotId', o.plot_id,
             'organisationId', o.organisation_id, 'countyCode', o.county_code, 'massGrams', o.mass_grams) ORDER BY o.origin_batch_id)
           FROM lot_member_origin o WHERE o.lot_id = m.lot_id AND o.batch_id = m.batch_id) AS origins
       FROM lot_member m JOIN batch b ON b.id = m.batch_id JOIN run r ON r.id = b.run_id
       WHERE m.lot_id = $1 AND ($2::uuid IS NULL OR m.batch_id = $2) ORDER BY m.batch_id`,
      [lotId, batchId],
    );
  }

  /** Lot and batches are locked, the batches first. */
  async giveBack(tx: Tx, lot: Lot, members: readonly Member[]): Promise<void> {
    for (const member of members) {
      // A batch may have been consigned to somebody else since; what was taken of it is still this lot's to give back.
      await this.uow.elevated(tx, 'system', (wider) => this.draw.giveBack(wider, member));
    }
    await tx.manager.query(`DELETE FROM lot_member WHERE lot_id = $1 AND batch_id = ANY ($2)`, [
      lot.id,
      members.map(({ batchId }) => batchId),
    ]);
    await changeContributions(tx, lot, contributionsOf(members), -1);
    await refreshTotals(tx, lot.id);
    // Fruit that was sent elsewhere since is no longer this exporter's to look at.
    for (const { batchId } of members)
      await tx.manager.query(
        `SELECT end_sight(b.id, $2) FROM batch b WHERE b.id = $1 AND b.consigned_to_id IS DISTINCT FROM $2`,
        [batchId, lot.exporterId],
      );
  }
}
