import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In, IsNull, Not } from 'typeorm';
import type { Tx } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import type { LotId } from '../../kernel/ids.js';
import { HoldReactions, type HoldChange, type HoldReaction } from '../batches/hold-reactions.js';
import {
  CertificateReactions,
  type CertificateChange,
  type CertificateReaction,
} from '../certificates/certificate-reactions.js';
import {
  GrowingReactions,
  type GrowingReaction,
  type SpraysChange,
  type SpraysStated,
} from '../growing/growing-reactions.js';
import {
  InspectionReactions,
  type InspectionChange,
  type InspectionReaction,
} from '../inspections/inspection-reactions.js';
import {
  TreatmentReactions,
  type TreatmentChange,
  type TreatmentReaction,
} from '../batches/treatment-reactions.js';
import { JudgeLot } from './commands/judge-lot.js';
import { BEFORE_DEPARTURE, nextGate } from './domain/lot-state.js';
import { Lot } from './lot.entity.js';

/**
 * Judges lots again at once when something below turns a finding of few of them: a spray, a treatment, an inspection, a hold,
 * a certificate. What
 * can concern many is left to a job (`judge-lots-again.ts`). Lots that have left are never
 * judged again, and lots nobody has asked to be judged yet have no verdict that could be wrong.
 *
 * Whoever entered the spray may not see the lot, so this is the product's own work; its ledger entries name no actor,
 * because the entry would show the verdict on the lot to the organisation it is filed under.
 */
@Injectable()
export class LotReactions
  implements
    GrowingReaction,
    InspectionReaction,
    HoldReaction,
    CertificateReaction,
    TreatmentReaction,
    OnModuleInit
{
  constructor(
    private readonly uow: UnitOfWork,
    private readonly judging: JudgeLot,
    private readonly growing: GrowingReactions,
    private readonly inspections: InspectionReactions,
    private readonly holds: HoldReactions,
    private readonly certificates: CertificateReactions,
    private readonly treatments: TreatmentReactions,
  ) {}

  onModuleInit(): void {
    this.growing.register(this);
    this.inspections.register(this);
    this.holds.register(this);
    this.certificates.register(this);
    this.treatments.register(this);
  }

  async onSpraysChanged(tx: Tx, change: SpraysChange): Promise<void> {
    const { plotId, performedOn, lastOn = performedOn, labelId, statedFrom } = change;
    // The fruit is held at once where it must be; lots under all plots of a label are judged by a job.
    if (labelId) return;
    const from = statedFrom !== undefined && statedFrom < performedOn ? statedFrom : performedOn;
    await this.again(tx, WITH_FRUIT_OF_PLOT, [plotId, from, lastOn]);
  }

  async onSpraysStated(tx: Tx, { plotId, from, to }: SpraysStated): Promise<void> {
    await this.again(tx, WITH_FRUIT_OF_PLOT, [plotId, from, to]);
  }

  async onInspectionChanged(tx: Tx, change: InspectionChange): Promise<void> {
    if (change.kind === 'RESULTS') return this.again(tx, WITH_BATCH, [change.batchId]);
    // A body asked to inspect fruit of a lot sees the lot from now on.
    await this.uow.elevated(tx, 'system', ({ manager }) =>
      manager.query(
        `SELECT grant_lot(coalesce(array_agg(m.lot_id), '{}'), $2) FROM lot_member m WHERE m.batch_id = $1`,
        [change.batchId, change.organisationId],
      ),
    );
  }

  async onHoldsChanged(tx: Tx, { holdId }: HoldChange): Promise<void> {
    await this.again(tx, WITH_FRUIT_HELD_BY, [holdId]);
  }

  async onCertificatesChanged(tx: Tx, { batchIds }: CertificateChange): Promise<void> {
    await this.again(tx, WITH_FRUIT_MADE_OF, [batchIds]);
  }

  async onTreatmentsChanged(tx: Tx, { batchIds }: TreatmentChange): Promise<void> {
    await this.again(tx, MADE_OF, [batchIds]);
  }

  /** @param sql selects the ids of the lots concerned */
  private async again(tx: Tx, sql: string, params: unknown[]): Promise<void> {
    await this.uow.elevated(tx, 'system', async (wider) => {
      const found = await wider.manager.query<{ id: LotId }[]>(sql, params);
      if (found.length === 0) return;
      const lots = await wider.manager.find(Lot, {
        where: {
          id: In(found.map(({ id }) => id)),
          state: In([...BEFORE_DEPARTURE]),
          judgementId: Not(IsNull()),
        },
        order: { id: 'ASC' },
        lock: { mode: 'for_no_key_update' },
      });
      const nobody: Tx = { ...wider, actor: null };
      for (const lot of lots) await this.judging.judge(nobody, lot, nextGate(lot.state), lot.marketCode);
    });
  }
}

/** Lots with any of these batches, or of what was made of them. */
const MADE_OF = `
  WITH RECURSIVE down AS (
    SELECT unnest($1::uuid[]) AS id
    UNION SELECT b.id FROM down JOIN run_draw d ON d.batch_id = down.id JOIN batch b ON b.run_id = d.run_id
  ) SELECT DISTINCT m.lot_id AS id FROM down JOIN lot_member m ON m.batch_id = down.id`;

const WITH_BATCH = `SELECT DISTINCT m.lot_id AS id FROM lot_member m WHERE m.batch_id = $1`;

/** Lots with fruit that the hold lies on, or lay on: a hold that was released still names its batches. */
const WITH_FRUIT_HELD_BY = `
  SELECT DISTINCT m.lot_id AS id FROM hold_batch h JOIN lot_member m ON m.batch_id = h.batch_id WHERE h.hold_id = $1`;

/** Lots with these batches, or with what was made of them. */
const WITH_FRUIT_MADE_OF = `
  WITH RECURSIVE down AS (
    SELECT unnest($1::uuid[]) AS id
    UNION
    SELECT c.id FROM down JOIN run_draw d ON d.batch_id = down.id JOIN batch c ON c.run_id = d.run_id
  )
  SELECT DISTINCT m.lot_id AS id FROM down JOIN lot_member m ON m.batch_id = down.id`;

/**
 * Lots with fruit picked on the plot on the first of these days or later, up to the year after the last: so far back a verdict
 * looks.
 */
const WITH_FRUIT_OF_PLOT = `
  SELECT DISTINCT m.lot_id AS id FROM batch_origin o JOIN lot_member m ON m.batch_id = o.batch_id
    JOIN batch h ON h.id = o.origin_batch_id
  WHERE o.plot_id = $1 AND h.made_on >= $2::date AND h.made_on < $3::date + interval '1 year'`;
