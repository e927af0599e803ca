import { Injectable } from '@nestjs/common';
import type { Ctx } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { Where } from '../../infrastructure/database/where.js';
import { decodeCursor, pageOf, type Page } from '../../graphql/connection.js';
import type { PalletFilterInput, PalletType } from './pallet.types.js';

@Injectable()
export class PalletQueries {
  constructor(private readonly uow: UnitOfWork) {}

  /** Null if there is none the caller may see. */
  async bySscc(ctx: Ctx, sscc: string): Promise<PalletType | null> {
    const where = new Where().when(sscc, (v) => `p.sscc = ${v}`);
    return (await this.select(ctx, where, ''))[0] ?? null;
  }

  /** Pallets whose fruit the caller may see, newest first. */
  async page(
    ctx: Ctx,
    filter: PalletFilterInput,
    { first, after }: { first: number; after?: string | null | undefined },
  ): Promise<Page<PalletType>> {
    const where = filtered(filter);
    if (after) where.and(`p.id < ${where.value(decodeCursor(after).id)}::uuid`);
    const limit = where.value(first + 1);
    const rows = await this.select(ctx, where, `ORDER BY p.id DESC LIMIT ${limit}`);
    return pageOf(
      rows,
      first,
      (row) => ({ key: row.sscc, id: row.id }),
      (row) => row,
    );
  }

  count(ctx: Ctx, filter: PalletFilterInput): Promise<number> {
    const where = filtered(filter).visibleTo(ctx, 'p');
    return this.uow.read(ctx, async ({ manager }) => {
      const sql = `SELECT count(*) AS total FROM pallet p WHERE ${where}`;
      const [row] = await manager.query<{ total: number }[]>(sql, where.params);
      return row?.total ?? 0;
    });
  }

  private select(ctx: Ctx, where: Where, tail: string): Promise<PalletType[]> {
    where.visibleTo(ctx, 'p');
    return this.uow.read(ctx, ({ manager }) =>
      manager.query<PalletType[]>(
        `SELECT p.id, p.sscc, p.batch_id AS "batchId", b.code AS "batchCode", p.organisation_id AS "organisationId",
                p.carton_count AS "cartonCount"
           FROM pallet p JOIN batch b ON b.id = p.batch_id WHERE ${where} ${tail}`,
        where.params,
      ),
    );
  }
}

const filtered = (filter: PalletFilterInput): Where =>
  new Where().when(filter.batchId, (v) => `p.batch_id = ${v}::uuid`);
