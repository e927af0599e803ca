import { Injectable } from '@nestjs/common';
import { notFound, type NotFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { BatchId, LotId, OrganisationId } from '../../../kernel/ids.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { BatchQueries } from '../../batches/batch.queries.js';
import { Draw, type Drawn } from '../../batches/commands/draw.js';
import { Ledger } from '../../ledger/ledger.js';
import { contributionsOf } from '../domain/contributions.js';
import { membersChange } from '../domain/lot-state.js';
import { refuseAllocation, type DrawRefusal } from '../domain/refuse-allocation.js';
import type { Lot } from '../lot.entity.js';
import type { LotRefusal } from '../lot.refusals.js';
import { LotDesk } from './lot-desk.js';
import { changeContributions, refreshTotals } from './lot-totals.js';

export interface AllocateToLotTold {
  readonly lotId: LotId;
  readonly batchId: BatchId;
  /** How many; absent: all that are left. */
  readonly cartons?: number | null | undefined;
}

type Made = Result<{ lotId: LotId }, (LotRefusal | DrawRefusal | NotFound)[]>;

/**
 * Takes cartons of a packed batch into an open lot. The draw is the same one that runs are made with, under the lock of
 * the batch: however many ask at once, what is allocated never exceeds what is there.
 */
@Injectable()
export class AllocateToLot {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly desk: LotDesk,
    private readonly batches: BatchQueries,
    private readonly draw: Draw,
    private readonly ledger: Ledger,
  ) {}

  execute(
    ctx: Ctx,
    told: AllocateToLotTold & CommandInput,
  ): Outcome<{ lotId: LotId }, LotRefusal | DrawRefusal | NotFound> {
    return this.uow.command(ctx, 'allocateToLot', told, (tx) => this.within(tx, told));
  }

  async within(tx: Tx, { lotId, batchId, cartons = null }: AllocateToLotTold): Promise<Made> {
    const wanted = await this.look(tx, lotId, batchId, cartons);
    if (!wanted.ok) return wanted;
    const { organisationId } = actorOf(tx);
    // Whoever sends it elsewhere at this moment does so before or after; then it is not seen any more, and the draw says so.
    await tx.manager.query(`SELECT FROM batch WHERE id = $1 FOR NO KEY UPDATE`, [batchId]);
    // Once is enough: what a batch was made of does not change. It also spares later ones the locks on what lies upstream.
    await tx.manager.query(
      `SELECT grant_upstream(ARRAY[$1::uuid], $2)
       WHERE NOT EXISTS (SELECT FROM batch_origin o WHERE o.batch_id = $1 AND $2 = ANY (o.visible_to))
         AND EXISTS (SELECT FROM batch b WHERE b.id = $1)`,
      [batchId, organisationId],
    );
    const taken = await this.draw.take(tx, [{ batchId, cartons: wanted.value }]);
    if (!taken.ok) return taken;
    const lot = await this.desk.lock(tx, lotId);
    if (!lot) return err([notFound(lotId, 'lotId')]);
    // Frozen since it was looked at: what was just drawn goes back with the transaction.
    if (!membersChange(lot.state))
      return err([
        { code: 'LOT_MEMBERS_FROZEN', values: { lot: lot.code, state: lot.state }, path: ['lotId'] },
      ]);
    for (const drawn of taken.value) await this.add(tx, lot, drawn);
    return ok({ lotId });
  }

  /** Refuses with every reason before anything is locked; what can change until then is decided again under the locks. */
  private async look(
    tx: Tx,
    lotId: LotId,
    batchId: BatchId,
    cartons: number | null,
  ): Promise<Result<number, (LotRefusal | DrawRefusal | NotFound)[]>> {
    const lot = await this.desk.find(tx, lotId);
    const [batch] = await this.batches.visible(tx, [batchId]);
    const missing = [
      ...(lot ? [] : [notFound(lotId, 'lotId')]),
      ...(batch ? [] : [notFound(batchId, 'batchId')]),
    ];
    if (!lot || !batch) return err(missing);
    const refusals = refuseAllocation(lot, batch, cartons, actorOf(tx).organisationId);
    return refusals.length > 0 ? err(refusals) : ok(cartons ?? batch.remainingCartons ?? 0);
  }

  private async add(tx: Tx, lot: Lot, { batch, massGrams, cartons, origins }: Drawn): Promise<void> {
    const packerId = await packerOf(tx, batch.id);
    const viewers = await this.viewers(tx, lot, batch.id);
    await insertMember(
      tx,
      lot.id,
      { batchId: batch.id, massGrams, cartons: cartons ?? 0, origins },
      viewers,
      packerId,
    );
    await changeContributions(tx, lot, contributionsOf([{ packerId, massGrams, origins }]), 1);
    await refreshTotals(tx, lot.id);
    await this.ledger.append(tx, {
      kind: 'lot.allocated',
      subjects: [lot.id, batch.id],
      facts: {
        massGrams,
        cartons,
        origins: origins.map(({ originBatchId, massGrams: mass }) => ({ originBatchId, massGrams: mass })),
      },
    });
  }

  /** Who sees the lot: its exporter, and every body that inspects fruit of it. */
  private async viewers(tx: Tx, lot: Lot, batchId: BatchId): Promise<OrganisationId[]> {
    const bodies = await tx.manager.query<{ id: OrganisationId }[]>(
      `SELECT DISTINCT organisation_id AS id FROM inspection WHERE batch_id = $1 AND kind = 'INDEPENDENT' AND state <> 'CANCELLED' ORDER BY 1`,
      [batchId],
    );
    const added = bodies.map(({ id }) => id).filter((id) => !lot.visibleTo.includes(id));
    for (const id of added) await tx.manager.query(`SELECT grant_lot(ARRAY[$1::uuid], $2)`, [lot.id, id]);
    return [...lot.visibleTo, ...added];
  }
}

