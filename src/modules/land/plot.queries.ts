import { Injectable } from '@nestjs/common';
import { ArrayContains, In } from 'typeorm';
import { decodeCursor, pageOf, type Page, type PageAsked } from '../../graphql/connection.js';
import { RequestLoader } from '../../graphql/loaders.js';
import { actorOf, type Ctx, type Reading } from '../../infrastructure/database/context.js';
import { seesAll, visibleTo } from '../../infrastructure/database/scope.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { Where } from '../../infrastructure/database/where.js';
import type { Polygon } from '../../kernel/geo.js';
import type { OrganisationId, PlotId, RegistrationId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { awaitsVarietyConfirmation } from './plot-variety.queries.js';
import { viewOfPlot, PLOT_COLUMNS, type PlotRow, type PlotView } from './plot.view.js';
import { Plot } from './plot.entity.js';

export type { Plot } from './plot.entity.js';
export type { PlotView } from './plot.view.js';

export type PlotOrder = 'CODE' | 'NEWEST';

export interface PlotFilter {
  readonly countyCode?: string | null | undefined;
  readonly townCode?: string | null | undefined;
  readonly organisationId?: OrganisationId | null | undefined;
  readonly varietyCode?: string | null | undefined;
  /** Plots that are or were under it. */
  readonly registrationId?: RegistrationId | null | undefined;
  readonly codePrefix?: string | null | undefined;
  /** Of which something was said afterwards of the variety that is not confirmed, as far as the caller sees it. */
  readonly varietyToConfirm?: boolean | null | undefined;
}

export interface BoundaryView {
  readonly geometry: Polygon;
  readonly squareMetres: number;
  readonly recordedAt: Instant;
}

/** Reads plots. Everything is limited to what the caller may see, here and by row-level security underneath. */
@Injectable()
export class PlotQueries {
  private readonly loader = new RequestLoader<PlotId, PlotView>((ctx, ids) => this.views(ctx, ids));
  private readonly boundaryLoader = new RequestLoader<PlotId, BoundaryView>((ctx, ids) =>
    this.boundaries(ctx, ids),
  );

  constructor(private readonly uow: UnitOfWork) {}

  /** For nested fields; lookups of the same tick become one statement. Null where the caller cannot see it. */
  load(ctx: Ctx, id: PlotId): Promise<PlotView | null> {
    return this.loader.load(ctx, id);
  }

  /** Null where there is no boundary or the caller may not see it, which look alike. */
  boundary(ctx: Ctx, id: PlotId): Promise<BoundaryView | null> {
    return this.boundaryLoader.load(ctx, id);
  }

  /** For commands: the row as it is, or null where the caller cannot see one. */
  async visibleById(reading: Reading, id: PlotId): Promise<Plot | null> {
    const [plot] = await this.byIds(reading, [id]);
    return plot ?? null;
  }

  /** Those of the plots that the caller sees, in no particular order. */
  byIds(reading: Reading, ids: readonly PlotId[]): Promise<Plot[]> {
    const scope = seesAll(reading) ? {} : { visibleTo: ArrayContains([actorOf(reading).organisationId]) };
    return reading.manager.findBy(Plot, { id: In([...ids]), ...scope });
  }

  /** As the API shows them, by id; those that the caller cannot see are left out. */
  async views(ctx: Ctx, ids: readonly PlotId[]): Promise<Map<PlotId, PlotView>> {
    const where = new Where().when(ids, (v) => `p.id = ANY (${v}::uuid[])`);
    const rows = await this.uow.read(ctx, (reading) => this.select(reading, where, ''));
    return new Map(rows.map((row) => [row.id, viewOfPlot(row)]));
  }

  async page(
    ctx: Ctx,
    filter: PlotFilter,
    { first, after }: PageAsked,
    order: PlotOrder,
  ): Promise<Page<PlotView>> {
    const cursor = after ? decodeCursor(after) : null;
    const where = filtered(filter);
    if (order === 'CODE') where.when(cursor?.key, (key) => `p.code > ${key}`);
    else where.when(cursor?.id, (id) => `p.id < ${id}::uuid`);
    const tail = `ORDER BY ${order === 'CODE' ? 'p.code' : 'p.id DESC'} LIMIT ${where.value(first + 1)}`;
    const rows = await this.uow.read(ctx, (reading) => this.select(reading, where, tail));
    return pageOf(rows, first, ({ code, id }) => ({ key: code, id }), viewOfPlot);
  }

  count(ctx: Ctx, filter: PlotFilter): Promise<number> {
    return this.uow.count(ctx, 'plot p', filtered(filter).visibleTo(ctx, 'p'));
  }

  private async boundaries(ctx: Ctx, ids: readonly PlotId[]): Promise<Map<PlotId, BoundaryView>> {
    const where = new Where().when(ids, (v) => `b.plot_id = ANY (${v}::uuid[])`).visibleTo(ctx, 'b');
    const rows = await this.uow.read(ctx, ({ manager }) =>
      manager.query<(BoundaryView & { plotId: PlotId })[]>(
        `SELECT b.plot_id AS "plotId", b.geometry, b.square_metres AS "squareMetres", b.recorded_at AS "recordedAt"
         FROM plot_boundary b WHERE ${where}`,
        where.params,
      ),
    );
    return new Map(rows.map(({ plotId, ...boundary }) => [plotId, boundary]));
  }

  /** The measured area comes with the boundary's row and not with the plot's: fewer may see it. */
  private select(reading: Reading, where: Where, tail: string): Promise<PlotRow[]> {
    where.visibleTo(reading, 'p');
    const boundarySeen = visibleTo(reading, 'b', where.params);
    return reading.manager.query<PlotRow[]>(
      `SELECT ${PLOT_COLUMNS} FROM plot p LEFT JOIN plot_boundary b ON b.plot_id = p.id AND ${boundarySeen}
       WHERE ${where} ${tail}`,
      where.params,
    );
  }
}

function filtered(filter: PlotFilter): Where {
  return new Where()
    .when(filter.countyCode, (v) => `p.county_code = ${v}`)
    .when(filter.townCode, (v) => `p.town_code = ${v}`)
    .when(filter.organisationId, (v) => `p.organisation_id = ${v}::uuid`)
    .when(filter.varietyCode, (v) => `p.variety_code = ${v}`)
    .when(filter.codePrefix, (v) => `starts_with(p.code, ${v})`)
    .when(filter.varietyToConfirm || null, (v) => `${awaitsVarietyConfirmation('p')} = ${v}`)
    .when(
      filter.registrationId,
      (v) =>
        `EXISTS (SELECT FROM registration_plot rp WHERE rp.plot_id = p.id AND rp.registration_id = ${v}::uuid)`,
    );
}
