import { Injectable } from '@nestjs/common';
import type { Ctx } from '../../infrastructure/database/context.js';
import { objects } from '../../infrastructure/database/json-sql.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { Where } from '../../infrastructure/database/where.js';
import { decodeCursor, pageOf, type Page, type PageAsked } from '../../graphql/connection.js';
import type { RunId } from '../../kernel/ids.js';
import type { RunFilterInput, RunType } from './run.types.js';

@Injectable()
export class RunQueries {
  constructor(private readonly uow: UnitOfWork) {}

  /** Null if there is none the caller may see. */
  async byId(ctx: Ctx, id: RunId): Promise<RunType | null> {
    const where = new Where().when(id, (v) => `r.id = ${v}::uuid`);
    return (await this.select(ctx, where, ''))[0] ?? null;
  }

  /** Runs the caller did, or that took or made fruit the caller sees; newest first. */
  async page(ctx: Ctx, filter: RunFilterInput, { first, after }: PageAsked): Promise<Page<RunType>> {
    const where = filtered(filter);
    if (after) {
      const cursor = decodeCursor(after);
      where.and(
        `(r.performed_at, r.id) < (${where.value(cursor.key)}::timestamptz, ${where.value(cursor.id)}::uuid)`,
      );
    }
    const limit = where.value(first + 1);
    const rows = await this.select(ctx, where, `ORDER BY r.performed_at DESC, r.id DESC LIMIT ${limit}`);
    return pageOf(rows, first, (run) => ({ key: run.performedAt, id: run.id }));
  }

  count(ctx: Ctx, filter: RunFilterInput): Promise<number> {
    return this.uow.count(ctx, 'run r', filtered(filter).visibleTo(ctx, 'r'));
  }

  private select(ctx: Ctx, where: Where, tail: string): Promise<RunType[]> {
    where.visibleTo(ctx, 'r');
    return this.uow.read(ctx, ({ manager }) =>
      manager.query<RunType[]>(`SELECT ${COLUMNS} FROM run r WHERE ${where} ${tail}`, where.params),
    );
  }
}

const filtered = (filter: RunFilterInput): Where =>
  new Where()
    .when(filter.kinds, (v) => `r.kind = ANY (${v}::text[])`)
    .when(filter.organisationId, (v) => `r.organisation_id = ${v}::uuid`)
    .when(filter.performedFrom, (v) => `r.performed_on >= ${v}::date`)
    .when(filter.performedTo, (v) => `r.performed_on <= ${v}::date`)
    .when(
      filter.drawnFromId,
      (v) => `r.id IN (SELECT d.run_id FROM run_draw d WHERE d.batch_id = ${v}::uuid)`,
    );

/** Draws, ticket and price are read under row-level security: each shows to fewer than the run itself. */
const COLUMNS = `
  r.id, r.code, r.kind, r.organisation_id AS "organisationId", r.performed_at AS "performedAt",
  r.performed_on AS "performedOn", r.market_code AS "marketCode", r.input_grams AS "inputGrams",
  r.output_grams AS "outputGrams", r.discarded_grams AS "discardedGrams", r.loss_grams AS "lossGrams",
  r.difference_grams AS "differenceGrams", r.tolerance_ppm AS "tolerancePpm", r.difference_reason AS "differenceReason",
  ${objects(`'batchId', d.batch_id, 'massGrams', d.mass_grams`, 'd.batch_id', 'run_draw d WHERE d.run_id = r.id')} AS draws,
  ARRAY(SELECT b.id FROM batch b WHERE b.run_id = r.id ORDER BY b.id) AS "outputBatchIds",
  (SELECT jsonb_build_object('supplierId', t.supplier_id, 'ticketNumber', t.ticket_number, 'grossGrams', t.gross_grams,
     'tareGrams', t.tare_grams, 'deductionGrams', t.deduction_grams, 'netGrams', t.net_grams,
     'certificateNumber', t.certificate_number,
     'settlement', (SELECT jsonb_build_object('pricePerKg', jsonb_build_object('amount', s.price_fen_per_kg, 'currency', s.currency),
                      'advance', jsonb_build_object('amount', s.advance_fen, 'currency', s.currency))
                    FROM receipt_settlement s WHERE s.run_id = t.run_id))
   FROM receipt t WHERE t.run_id = r.id) AS receipt`;
