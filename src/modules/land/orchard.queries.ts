import { Injectable } from '@nestjs/common';
import { decodeCursor, pageOf, type Page, type PageAsked } from '../../graphql/connection.js';
import { RequestLoader } from '../../graphql/loaders.js';
import type { Ctx } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { Where } from '../../infrastructure/database/where.js';
import type { OrchardId, OrganisationId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';

export interface OrchardFilter {
  readonly townCode?: string | null | undefined;
  readonly organisationId?: OrganisationId | null | undefined;
  readonly codePrefix?: string | null | undefined;
}

export interface OrchardView {
  readonly id: OrchardId;
  readonly code: string;
  readonly organisationId: OrganisationId;
  readonly nameZh: string;
  readonly nameEn: string | null;
  readonly townCode: string;
  readonly createdAt: Instant;
}

const COLUMNS = `o.id, o.code, o.organisation_id AS "organisationId", o.name_zh AS "nameZh", o.name_en AS "nameEn",
  o.town_code AS "townCode", o.created_at AS "createdAt"`;

@Injectable()
export class OrchardQueries {
  private readonly loader = new RequestLoader<OrchardId, OrchardView>((ctx, ids) => this.views(ctx, ids));

  constructor(private readonly uow: UnitOfWork) {}

  /** Null where the caller cannot see it. */
  load(ctx: Ctx, id: OrchardId): Promise<OrchardView | null> {
    return this.loader.load(ctx, id);
  }

  private async views(ctx: Ctx, ids: readonly OrchardId[]): Promise<Map<OrchardId, OrchardView>> {
    const where = new Where().when(ids, (v) => `o.id = ANY (${v}::uuid[])`);
    const rows = await this.select(ctx, where, '');
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** By code. */
  async page(ctx: Ctx, filter: OrchardFilter, { first, after }: PageAsked): Promise<Page<OrchardView>> {
    const where = filtered(filter).when(after ? decodeCursor(after).key : null, (key) => `o.code > ${key}`);
    const rows = await this.select(ctx, where, `ORDER BY o.code LIMIT ${where.value(first + 1)}`);
    return pageOf(rows, first, ({ code, id }) => ({ key: code, id }));
  }

  count(ctx: Ctx, filter: OrchardFilter): Promise<number> {
    return this.uow.count(ctx, 'orchard o', filtered(filter).visibleTo(ctx, 'o'));
  }

  private select(ctx: Ctx, where: Where, tail: string): Promise<OrchardView[]> {
    where.visibleTo(ctx, 'o');
    return this.uow.read(ctx, ({ manager }) =>
      manager.query(`SELECT ${COLUMNS} FROM orchard o WHERE ${where} ${tail}`, where.params),
    );
  }
}

function filtered(filter: OrchardFilter): Where {
  return new Where()
    .when(filter.townCode, (v) => `o.town_code = ${v}`)
    .when(filter.organisationId, (v) => `o.organisation_id = ${v}::uuid`)
    .when(filter.codePrefix, (v) => `starts_with(o.code, ${v})`);
}
