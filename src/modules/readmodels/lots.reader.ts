import { Injectable } from '@nestjs/common';
import type { Ctx } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { Where } from '../../infrastructure/database/where.js';
import { decodeCursor, pageOf, type Page, type PageAsked } from '../../graphql/connection.js';
import type { LotView } from '../lots/lot.queries.js';
import type { LotsAsData, LotsRow } from '../lots/lot-view.sql.js';
import type { LotFilterInput, LotOrder } from './lots.types.js';

interface LotOrdering {
  readonly key: string;
  readonly cast: string;
  readonly direction: 'ASC' | 'DESC';
  readonly of: (lot: LotView) => string;
}

const ORDERS: Record<LotOrder, LotOrdering> = {
  NEWEST: { key: 'l.created_at', cast: 'timestamptz', direction: 'DESC', of: (lot) => lot.createdAt },
  DEPARTURE: {
    key: 'l.planned_departure_on',
    cast: 'date',
    direction: 'ASC',
    of: (lot) => lot.plannedDepartureOn,
  },
  CODE: { key: 'l.code', cast: 'text', direction: 'ASC', of: (lot) => lot.code },
};

/** Reads pages of lots with whatever is asked for of what hangs on them: one statement, whatever the page size. */
@Injectable()
export class LotsReader {
  constructor(private readonly uow: UnitOfWork) {}

  async page(
    ctx: Ctx,
    filter: LotFilterInput,
    { order, first, after }: { order: LotOrder } & PageAsked,
    view: LotsAsData,
  ): Promise<Page<LotView>> {
    const { key, cast, direction, of } = ORDERS[order];
    const where = filtered(filter).visibleTo(ctx, 'l');
    if (after) {
      const cursor = decodeCursor(after);
      const [sortKey, id] = [where.value(cursor.key), where.value(cursor.id)];
      where.and(`(${key}, l.id) ${direction === 'ASC' ? '>' : '<'} (${sortKey}::${cast}, ${id}::uuid)`);
    }
    const wanted = `${key} ${direction}, l.id ${direction}`;
    const sql = view.statement(
      `SELECT l.*, row_number() OVER (ORDER BY ${wanted}) AS place FROM lot l
       WHERE ${where} ORDER BY ${wanted} LIMIT ${where.value(first + 1)}`,
      () => where.value(first),
    );
    const [row] = await this.uow.select<LotsRow>(ctx, sql, where.params);
    return pageOf(row ? view.read(row) : [], first, (lot) => ({ key: of(lot), id: lot.id }));
  }

  count(ctx: Ctx, filter: LotFilterInput): Promise<number> {
    return this.uow.count(ctx, 'lot l', filtered(filter).visibleTo(ctx, 'l'));
  }
}

function filtered(filter: LotFilterInput): Where {
  return new Where()
    .when(filter.states, (v) => `l.state = ANY (${v}::text[])`)
    .when(filter.held, (v) => `(l.open_hold_count > 0) = ${v}::boolean`)
    .when(filter.season, (v) => `l.season = ${v}`)
    .when(filter.marketCode, (v) => `l.market_code = ${v}`)
    .when(filter.countyCode, (v) => `${v} = ANY (l.county_codes)`)
    .when(filter.cooperativeId, (v) => `${v}::uuid = ANY (l.origin_organisation_ids)`)
    .when(filter.varietyCode, (v) => `${v} = ANY (l.variety_codes)`)
    .when(filter.exporterId, (v) => `l.exporter_id = ${v}::uuid`)
    .when(filter.departureFrom, (v) => `l.planned_departure_on >= ${v}::date`)
    .when(filter.departureTo, (v) => `l.planned_departure_on <= ${v}::date`)
    .when(filter.codePrefix, (v) => `starts_with(l.code, ${v})`);
}
