import { Injectable } from '@nestjs/common';
import type { Ctx } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { Where } from '../../infrastructure/database/where.js';
import { afterId, pageOf, type Page, type PageAsked } from '../../graphql/connection.js';
import type { LotState } from './domain/lot-state.js';
import type { LotContributionType } from './contribution.types.js';

/** What an organisation may know of the lots its fruit is in: state, market and its own share. */
@Injectable()
export class ContributionQueries {
  constructor(private readonly uow: UnitOfWork) {}

  /** The caller's own shares, the newest lot first. */
  page(
    ctx: Ctx,
    states: readonly LotState[] | null,
    { first, after }: PageAsked,
  ): Promise<Page<LotContributionType>> {
    return this.uow.read(ctx, async (reading) => {
      const where = own(ctx, states).when(afterId(after), (at) => `c.lot_id < ${at}::uuid`);
      const rows = await reading.manager.query<LotContributionType[]>(
        `SELECT c.lot_id AS "lotId", c.lot_code AS "lotCode", c.market_code AS "marketCode", c.state,
           c.mass_grams AS "massGrams", c.exporter_id AS "exporterId", c.changed_at AS "changedAt"
         FROM lot_contribution c WHERE ${where} ORDER BY c.lot_id DESC LIMIT ${where.value(first + 1)}`,
        where.params,
      );
      return pageOf(rows, first, (row) => ({ key: row.lotCode, id: row.lotId }));
    });
  }

  count(ctx: Ctx, states: readonly LotState[] | null): Promise<number> {
    return this.uow.count(ctx, 'lot_contribution c', own(ctx, states));
  }
}

const own = (ctx: Ctx, states: readonly LotState[] | null): Where =>
  new Where()
    .when(
      ctx.actor?.organisationId ?? '00000000-0000-0000-0000-000000000000',
      (at) => `c.organisation_id = ${at}::uuid`,
    )
    .when(states, (at) => `c.state = ANY (${at}::text[])`);