async function packerOf(tx: Tx, batchId: BatchId): Promise<OrganisationId> {
  const [run] = await tx.manager.query<{ id: OrganisationId }[]>(
    `SELECT r.organisation_id AS id FROM batch b JOIN run r ON r.id = b.run_id WHERE b.id = $1`,
    [batchId],
  );
  if (!run) throw new Error('a packed batch was made by a run, and whoever allocates it sees that run');
  return run.id;
}

interface Taken extends Pick<Drawn, 'massGrams' | 'origins'> {
  readonly batchId: BatchId;
  readonly cartons: number;
}

/**
 * Adds to what the lot has of the batch already. Whoever grew a part sees that part, and who packed the batch sees its
 * member, and no more of the lot: a contributor's own share.
 */
async function insertMember(
  tx: Tx,
  lotId: LotId,
  { batchId, massGrams, cartons, origins }: Taken,
  viewers: readonly OrganisationId[],
  packerId: OrganisationId,
): Promise<void> {
  await tx.manager.query(
    `INSERT INTO lot_member AS m (lot_id, batch_id, mass_grams, carton_count, allocated_at, visible_to)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (lot_id, batch_id) DO UPDATE SET mass_grams = m.mass_grams + EXCLUDED.mass_grams,
       carton_count = m.carton_count + EXCLUDED.carton_count, allocated_at = EXCLUDED.allocated_at`,
    [lotId, batchId, massGrams, cartons, tx.now, [...new Set([...viewers, packerId])]],
  );
  await tx.manager.query(
    `INSERT INTO lot_member_origin AS o
       (lot_id, batch_id, origin_batch_id, plot_id, organisation_id, county_code, mass_grams, visible_to)
     SELECT $1, $2, s.origin, s.plot, s.grower, s.county, s.grams, $8::uuid[] || CASE WHEN s.grower = ANY ($8::uuid[]) THEN '{}' ELSE ARRAY[s.grower] END
     FROM unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::bigint[]) AS s (origin, plot, grower, county, grams)
     ON CONFLICT (lot_id, batch_id, origin_batch_id) DO UPDATE SET mass_grams = o.mass_grams + EXCLUDED.mass_grams`,
    [
      lotId,
      batchId,
      origins.map((o) => o.originBatchId),
      origins.map((o) => o.plotId),
      origins.map((o) => o.organisationId),
      origins.map((o) => o.countyCode),
      origins.map((o) => o.massGrams),
      [...new Set([...viewers, packerId])],
    ],
  );
}
