import type { Tx } from '../../../infrastructure/database/context.js';
import type { LotId } from '../../../kernel/ids.js';
import type { Contribution } from '../domain/contributions.js';
import type { Lot } from '../lot.entity.js';

/**
 * Makes a lot's totals agree with its members again, and forgets its judgement: other fruit has not been judged. The
 * lot is locked. Holds are counted anew as well, because a hold that reached a batch no longer in the lot will not
 * find the lot when it is lifted.
 */
export async function refreshTotals(tx: Tx, lotId: LotId): Promise<void> {
  await tx.manager.query(
    `UPDATE lot SET
       mass_grams = coalesce((SELECT sum(m.mass_grams) FROM lot_member m WHERE m.lot_id = $1), 0),
       carton_count = coalesce((SELECT sum(m.carton_count) FROM lot_member m WHERE m.lot_id = $1), 0),
       county_codes = ARRAY(SELECT DISTINCT o.county_code FROM lot_member_origin o WHERE o.lot_id = $1 ORDER BY 1),
       variety_codes = ARRAY(SELECT DISTINCT b.variety_code FROM lot_member m JOIN batch b ON b.id = m.batch_id
         WHERE m.lot_id = $1 AND b.variety_code IS NOT NULL ORDER BY 1),
       origin_organisation_ids = ARRAY(SELECT DISTINCT o.organisation_id FROM lot_member_origin o WHERE o.lot_id = $1 ORDER BY 1),
       open_hold_count = (SELECT count(DISTINCT h.id) FROM lot_member m JOIN hold_batch hb ON hb.batch_id = m.batch_id
         JOIN hold h ON h.id = hb.hold_id WHERE m.lot_id = $1 AND h.released_at IS NULL),
       judgement_id = NULL, changed_at = $2
     WHERE id = $1`,
    [lotId, tx.now],
  );
}

/** Adds shares to what organisations contributed to a lot, or takes them away again. */
export async function changeContributions(
  tx: Tx,
  lot: Lot,
  shares: readonly Contribution[],
  sign: 1 | -1,
): Promise<void> {
  await tx.manager.query(
    `INSERT INTO lot_contribution AS c (lot_id, organisation_id, lot_code, market_code, state, mass_grams, exporter_id, changed_at)
     SELECT $1, s.id, $2, $3, $4, 0, $5, $6 FROM unnest($7::uuid[]) AS s (id) ORDER BY s.id
     ON CONFLICT (lot_id, organisation_id) DO NOTHING`,
    [
      lot.id,
      lot.code,
      lot.marketCode,
      lot.state,
      lot.exporterId,
      tx.now,
      shares.map((s) => s.organisationId),
    ],
  );
  await tx.manager.query(
    `UPDATE lot_contribution c SET mass_grams = c.mass_grams + s.grams, changed_at = $4
     FROM unnest($2::uuid[], $3::bigint[]) AS s (id, grams) WHERE c.lot_id = $1 AND c.organisation_id = s.id`,
    [lot.id, shares.map((s) => s.organisationId), shares.map((s) => sign * s.massGrams), tx.now],
  );
}

/** Takes out who has no share left: of a lot that goes on without its fruit an organisation need not know. */
export async function dropEmptyContributions(tx: Tx, lotId: LotId): Promise<void> {
  await tx.manager.query(`DELETE FROM lot_contribution WHERE lot_id = $1 AND mass_grams = 0`, [lotId]);
}
