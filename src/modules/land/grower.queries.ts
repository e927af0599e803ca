import { Injectable } from '@nestjs/common';
import { decodeCursor, pageOf, type Page, type PageAsked } from '../../graphql/connection.js';
import { RequestLoader } from '../../graphql/loaders.js';
import type { Ctx, Reading } from '../../infrastructure/database/context.js';
import { seesAll } from '../../infrastructure/database/scope.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { Where } from '../../infrastructure/database/where.js';
import type { GrowerId, OrganisationId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';

export interface GrowerFilter {
  readonly townCode?: string | null | undefined;
  readonly codePrefix?: string | null | undefined;
  readonly organisationId?: OrganisationId | null | undefined;
}

export interface GrowerView {
  readonly id: GrowerId;
  readonly code: string;
  readonly organisationId: OrganisationId;
  readonly townCode: string | null;
  /** Null once erased, where none was given, and for the base office unless it looks with a reason. */
  readonly name: string | null;
  readonly telephone: string | null;
  readonly erasedAt: Instant | null;
}

/**
 * Reads growers. Those of their own cooperative who may read growers see them whole; the base office sees that they are there, and their names only
 * by a look that is entered in the ledger; nobody else sees them at all.
 */
@Injectable()
export class GrowerQueries {
  private readonly loader = new RequestLoader<GrowerId, GrowerView>((ctx, ids) => this.views(ctx, ids));

  constructor(private readonly uow: UnitOfWork) {}

  /** Null where the caller cannot see the grower. */
  load(ctx: Ctx, id: GrowerId): Promise<GrowerView | null> {
    return this.loader.load(ctx, id);
  }

  /** Whose grower it is; null where the caller cannot see the grower. */
  async cooperativeOf(reading: Reading, id: GrowerId): Promise<OrganisationId | null> {
    const where = scoped(reading).when(id, (v) => `g.id = ${v}::uuid`);
    const [grower] = await reading.manager.query<{ organisationId: OrganisationId }[]>(
      `SELECT g.organisation_id AS "organisationId" FROM grower g WHERE ${where}`,
      where.params,
    );
    return grower?.organisationId ?? null;
  }

  /** Those of the growers who belong to the caller's own cooperative and were not erased: whom records may name. */
  async ownAmong(reading: Reading, ids: readonly GrowerId[]): Promise<Set<GrowerId>> {
    if (ids.length === 0) return new Set();
    const rows = await reading.manager.query<{ id: GrowerId }[]>(
      `SELECT id FROM grower WHERE id = ANY ($1::uuid[]) AND organisation_id = $2 AND erased_at IS NULL`,
      [ids, reading.actor?.organisationId ?? null],
    );
    return new Set(rows.map(({ id }) => id));
  }

  private async views(ctx: Ctx, ids: readonly GrowerId[]): Promise<Map<GrowerId, GrowerView>> {
    const where = scoped(ctx).when(ids, (v) => `g.id = ANY (${v}::uuid[])`);
    const rows = await this.select(ctx, where, '', 'own');
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** With name and telephone for the base office too. Only for the command that has just entered the look. */
  async revealed(ctx: Ctx, id: GrowerId): Promise<GrowerView | null> {
    const where = scoped(ctx).when(id, (v) => `g.id = ${v}::uuid`);
    const [row] = await this.select(ctx, where, '', 'all');
    return row ?? null;
  }

  /** By code; the base office's list runs over all cooperatives. */
  async page(ctx: Ctx, filter: GrowerFilter, { first, after }: PageAsked): Promise<Page<GrowerView>> {
    const where = filtered(ctx, filter);
    if (after) {
      const { key, id } = decodeCursor(after);
      where.and(`(g.code, g.id) > (${where.value(key)}, ${where.value(id)}::uuid)`);
    }
    const tail = `ORDER BY g.code, g.id LIMIT ${where.value(first + 1)}`;
    const rows = await this.select(ctx, where, tail, 'own');
    return pageOf(rows, first, ({ code, id }) => ({ key: code, id }));
  }

  count(ctx: Ctx, filter: GrowerFilter): Promise<number> {
    return this.uow.count(ctx, 'grower g', filtered(ctx, filter));
  }

  /** @param names whose names and telephones are read: of the caller's own growers, or of all that are found */
  private select(ctx: Ctx, where: Where, tail: string, names: 'own' | 'all'): Promise<GrowerView[]> {
    const isShown = names === 'all' ? 'true' : namesSeen(ctx, where);
    return this.uow.read(ctx, ({ manager }) =>
      manager.query(
        `SELECT g.id, g.code, g.organisation_id AS "organisationId", g.town_code AS "townCode",
           CASE WHEN ${isShown} THEN g.name END AS name, CASE WHEN ${isShown} THEN g.telephone END AS telephone,
           g.erased_at AS "erasedAt"
         FROM grower g WHERE ${where} ${tail}`,
        where.params,
      ),
    );
  }
}

/** Growers also hang on plots and records, which more people of the cooperative may read than its list of growers. */
function namesSeen(ctx: Ctx, where: Where): string {
  if (!ctx.actor?.permissions.has('grower:read')) return 'false';
  return `g.organisation_id = ${where.value(ctx.actor.organisationId)}::uuid`;
}

const scoped = (ctx: Ctx): Where => {
  const where = new Where();
  if (seesAll(ctx)) return where;
  return where.and(`g.organisation_id = ${where.value(ctx.actor?.organisationId ?? null)}::uuid`);
};

function filtered(ctx: Ctx, filter: GrowerFilter): Where {
  return scoped(ctx)
    .when(filter.townCode, (v) => `g.town_code = ${v}`)
    .when(filter.organisationId, (v) => `g.organisation_id = ${v}::uuid`)
    .when(filter.codePrefix, (v) => `starts_with(g.code, ${v})`);
}
