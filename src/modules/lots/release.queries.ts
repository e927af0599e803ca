import { Injectable } from '@nestjs/common';
import type { Ctx } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { Where } from '../../infrastructure/database/where.js';
import { afterId, pageById, type Page, type PageAsked } from '../../graphql/connection.js';
import type { LotReleaseId } from '../../kernel/ids.js';
import { legalDay } from '../../kernel/local-date.js';
import type { Unity } from '../standards/domain/rule.js';
import type { ReleaseReason, ReleaseState } from './domain/release.js';
import { RELEASE, type ReleaseRow } from './release-view.sql.js';

export interface ReleaseFilter {
  readonly states?: readonly ReleaseState[] | null | undefined;
  readonly marketCode?: string | null | undefined;
  readonly ruleCode?: string | null | undefined;
  readonly season?: string | null | undefined;
  readonly unity?: Unity | null | undefined;
  readonly reasonCode?: ReleaseReason | null | undefined;
  readonly lotId?: string | null | undefined;
}

const RELEASES = 'lot_release r JOIN lot l ON l.id = r.lot_id';

/** Releases 凭…放行, to be looked at and counted: by who sees their lots, and all of them by the base office. */
@Injectable()
export class ReleaseQueries {
  constructor(private readonly uow: UnitOfWork) {}

  async find(ctx: Ctx, id: LotReleaseId): Promise<ReleaseRow | null> {
    const where = new Where().when(id, (at) => `r.id = ${at}`).visibleTo(ctx, 'r');
    return (await this.rows(ctx, `${RELEASES} WHERE ${where}`, where.params))[0] ?? null;
  }

  /** A page, the newest first. */
  async page(ctx: Ctx, filter: ReleaseFilter, { first, after }: PageAsked): Promise<Page<ReleaseRow>> {
    const where = filtered(ctx, filter).when(afterId(after), (at) => `r.id < ${at}::uuid`);
    const rows = await this.rows(
      ctx,
      `${RELEASES} WHERE ${where} ORDER BY r.id DESC LIMIT ${where.value(first + 1)}`,
      where.params,
    );
    return pageById(rows, first);
  }

  count(ctx: Ctx, filter: ReleaseFilter): Promise<number> {
    return this.uow.count(ctx, RELEASES, filtered(ctx, filter));
  }

  private async rows(ctx: Ctx, from: string, params: unknown[]): Promise<ReleaseRow[]> {
    const rows = await this.uow.select<{ row: unknown[] }>(
      ctx,
      `SELECT ${RELEASE.sql} AS row FROM ${from}`,
      params,
    );
    return rows.map(({ row }) => RELEASE.read(row, new Map()) as ReleaseRow);
  }
}

function filtered(ctx: Ctx, filter: ReleaseFilter): Where {
  const where = new Where();
  if (filter.states) {
    const today = where.value(legalDay(ctx.now));
    // As `shownRelease` shows it.
    where.when(
      filter.states,
      (at) =>
        `CASE WHEN r.state IN ('PROPOSED', 'AGREED') AND r.valid_until < ${today}::date THEN 'ENDED' ELSE r.state END = ANY (${at}::text[])`,
    );
  }
  return where
    .when(filter.marketCode, (at) => `r.market_code = ${at}`)
    .when(filter.ruleCode, (at) => `r.rule_code = ${at}`)
    .when(filter.season, (at) => `r.season = ${at}`)
    .when(filter.unity, (at) => `r.unity = ${at}`)
    .when(filter.reasonCode, (at) => `r.reason_code = ${at}`)
    .when(filter.lotId, (at) => `r.lot_id = ${at}::uuid`)
    .visibleTo(ctx, 'r');
}
