import { Injectable } from '@nestjs/common';
import { afterId, pageById, type Page, type PageAsked } from '../../graphql/connection.js';
import { groupBy, RequestLoader } from '../../graphql/loaders.js';
import { actorOf, type Ctx, type Tx } from '../../infrastructure/database/context.js';
import { seesAll, visibleTo } from '../../infrastructure/database/scope.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { Where } from '../../infrastructure/database/where.js';
import { muHundredths, type MuHundredths } from '../../kernel/area.js';
import type { OrganisationId, PlotId, RegistrationId } from '../../kernel/ids.js';
import { legalDay, type LocalDate } from '../../kernel/local-date.js';
import type { RegistrationKind } from './domain/registration.js';
import { Registration } from './registration.entity.js';
import {
  COVER_COLUMNS,
  coverOf,
  REGISTRATION_COLUMNS,
  type CoverRow,
  type PlotCover,
  type RegistrationRow,
} from './registration.view.js';

export type { PlotCover, RegistrationRow } from './registration.view.js';

export interface RegistrationFilter {
  readonly kind?: RegistrationKind | null | undefined;
  readonly organisationId?: OrganisationId | null | undefined;
  readonly customsDistrictCode?: string | null | undefined;
  readonly marketCode?: string | null | undefined;
  readonly numberPrefix?: string | null | undefined;
  /** Those that stand on this day. */
  readonly standingOn?: LocalDate | null | undefined;
}

/** How far the plots under a registration add up, for the reader to compare with what customs ask. */
export interface Coverage {
  /** All plots under it on the day and their area; null for whom the registration does not belong to. */
  readonly plotCount: number | null;
  readonly declaredMuHundredths: MuHundredths | null;
  /** Those of them that this account sees: its own share, or what its fruit grew on. */
  readonly seenPlotCount: number;
  readonly seenMuHundredths: MuHundredths;
}

/** Reads registrations and what they cover, limited to what the caller may see. */
@Injectable()
export class RegistrationQueries {
  private readonly loader = new RequestLoader<RegistrationId, RegistrationRow>((ctx, ids) =>
    this.views(ctx, ids),
  );
  private readonly coverLoader = new RequestLoader<PlotId, readonly PlotCover[]>((ctx, ids) =>
    this.coversByPlot(ctx, ids),
  );
  private readonly coverageLoader = new RequestLoader<RegistrationId, Coverage>((ctx, ids) =>
    this.coverages(ctx, ids),
  );

  constructor(private readonly uow: UnitOfWork) {}

  /** For nested fields; null where the caller cannot see it. */
  load(ctx: Ctx, id: RegistrationId): Promise<RegistrationRow | null> {
    return this.loader.load(ctx, id);
  }

  /** What covers a plot or covered it, for nested fields. */
  async covers(ctx: Ctx, plotId: PlotId): Promise<readonly PlotCover[]> {
    return (await this.coverLoader.load(ctx, plotId)) ?? [];
  }

  /** The plots under a registration today and their declared area, for nested fields. */
  async coverage(ctx: Ctx, id: RegistrationId): Promise<Coverage> {
    const seen = { seenPlotCount: 0, seenMuHundredths: muHundredths(0) };
    const none = { plotCount: null, declaredMuHundredths: null, ...seen };
    return (await this.coverageLoader.load(ctx, id)) ?? none;
  }

  /** Locks a registration that the caller may change: its own, or any for the base office. */
  async lockOwn(tx: Tx, id: RegistrationId): Promise<Registration | null> {
    const own = seesAll(tx) ? {} : { organisationId: actorOf(tx).organisationId };
    return tx.manager.findOne(Registration, { where: { id, ...own }, lock: { mode: 'pessimistic_write' } });
  }

