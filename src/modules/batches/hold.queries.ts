import { Injectable } from '@nestjs/common';
import type { Ctx } from '../../infrastructure/database/context.js';
import { visibleTo } from '../../infrastructure/database/scope.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { decodeCursor, pageOf, type Page } from '../../graphql/connection.js';
import type { HoldId } from '../../kernel/ids.js';
import { HOLD_COLUMNS, type HoldRow } from './batch.loaders.js';

export type HoldSummary = Omit<HoldRow, 'batchId'>;

@Injectable()
export class HoldQueries {
  constructor(private readonly uow: UnitOfWork) {}

  byId(ctx: Ctx, id: HoldId): Promise<HoldSummary | null> {
    return this.uow.read(ctx, async (reading) => {
      const params: unknown[] = [id];
      const rows = await reading.manager.query<HoldSummary[]>(
        `SELECT ${HOLD_COLUMNS} FROM hold h WHERE h.id = $1 AND ${visibleTo(reading, 'h', params)}`,
        params,
      );
      return rows[0] ?? null;
    });
  }

  /** Holds that concern the caller, newest first. */
  page(
    ctx: Ctx,
    { open, first, after }: { open: boolean | null; first: number; after?: string | null | undefined },
  ): Promise<Page<HoldSummary>> {
    return this.uow.read(ctx, async (reading) => {
      const params: unknown[] = [];
      const where = [visibleTo(reading, 'h', params)];
      if (open !== null) where.push(`(h.released_at IS NULL) = ${open}`);
      if (after) {
        params.push(decodeCursor(after).id);
        where.push(`h.id < $${params.length}::uuid`);
      }
      params.push(first + 1);
      const rows = await reading.manager.query<HoldSummary[]>(
        `SELECT ${HOLD_COLUMNS} FROM hold h WHERE ${where.join(' AND ')} ORDER BY h.id DESC LIMIT $${params.length}`,
        params,
      );
      return pageOf(
        rows,
        first,
        (row) => ({ key: row.placedAt, id: row.id }),
        (row) => row,
      );
    });
  }

  /** How many holds concern the caller. */
  count(ctx: Ctx, open: boolean | null): Promise<number> {
    return this.uow.read(ctx, async (reading) => {
      const params: unknown[] = [];
      const where = [visibleTo(reading, 'h', params)];
      if (open !== null) where.push(`(h.released_at IS NULL) = ${open}`);
      const rows = await reading.manager.query<{ total: number }[]>(
        `SELECT count(*) AS total FROM hold h WHERE ${where.join(' AND ')}`,
        params,
      );
      return rows[0]?.total ?? 0;
    });
  }
}
