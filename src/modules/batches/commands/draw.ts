import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { actorOf, type Tx } from '../../../infrastructure/database/context.js';
import { splitByCount } from '../../../kernel/apportion.js';
import type { BatchId } from '../../../kernel/ids.js';
import { minusGrams, type Grams } from '../../../kernel/mass.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { BatchOrigin } from '../batch-origin.entity.js';
import { Batch } from '../batch.entity.js';
import type { BatchRefusal } from '../batch.refusals.js';
import { drawShares, type OriginShare } from '../domain/origins.js';
import { refuseDraw, type DrawRequest } from '../domain/refuse-draw.js';

/** What one draw took, as integers that add up. */
export interface Drawn {
  /** The batch as it was before the draw. */
  readonly batch: Batch;
  readonly massGrams: Grams;
  /** Cartons taken; null for loose fruit. */
  readonly cartons: number | null;
  readonly origins: readonly OriginShare[];
}

/**
 * Takes fruit out of batches for a run or a joint lot. The rows are locked in id order, so two that draw from the same
 * batches cannot spend the same fruit nor wait for each other in a circle; the table's own checks stand underneath.
 */
@Injectable()
export class Draw {
  /**
   * @param takesOver whether fruit that was sent to the caller changes hands by this draw
   * @returns one `Drawn` a request, in the order asked; or every reason why not all of it can be drawn
   */
  async take(
    tx: Tx,
    requests: readonly DrawRequest[],
    takesOver = true,
  ): Promise<Result<Drawn[], BatchRefusal[]>> {
    const by = actorOf(tx).organisationId;
    const sources = await this.lock(
      tx,
      requests.map((request) => request.batchId),
    );
    const twice = requests.filter(
      (request, i) => requests.findIndex((r) => r.batchId === request.batchId) < i,
    );
    const refusals: BatchRefusal[] = [
      ...requests.flatMap((request) =>
        refuseDraw(sources.get(request.batchId) ?? null, request, by, takesOver),
      ),
      ...twice.flatMap(({ batchId }): BatchRefusal[] => {
        const batch = sources.get(batchId);
        return batch ? [{ code: 'DRAWN_TWICE', values: { batch: batch.code } }] : [];
      }),
    ];
    if (refusals.length > 0) return err(refusals);
    const origins = await this.originsOf(tx, [...sources.keys()]);
    const drawn: Drawn[] = [];
    for (const request of requests) {
      const batch = sources.get(request.batchId)!;
      drawn.push(await this.takeOne(tx, batch, request, origins.get(batch.id) ?? []));
    }
    return ok(drawn);
  }

  /** Puts back exactly what a draw took, down to each origin; for an allocation that is withdrawn. */
  async giveBack(
    tx: Tx,
    taken: { batchId: BatchId; massGrams: Grams; cartons: number | null; origins: readonly OriginShare[] },
  ): Promise<void> {
    await this.lock(tx, [taken.batchId]);
    await tx.manager.query(
      `UPDATE batch SET remaining_grams = remaining_grams + $2, remaining_cartons = remaining_cartons + $3 WHERE id = $1`,
      [taken.batchId, taken.massGrams, taken.cartons],
    );
    await this.changeOrigins(tx, taken.batchId, taken.origins, 1);
  }

  /** Locks in id order. A row the caller may not change is not found, like one that does not exist. */
  private async lock(tx: Tx, ids: readonly BatchId[]): Promise<Map<BatchId, Batch>> {
    const rows = await tx.manager.find(Batch, {
      where: { id: In([...new Set(ids)]) },
      order: { id: 'ASC' },
      lock: { mode: 'for_no_key_update' },
    });
    return new Map(rows.map((row) => [row.id, row]));
  }

  private async originsOf(tx: Tx, batchIds: readonly BatchId[]): Promise<Map<BatchId, OriginShare[]>> {
    const rows = await tx.manager.find(BatchOrigin, {
      where: { batchId: In([...batchIds]) },
      order: { batchId: 'ASC', originBatchId: 'ASC' },
    });
    const byBatch = new Map<BatchId, OriginShare[]>();
    for (const { batchId, originBatchId, plotId, organisationId, countyCode, remainingGrams } of rows) {
      const share = { originBatchId, plotId, organisationId, countyCode, massGrams: remainingGrams };
      byBatch.set(batchId, [...(byBatch.get(batchId) ?? []), share]);
    }
    return byBatch;
  }

  private async takeOne(
    tx: Tx,
    batch: Batch,
    request: DrawRequest,
    left: readonly OriginShare[],
  ): Promise<Drawn> {
    const cartons = 'cartons' in request ? request.cartons : null;
    const massGrams =
      'cartons' in request
        ? splitByCount(batch.remainingGrams, batch.remainingCartons ?? 0, request.cartons)
        : request.grams;
    const origins = drawShares(left, massGrams);
    await tx.manager.query(`UPDATE batch SET remaining_grams = $2, remaining_cartons = $3 WHERE id = $1`, [
      batch.id,
      minusGrams(batch.remainingGrams, massGrams),
      batch.remainingCartons === null ? null : batch.remainingCartons - (cartons ?? 0),
    ]);
    await this.changeOrigins(tx, batch.id, origins, -1);
    return { batch, massGrams, cartons, origins };
  }

  private async changeOrigins(
    tx: Tx,
    batchId: BatchId,
    shares: readonly OriginShare[],
    sign: 1 | -1,
  ): Promise<void> {
    await tx.manager.query(
      `UPDATE batch_origin o SET remaining_grams = o.remaining_grams + s.grams
       FROM unnest($2::uuid[], $3::bigint[]) AS s (origin_batch_id, grams)
       WHERE o.batch_id = $1 AND o.origin_batch_id = s.origin_batch_id`,
      [batchId, shares.map((s) => s.originBatchId), shares.map((s) => sign * s.massGrams)],
    );
  }
}