  private async views(
    ctx: Ctx,
    ids: readonly RegistrationId[],
  ): Promise<Map<RegistrationId, RegistrationRow>> {
    const rows = await this.select(
      ctx,
      new Where().when(ids, (v) => `r.id = ANY (${v}::uuid[])`),
      '',
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  private async coversByPlot(
    ctx: Ctx,
    plotIds: readonly PlotId[],
  ): Promise<Map<PlotId, readonly PlotCover[]>> {
    const where = new Where()
      .when(plotIds, (v) => `rp.plot_id = ANY (${v}::uuid[])`)
      .visibleTo(ctx, 'rp')
      .visibleTo(ctx, 'r');
    const rows = await this.uow.select<CoverRow>(
      ctx,
      `SELECT ${REGISTRATION_COLUMNS}, ${COVER_COLUMNS}
       FROM registration_plot rp JOIN registration r ON r.id = rp.registration_id
       WHERE ${where} ORDER BY rp.plot_id, rp.valid_from, r.id`,
      where.params,
    );
    return groupBy(plotIds, rows.map(coverOf), ({ plotId }) => plotId);
  }

  /** Newest first. */
  async page(
    ctx: Ctx,
    filter: RegistrationFilter,
    { first, after }: PageAsked,
  ): Promise<Page<RegistrationRow>> {
    const where = filtered(filter).when(afterId(after), (v) => `r.id < ${v}::uuid`);
    const rows = await this.select(ctx, where, `ORDER BY r.id DESC LIMIT ${where.value(first + 1)}`);
    return pageById(rows, first);
  }

  count(ctx: Ctx, filter: RegistrationFilter): Promise<number> {
    return this.uow.count(ctx, 'registration r', filtered(filter).visibleTo(ctx, 'r'));
  }

  private async coverages(ctx: Ctx, ids: readonly RegistrationId[]): Promise<Map<RegistrationId, Coverage>> {
    const where = new Where();
    const [wanted, today] = [where.value(ids), where.value(legalDay(ctx.now))];
    const plotSeen = visibleTo(ctx, 'p', where.params);
    where.and(`r.id = ANY (${wanted}::uuid[])`).visibleTo(ctx, 'r');
    const rows = await this.uow.read(ctx, ({ manager }) =>
      manager.query<(Coverage & { id: RegistrationId })[]>(
        `SELECT r.id, c.plot_count AS "plotCount", c.declared_mu_hundredths AS "declaredMuHundredths",
           count(p.id) AS "seenPlotCount", coalesce(sum(p.declared_mu_hundredths), 0)::bigint AS "seenMuHundredths"
         FROM registration r
           LEFT JOIN registration_coverage(${wanted}, ${today}) c ON c.id = r.id
           LEFT JOIN registration_plot rp ON rp.registration_id = r.id AND rp.valid_from <= ${today}
             AND coalesce(rp.valid_to >= ${today}, true) AND coalesce(r.withdrawn_on > ${today}, true)
           LEFT JOIN plot p ON p.id = rp.plot_id AND ${plotSeen}
         WHERE ${where} GROUP BY r.id, c.plot_count, c.declared_mu_hundredths`,
        where.params,
      ),
    );
    return new Map(rows.map(({ id, ...coverage }) => [id, coverage]));
  }

  private select(ctx: Ctx, where: Where, tail: string): Promise<RegistrationRow[]> {
    where.visibleTo(ctx, 'r');
    return this.uow.read(ctx, ({ manager }) =>
      manager.query(
        `SELECT ${REGISTRATION_COLUMNS} FROM registration r WHERE ${where} ${tail}`,
        where.params,
      ),
    );
  }
}

function filtered(filter: RegistrationFilter): Where {
  return new Where()
    .when(filter.kind, (v) => `r.kind = ${v}`)
    .when(filter.organisationId, (v) => `r.organisation_id = ${v}::uuid`)
    .when(filter.customsDistrictCode, (v) => `r.customs_district_code = ${v}`)
    .when(filter.marketCode, (v) => `${v} = ANY (r.market_codes)`)
    .when(filter.numberPrefix, (v) => `starts_with(r.number, ${v})`)
    .when(
      filter.standingOn,
      (v) =>
        `r.valid_from <= ${v} AND coalesce(r.valid_to >= ${v}, true) AND coalesce(r.withdrawn_on > ${v}, true)`,
    );
}
