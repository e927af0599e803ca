import { Injectable } from '@nestjs/common';
import type { Ctx, Reading } from '../../infrastructure/database/context.js';
import { columnsOf } from '../../infrastructure/database/plain-rows.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { StatementTexts, Where } from '../../infrastructure/database/where.js';
import { decodeCursor, pageOf, type Page, type PageAsked } from '../../graphql/connection.js';
import type { BatchId, PlotId } from '../../kernel/ids.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { Batch } from './batch.entity.js';
import type { BatchKind } from './domain/batch-kind.js';

/** HELD, DEFICIT and EMPTY say why nothing can be drawn; AVAILABLE is the rest. */
export const BATCH_STATES = ['AVAILABLE', 'HELD', 'DEFICIT', 'EMPTY'] as const;
export type BatchState = (typeof BATCH_STATES)[number];

/** The one word for a batch's condition; a hold tells more than an empty box. */
export function stateOf(batch: Pick<Batch, 'openHoldCount' | 'deficitGrams' | 'remainingGrams'>): BatchState {
  if (batch.deficitGrams > 0) return 'DEFICIT';
  if (batch.openHoldCount > 0) return 'HELD';
  return batch.remainingGrams > 0 ? 'AVAILABLE' : 'EMPTY';
}

const STATE_SQL: Record<BatchState, string> = {
  AVAILABLE: 'b.open_hold_count = 0 AND b.deficit_grams = 0 AND b.remaining_grams > 0',
  HELD: 'b.open_hold_count > 0 AND b.deficit_grams = 0',
  DEFICIT: 'b.deficit_grams > 0',
  EMPTY: 'b.open_hold_count = 0 AND b.deficit_grams = 0 AND b.remaining_grams = 0',
};

export interface BatchFilter {
  readonly kinds?: readonly BatchKind[] | null | undefined;
  readonly state?: BatchState | null | undefined;
  readonly holderId?: string | null | undefined;
  readonly consignedToId?: string | null | undefined;
  readonly countyCode?: string | null | undefined;
  readonly cooperativeId?: string | null | undefined;
  readonly varietyCode?: string | null | undefined;
  readonly marketCode?: string | null | undefined;
  readonly season?: string | null | undefined;
  readonly madeFrom?: LocalDate | null | undefined;
  readonly madeTo?: LocalDate | null | undefined;
  readonly codePrefix?: string | null | undefined;
}

export type BatchOrder = 'NEWEST' | 'OLDEST' | 'CODE';

const ORDERS: Record<BatchOrder, { key: string; cast: string; direction: 'ASC' | 'DESC' }> = {
  NEWEST: { key: 'b.made_at', cast: 'timestamptz', direction: 'DESC' },
  OLDEST: { key: 'b.made_at', cast: 'timestamptz', direction: 'ASC' },
  CODE: { key: 'b.code', cast: 'text', direction: 'ASC' },
};

const SELECT_BATCH = `SELECT ${columnsOf(Batch, 'b')} FROM batch b`;
const FIND = new StatementTexts(`${SELECT_BATCH} WHERE `);

@Injectable()
export class BatchQueries {
  constructor(private readonly uow: UnitOfWork) {}

  /** By id or code; null if there is none the caller may see. */
  async find(ctx: Ctx, by: { id: BatchId } | { code: string }): Promise<Batch | null> {
    const where = new Where()
      .when('id' in by ? by.id : null, (v) => `b.id = ${v}::uuid`)
      .when('code' in by ? by.code : null, (v) => `b.code = ${v}`)
      .visibleTo(ctx, 'b');
    const [batch] = await this.uow.select<Batch>(ctx, FIND.with(where), where.params);
    return batch ?? null;
  }

