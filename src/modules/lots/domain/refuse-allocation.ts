import type { BatchId, OrganisationId } from '../../../kernel/ids.js';
import { refuseDraw, type DrawSource } from '../../batches/domain/refuse-draw.js';
import type { LotRefusal } from '../lot.refusals.js';
import { membersChange, type LotState } from './lot-state.js';

/** What every draw may be refused for. */
export type DrawRefusal = ReturnType<typeof refuseDraw>[number];

/** The batch, locked, as a lot looks at it. */
export interface AllocatedBatch extends DrawSource {
  readonly id: BatchId;
  readonly kind: string;
  /** The market its packing run was fixed for; null: any. */
  readonly marketCode: string | null;
}

/** The lot that cartons are to be allocated to, locked. */
export interface AllocatingLot {
  readonly code: string;
  readonly state: LotState;
  readonly marketCode: string;
}

/**
 * Everything that keeps cartons of a batch from being allocated to a lot.
 *
 * Who draws, holds and quantity are decided as for every other draw; here is added what a lot asks: its members still
 * change, the batch is packed, for the lot's market or any, and consigned to the exporter.
 *
 * @param cartons how many; null: all that are left
 * @param by      the exporter
 * @returns LOT_MEMBERS_FROZEN, BATCH_NOT_CONSIGNED, BATCH_NOT_PACKED, BATCH_FOR_OTHER_MARKET, NOTHING_LEFT_TO_ALLOCATE
 *   and what `refuseDraw` refuses; else empty
 */
export function refuseAllocation(
  lot: AllocatingLot,
  batch: AllocatedBatch,
  cartons: number | null,
  by: OrganisationId,
): (LotRefusal | DrawRefusal)[] {
  const { code } = batch;
  const path = ['batchId'];
  const refusals: (LotRefusal | DrawRefusal)[] = [];
  if (!membersChange(lot.state))
    refusals.push({
      code: 'LOT_MEMBERS_FROZEN',
      values: { lot: lot.code, state: lot.state },
      path: ['lotId'],
    });
  if (batch.consignedToId !== by)
    refusals.push({ code: 'BATCH_NOT_CONSIGNED', values: { batch: code }, path });
  if (batch.kind !== 'PACKED')
    return [...refusals, { code: 'BATCH_NOT_PACKED', values: { batch: code }, path }];
  if (batch.marketCode !== null && batch.marketCode !== lot.marketCode) {
    const values = { batch: code, batchMarket: batch.marketCode, lotMarket: lot.marketCode };
    refusals.push({ code: 'BATCH_FOR_OTHER_MARKET', values, path });
  }
  if (cartons === null && !batch.remainingCartons)
    refusals.push({ code: 'NOTHING_LEFT_TO_ALLOCATE', values: { batch: code }, path });
  const asked = { batchId: batch.id, cartons: cartons ?? batch.remainingCartons ?? 0 };
  return [
    ...refusals,
    ...refuseDraw(batch, asked, by).filter((refusal) => refusal.code !== 'BATCH_NOT_YOURS'),
  ];
}
