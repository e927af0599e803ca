import type { BatchId, OrganisationId } from '../../../kernel/ids.js';
import type { Grams } from '../../../kernel/mass.js';
import type { BatchRefusal } from '../batch.refusals.js';

/** By mass from loose fruit, by whole cartons from packed fruit. */
export type DrawRequest =
  | { readonly batchId: BatchId; readonly grams: Grams }
  | { readonly batchId: BatchId; readonly cartons: number };

/** What the decision looks at; the row is locked while it decides. `remainingCartons` is null of loose fruit. */
export interface DrawSource {
  readonly id: BatchId;
  readonly code: string;
  readonly holderId: OrganisationId;
  readonly consignedToId: OrganisationId | null;
  readonly remainingGrams: Grams;
  readonly remainingCartons: number | null;
  readonly openHoldCount: number;
}

/**
 * Everything that keeps one draw from being made; empty if it may be.
 *
 * @param source the locked batch, or null where the caller cannot see one
 * @param by     the organisation that draws: the holder, or the one it is consigned to
 * @param takesOver whether fruit changes hands by this draw, over a scale or into a lot; work is done on what is held
 *   alone
 * @returns BATCH_NOT_FOUND, BATCH_NOT_YOURS, BATCH_NOT_WEIGHED_IN, BATCH_HELD, DRAW_BY_MASS, NOT_ENOUGH_CARTONS,
 *   DRAW_IN_CARTONS, NOT_ENOUGH_LEFT
 * @see docs/domain/mass-balance.md
 */
export function refuseDraw(
  source: DrawSource | null,
  request: DrawRequest,
  by: OrganisationId,
  takesOver = true,
): BatchRefusal[] {
  if (!source) return [{ code: 'BATCH_NOT_FOUND', values: { batch: request.batchId } }];
  const batch = source.code;
  const refusals: BatchRefusal[] = [];
  if (source.holderId !== by && source.consignedToId !== by)
    refusals.push({ code: 'BATCH_NOT_YOURS', values: { batch } });
  else if (source.holderId !== by && !takesOver)
    refusals.push({ code: 'BATCH_NOT_WEIGHED_IN', values: { batch } });
  if (source.openHoldCount > 0)
    refusals.push({ code: 'BATCH_HELD', values: { batch, holds: source.openHoldCount } });
  return [...refusals, ...refuseQuantity(source, request)];
}

function refuseQuantity(source: DrawSource, request: DrawRequest): BatchRefusal[] {
  const { code: batch, remainingGrams, remainingCartons } = source;
  if ('cartons' in request) {
    if (remainingCartons === null) return [{ code: 'DRAW_BY_MASS', values: { batch } }];
    if (request.cartons > remainingCartons)
      return [
        { code: 'NOT_ENOUGH_CARTONS', values: { batch, wantedCartons: request.cartons, remainingCartons } },
      ];
    return [];
  }
  if (remainingCartons !== null) return [{ code: 'DRAW_IN_CARTONS', values: { batch } }];
  if (request.grams > remainingGrams)
    return [{ code: 'NOT_ENOUGH_LEFT', values: { batch, wantedGrams: request.grams, remainingGrams } }];
  return [];
}
