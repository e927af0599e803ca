import { Injectable } from '@nestjs/common';
import { decodeCursor, pageOf, type Page } from '../../graphql/connection.js';
import { RequestLoader } from '../../graphql/loaders.js';
import type { Ctx } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { Where } from '../../infrastructure/database/where.js';
import type { AttachmentId, OrganisationId, ProductLabelId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';

export interface ProductLabelFilter {
  readonly registrationNumberPrefix?: string | null | undefined;
  readonly crop?: string | null | undefined;
  /** Code of a substance it holds. */
  readonly substance?: string | null | undefined;
  readonly isConfirmed?: boolean | null | undefined;
}

export interface ProductLabelView {
  readonly id: ProductLabelId;
  readonly registrationNumber: string;
  readonly nameZh: string;
  readonly crop: string;
  readonly substances: string[];
  readonly phiDays: number | null;
  readonly statesNoInterval: boolean;
  readonly maxApplications: number | null;
  readonly statesNoMaximum: boolean;
  readonly photographId: AttachmentId | null;
  readonly enteredByOrganisationId: OrganisationId;
  readonly enteredAt: Instant;
  readonly confirmedAt: Instant | null;
}

/** Reads product labels, which everybody who is signed in may. */
@Injectable()
export class ProductLabelQueries {
  private readonly loader = new RequestLoader<ProductLabelId, ProductLabelView>((ctx, ids) =>
    this.views(ctx, ids),
  );

  constructor(private readonly uow: UnitOfWork) {}

  load(ctx: Ctx, id: ProductLabelId): Promise<ProductLabelView | null> {
    return this.loader.load(ctx, id);
  }

  /** By registration number. */
  async page(
    ctx: Ctx,
    filter: ProductLabelFilter,
    { first, after }: { first: number; after?: string | null | undefined },
  ): Promise<Page<ProductLabelView>> {
    const where = filtered(filter);
    if (after) {
      const { key, id } = decodeCursor(after);
      where.and(`(l.registration_number, l.id) > (${where.value(key)}, ${where.value(id)}::uuid)`);
    }
    const tail = `ORDER BY l.registration_number, l.id LIMIT ${where.value(first + 1)}`;
    const rows = await this.select(ctx, where, tail);
    return pageOf(
      rows,
      first,
      ({ registrationNumber, id }) => ({ key: registrationNumber, id }),
      (row) => row,
    );
  }

  count(ctx: Ctx, filter: ProductLabelFilter): Promise<number> {
    const where = filtered(filter);
    return this.uow.read(ctx, async ({ manager }) => {
      const [row] = await manager.query<{ count: number }[]>(
        `SELECT count(*) AS count FROM product_label l WHERE ${where}`,
        where.params,
      );
      return row?.count ?? 0;
    });
  }

  private async views(
    ctx: Ctx,
    ids: readonly ProductLabelId[],
  ): Promise<Map<ProductLabelId, ProductLabelView>> {
    const rows = await this.select(
      ctx,
      new Where().when(ids, (v) => `l.id = ANY (${v}::uuid[])`),
      '',
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  private select(ctx: Ctx, where: Where, tail: string): Promise<ProductLabelView[]> {
    return this.uow.read(ctx, ({ manager }) =>
      manager.query(
        `SELECT l.id, l.registration_number AS "registrationNumber", l.name_zh AS "nameZh", l.crop, l.substances,
           l.phi_days AS "phiDays", l.states_no_interval AS "statesNoInterval", l.max_applications AS "maxApplications",
           l.states_no_maximum AS "statesNoMaximum", l.photograph_id AS "photographId",
           l.entered_by_organisation_id AS "enteredByOrganisationId", l.entered_at AS "enteredAt",
           l.confirmed_at AS "confirmedAt"
         FROM product_label l WHERE ${where} ${tail}`,
        where.params,
      ),
    );
  }
}

function filtered(filter: ProductLabelFilter): Where {
  const where = new Where()
    .when(filter.registrationNumberPrefix, (v) => `starts_with(l.registration_number, ${v})`)
    .when(filter.crop, (v) => `l.crop = ${v}`)
    .when(
      filter.substance,
      (v) =>
        `(${v} = ANY (l.substances) OR EXISTS (SELECT FROM unnest(l.substances) s WHERE substance_code(s) = ${v}))`,
    );
  const isConfirmed = filter.isConfirmed ?? null;
  if (isConfirmed === null) return where;
  return where.and(isConfirmed ? 'l.confirmed_at IS NOT NULL' : 'l.confirmed_at IS NULL');
}
