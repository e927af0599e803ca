import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { decodeCursor, pageOf, type Page, type PageAsked } from '../../graphql/connection.js';
import { mapBy, RequestLoader } from '../../graphql/loaders.js';
import type { OrganisationKind } from '../../infrastructure/auth/permissions.js';
import type { Ctx, Reading } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import type { OrganisationId } from '../../kernel/ids.js';
import { Organisation } from './organisation.entity.js';

export interface OrganisationFilter {
  readonly kind?: OrganisationKind | null | undefined;
  readonly countyCode?: string | null | undefined;
  /** Part of a name or of the code, in any case. */
  readonly search?: string | null | undefined;
  readonly codePrefix?: string | null | undefined;
  readonly includeClosed?: boolean | null | undefined;
}

/** The register of organisations. Everybody who is signed in reads all of it: one must be able to name a trading partner. */
@Injectable()
export class OrganisationQueries {
  private readonly loader = new RequestLoader<OrganisationId, Organisation>((ctx, ids) =>
    this.byIds(ctx, ids),
  );

  constructor(private readonly uow: UnitOfWork) {}

  /** By code. */
  page(ctx: Ctx, { first, after }: PageAsked, filter: OrganisationFilter): Promise<Page<Organisation>> {
    const { where, params } = conditionsOf(filter);
    if (after) {
      const { key, id } = decodeCursor(after);
      params.push(key, id);
      where.push(`(o.code, o.id) > ($${params.length - 1}, $${params.length}::uuid)`);
    }
    params.push(first + 1);
    return this.uow.read(ctx, async ({ manager }) => {
      const rows = await manager.query<Organisation[]>(
        `SELECT ${COLUMNS} FROM organisation o WHERE ${where.join(' AND ')}
         ORDER BY o.code, o.id LIMIT $${params.length}`,
        params,
      );
      return pageOf(rows, first, ({ code, id }) => ({ key: code, id }));
    });
  }

  count(ctx: Ctx, filter: OrganisationFilter): Promise<number> {
    const { where, params } = conditionsOf(filter);
    return this.uow.read(ctx, async ({ manager }) => {
      const [row] = await manager.query<{ count: number }[]>(
        `SELECT count(*) AS count FROM organisation o WHERE ${where.join(' AND ')}`,
        params,
      );
      return row?.count ?? 0;
    });
  }

  byIds(ctx: Ctx, ids: readonly OrganisationId[]): Promise<Map<OrganisationId, Organisation>> {
    return this.uow.read(ctx, async ({ manager }) =>
      mapBy(await manager.findBy(Organisation, { id: In([...ids]) }), ({ id }) => id),
    );
  }

  byCode(ctx: Ctx, code: string): Promise<Organisation | null> {
    return this.uow.read(ctx, ({ manager }) => manager.findOneBy(Organisation, { code }));
  }

  /** One of those that nested fields ask for; lookups of the same tick become one query. */
  load(ctx: Ctx, id: OrganisationId): Promise<Organisation | null> {
    return this.loader.load(ctx, id);
  }

  /** One that a row refers to, so that it must exist. */
  async present(ctx: Ctx, id: OrganisationId): Promise<Organisation> {
    const organisation = await this.load(ctx, id);
    if (!organisation) throw new Error(`organisation ${id} is gone`);
    return organisation;
  }

  /** For commands that are given an organisation, inside their transaction; closed ones too. Null if there is none. */
  find(reading: Reading, id: OrganisationId): Promise<Organisation | null> {
    return reading.manager.findOneBy(Organisation, { id });
  }
}

function conditionsOf(filter: OrganisationFilter): { where: string[]; params: unknown[] } {
  const where: string[] = ['true'];
  const params: unknown[] = [];
  const add = (condition: (at: string) => string, value: unknown): void => {
    params.push(value);
    where.push(condition(`$${params.length}`));
  };
  if (!filter.includeClosed) where.push('o.closed_at IS NULL');
  if (filter.kind) add((at) => `o.kind = ${at}`, filter.kind);
  if (filter.countyCode) add((at) => `o.county_code = ${at}`, filter.countyCode);
  if (filter.codePrefix) add((at) => `o.code LIKE ${at}`, `${escaped(filter.codePrefix)}%`);
  if (filter.search) {
    const part = `%${escaped(filter.search)}%`;
    add((at) => `(o.name_zh ILIKE ${at} OR o.name_en ILIKE ${at} OR o.code ILIKE ${at})`, part);
  }
  return { where, params };
}

/** A trader's % or _ means itself. */
const escaped = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

const COLUMNS = `o.id, o.code, o.kind, o.name_zh AS "nameZh", o.name_en AS "nameEn", o.county_code AS "countyCode",
  o.town_code AS "townCode", o.gln, o.created_at AS "createdAt", o.closed_at AS "closedAt"`;
