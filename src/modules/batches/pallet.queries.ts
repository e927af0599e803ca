import { Injectable } from '@nestjs/common';
import type { Ctx } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { Where } from '../../infrastructure/database/where.js';
import { afterId, pageById, type Page, type PageAsked } from '../../graphql/connection.js';
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
  async page(ctx: Ctx, filter: PalletFilterInput, { first, after }: PageAsked): Promise<Page<PalletType>> {
    const where = filtered(filter);
    where.when(afterId(after), (at) => `p.id < ${at}::uuid`);
    const limit = where.value(first + 1);
    const rows = await this.select(ctx, where, `ORDER BY p.id DESC LIMIT ${limit}`);
    return pageById(rows, first);
  }

  count(ctx: Ctx, filter: PalletFilterInput): Promise<number> {
    return this.uow.count(ctx, 'pallet p', filtered(filter).visibleTo(ctx, 'p'));
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
