import { Injectable } from '@nestjs/common';
import type { Ctx } from '../../infrastructure/database/context.js';
import { visibleTo } from '../../infrastructure/database/scope.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { Where } from '../../infrastructure/database/where.js';
import { afterId, pageById, type Page, type PageAsked } from '../../graphql/connection.js';
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
  page(ctx: Ctx, { open, first, after }: { open: boolean | null } & PageAsked): Promise<Page<HoldSummary>> {
    const where = filtered(ctx, open).when(afterId(after), (at) => `h.id < ${at}::uuid`);
    return this.uow.read(ctx, async ({ manager }) => {
      const rows = await manager.query<HoldSummary[]>(
        `SELECT ${HOLD_COLUMNS} FROM hold h WHERE ${where} ORDER BY h.id DESC LIMIT ${where.value(first + 1)}`,
        where.params,
      );
      return pageById(rows, first);
    });
  }

  /** How many holds concern the caller. */
  count(ctx: Ctx, open: boolean | null): Promise<number> {
    return this.uow.count(ctx, 'hold h', filtered(ctx, open));
  }
}

const filtered = (ctx: Ctx, open: boolean | null): Where => {
  const where = new Where().visibleTo(ctx, 'h');
  return open === null ? where : where.and(`(h.released_at IS NULL) = ${open}`);
};
