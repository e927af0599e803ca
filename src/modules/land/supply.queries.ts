import { Injectable } from '@nestjs/common';
import { afterId, pageById, type Page, type PageAsked } from '../../graphql/connection.js';
import { groupBy, RequestLoader } from '../../graphql/loaders.js';
import type { Ctx } from '../../infrastructure/database/context.js';
import { columnsOf } from '../../infrastructure/database/plain-rows.js';
import { seesAll } from '../../infrastructure/database/scope.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { Where } from '../../infrastructure/database/where.js';
import type { OrganisationId, RegistrationId, SupplyRelationId } from '../../kernel/ids.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { RegistrationYield } from './registration-yield.entity.js';
import { SupplyRelation } from './supply-relation.entity.js';

export interface SupplyRelationFilter {
  readonly packhouseId?: OrganisationId | null | undefined;
  readonly holderId?: OrganisationId | null | undefined;
  readonly registrationId?: RegistrationId | null | undefined;
  /** Those that stand on this day. */
  readonly standingOn?: LocalDate | null | undefined;
  readonly isConfirmed?: boolean | null | undefined;
}
export type SupplyRelationView = Omit<SupplyRelation, 'visibleTo'>;
export type YieldView = RegistrationYield;

/** Reads supply relations and declared yields, limited to what the caller may see. */
@Injectable()
export class SupplyQueries {
  private readonly yieldLoader = new RequestLoader<RegistrationId, readonly YieldView[]>((ctx, ids) =>
    this.yieldsOf(ctx, ids),
  );

  constructor(private readonly uow: UnitOfWork) {}

  /** Declared for a registration, the latest entry first; none where the caller may not know. */
  async yields(ctx: Ctx, id: RegistrationId): Promise<readonly YieldView[]> {
    return (await this.yieldLoader.load(ctx, id)) ?? [];
  }

  async byId(ctx: Ctx, id: SupplyRelationId): Promise<SupplyRelationView | null> {
    const where = new Where().when(id, (v) => `r.id = ${v}::uuid`);
    return (await this.select(ctx, where, ''))[0] ?? null;
  }

  /** The latest entry first. */
  async page(
    ctx: Ctx,
    filter: SupplyRelationFilter,
    { first, after }: PageAsked,
  ): Promise<Page<SupplyRelationView>> {
    const where = filtered(filter).when(afterId(after), (v) => `r.id < ${v}::uuid`);
    const rows = await this.select(ctx, where, `ORDER BY r.id DESC LIMIT ${where.value(first + 1)}`);
    return pageById(rows, first);
  }

  count(ctx: Ctx, filter: SupplyRelationFilter): Promise<number> {
    return this.uow.count(ctx, 'supply_relation r', filtered(filter).visibleTo(ctx, 'r'));
  }

  private select(ctx: Ctx, where: Where, tail: string): Promise<SupplyRelationView[]> {
    where.visibleTo(ctx, 'r');
    return this.uow.select<SupplyRelationView>(
      ctx,
      `SELECT ${columnsOf(SupplyRelation, 'r')} FROM supply_relation r WHERE ${where} ${tail}`,
      where.params,
    );
  }

  private async yieldsOf(
    ctx: Ctx,
    ids: readonly RegistrationId[],
  ): Promise<Map<RegistrationId, readonly YieldView[]>> {
    const where = new Where().when(ids, (v) => `y.registration_id = ANY (${v}::uuid[])`);
    const own = seesAll(ctx) ? null : (ctx.actor?.organisationId ?? null);
    if (!seesAll(ctx)) where.and(`y.organisation_id = ${where.value(own)}::uuid`);
    const rows = await this.uow.select<YieldView>(
      ctx,
      `SELECT ${columnsOf(RegistrationYield, 'y')} FROM registration_yield y WHERE ${where} ORDER BY y.id DESC`,
      where.params,
    );
    return groupBy(ids, rows, ({ registrationId }) => registrationId);
  }
}

function filtered(filter: SupplyRelationFilter): Where {
  const where = new Where()
    .when(filter.packhouseId, (v) => `r.organisation_id = ${v}::uuid`)
    .when(filter.holderId, (v) => `r.holder_id = ${v}::uuid`)
    .when(filter.registrationId, (v) => `r.registration_id = ${v}::uuid`)
    .when(
      filter.standingOn,
      (v) =>
        `r.valid_from <= ${v} AND coalesce(r.valid_to >= ${v}, true) AND coalesce(r.ended_on > ${v}, true)`,
    );
  const { isConfirmed } = filter;
  return typeof isConfirmed === 'boolean'
    ? where.and(`(r.confirmed_at IS NOT NULL) = ${isConfirmed}`)
    : where;
}