  /** Those of the ids that the caller may see, in the order asked; what is missing is invisible or does not exist. */
  async visible(reading: Reading, ids: readonly BatchId[]): Promise<Batch[]> {
    const where = new Where().when(ids, (v) => `b.id = ANY (${v}::uuid[])`).visibleTo(reading, 'b');
    const batches = await reading.manager.query<Batch[]>(`${SELECT_BATCH} WHERE ${where}`, where.params);
    const found = new Map(batches.map((batch) => [batch.id, batch]));
    return ids.map((id) => found.get(id)).filter((batch) => batch !== undefined);
  }

  visibleById(ctx: Ctx, ids: readonly BatchId[]): Promise<Batch[]> {
    return this.uow.read(ctx, (reading) => this.visible(reading, ids));
  }

  /** Harvest batches of a plot picked in a span of days, for what growing records say about them. */
  harvestsOf(
    reading: Reading,
    plotId: PlotId,
    span: { from: LocalDate; to: LocalDate },
  ): Promise<{ id: BatchId; madeOn: LocalDate }[]> {
    const where = new Where()
      .when(plotId, (v) => `b.plot_id = ${v}::uuid`)
      .when(span.from, (v) => `b.made_on >= ${v}::date`)
      .when(span.to, (v) => `b.made_on <= ${v}::date`)
      .visibleTo(reading, 'b');
    return reading.manager.query(
      `SELECT b.id, b.made_on AS "madeOn" FROM batch b WHERE ${where} AND b.kind = 'HARVEST' ORDER BY b.id`,
      where.params,
    );
  }

  /** A page of batches by keyset over (sort key, id): as fast on the last page as on the first. */
  page(ctx: Ctx, filter: BatchFilter, order: BatchOrder, { first, after }: PageAsked): Promise<Page<Batch>> {
    return this.uow.read(ctx, async (reading) => {
      const where = filtered(filter).visibleTo(ctx, 'b');
      const { key, cast, direction } = ORDERS[order];
      if (after) {
        const cursor = decodeCursor(after);
        const [sortKey, id] = [where.value(cursor.key), where.value(cursor.id)];
        where.and(`(${key}, b.id) ${direction === 'ASC' ? '>' : '<'} (${sortKey}::${cast}, ${id}::uuid)`);
      }
      const rows = await reading.manager.query<{ id: BatchId; sort_key: string }[]>(
        `SELECT b.id, ${key}::text AS sort_key FROM batch b WHERE ${where}
         ORDER BY ${key} ${direction}, b.id ${direction} LIMIT ${where.value(first + 1)}`,
        where.params,
      );
      const batches = new Map(
        (
          await this.visible(
            reading,
            rows.map((row) => row.id),
          )
        ).map((b) => [b.id, b]),
      );
      return pageOf(
        rows,
        first,
        (row) => ({ key: row.sort_key, id: row.id }),
        (row) => batches.get(row.id)!,
      );
    });
  }

  count(ctx: Ctx, filter: BatchFilter): Promise<number> {
    return this.uow.count(ctx, 'batch b', filtered(filter).visibleTo(ctx, 'b'));
  }
}

function filtered(filter: BatchFilter): Where {
  const where = new Where()
    .when(filter.kinds, (v) => `b.kind = ANY (${v}::text[])`)
    .when(filter.holderId, (v) => `b.holder_id = ${v}::uuid`)
    .when(filter.consignedToId, (v) => `b.consigned_to_id = ${v}::uuid`)
    .when(filter.countyCode, (v) => `${v} = ANY (b.county_codes)`)
    .when(filter.cooperativeId, (v) => `${v}::uuid = ANY (b.origin_organisation_ids)`)
    .when(filter.varietyCode, (v) => `b.variety_code = ${v}`)
    .when(filter.marketCode, (v) => `b.market_code = ${v}`)
    .when(filter.season, (v) => `b.season = ${v}`)
    .when(filter.madeFrom, (v) => `b.made_on >= ${v}::date`)
    .when(filter.madeTo, (v) => `b.made_on <= ${v}::date`)
    .when(filter.codePrefix, (v) => `starts_with(b.code, ${v})`);
  return filter.state ? where.and(STATE_SQL[filter.state]) : where;
}
