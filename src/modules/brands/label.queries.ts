import { Injectable } from '@nestjs/common';
import { afterId, pageById, type Page, type PageAsked } from '../../graphql/connection.js';
import type { Ctx } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { Where } from '../../infrastructure/database/where.js';
import type { LabelDesignId, LabelRangeId, LabelUseId } from '../../kernel/ids.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { LabelDesign, LabelRange, LabelUse } from './label.entity.js';

export interface LabelDesignFilter {
  readonly organisationId?: string | null | undefined;
  readonly brandCode?: string | null | undefined;
  readonly marketCode?: string | null | undefined;
  /** Valid on this day. */
  readonly on?: LocalDate | null | undefined;
  readonly isConfirmed?: boolean | null | undefined;
}
export interface LabelRangeFilter {
  readonly labelDesignId?: string | null | undefined;
  readonly packhouseId?: string | null | undefined;
}
export interface LabelUseFilter {
  readonly batchId?: string | null | undefined;
  readonly labelDesignId?: string | null | undefined;
  readonly labelRangeId?: string | null | undefined;
  /** With those that a correction took the place of, and those that are void. */
  readonly includeReplaced?: boolean | null | undefined;
}

export type LabelDesignView = Omit<LabelDesign, 'recordedById'>;
export type LabelRangeView = Omit<LabelRange, 'recordedById' | 'visibleTo'> & {
  /** How many of its labels are on cartons that the caller sees. */
  readonly usedCount: number;
};
export type LabelUseView = Omit<LabelUse, 'recordedById' | 'visibleTo'> & { readonly batchCode: string };

const DESIGN = `SELECT d.id, d.code, d.brand_code AS "brandCode", d.organisation_id AS "organisationId",
    d.market_code AS "marketCode", d.marks, d.texts, d.series, d.artwork_id AS "artworkId", d.valid_from AS "validFrom",
    d.valid_to AS "validTo", d.ended_on AS "endedOn", d.recorded_at AS "recordedAt", d.confirmed_at AS "confirmedAt",
    d.confirmed_by_id AS "confirmedById"
  FROM label_design d`;
const RANGE = `SELECT r.id, r.design_id AS "designId", r.packhouse_id AS "packhouseId", r.series,
    r.first_serial AS "firstSerial", r.last_serial AS "lastSerial", r.issued_on AS "issuedOn",
    r.withdrawn_on AS "withdrawnOn", r.recorded_at AS "recordedAt",
    (SELECT coalesce(sum(u.last_serial - u.first_serial + 1), 0)::bigint FROM label_use u
      WHERE u.range_id = r.id AND u.replaced_at IS NULL AND NOT u.is_void) AS "usedCount"
  FROM label_range r`;
const USE = `SELECT u.id, u.batch_id AS "batchId", b.code AS "batchCode", u.organisation_id AS "organisationId",
    u.design_id AS "designId", u.range_id AS "rangeId", u.series, u.first_serial AS "firstSerial",
    u.last_serial AS "lastSerial", u.recorded_at AS "recordedAt", u.corrects_id AS "correctsId", u.is_void AS "isVoid",
    u.replaced_at AS "replacedAt"
  FROM label_use u JOIN batch b ON b.id = u.batch_id`;

/** Designs everybody reads; ranges and uses as far as they are the caller's, or on fruit that the caller sees. */
@Injectable()
export class LabelQueries {
  constructor(private readonly uow: UnitOfWork) {}

  designs(ctx: Ctx, filter: LabelDesignFilter, page: PageAsked): Promise<Page<LabelDesignView>> {
    return this.page(ctx, DESIGN, 'd', designs(filter), page);
  }

  countDesigns(ctx: Ctx, filter: LabelDesignFilter): Promise<number> {
    return this.uow.count(ctx, 'label_design d', designs(filter));
  }

  design(ctx: Ctx, id: LabelDesignId): Promise<LabelDesignView | null> {
    return this.one(ctx, DESIGN, 'd', new Where(), id);
  }

  ranges(ctx: Ctx, filter: LabelRangeFilter, page: PageAsked): Promise<Page<LabelRangeView>> {
    return this.page(ctx, RANGE, 'r', ranges(ctx, filter), page);
  }

  countRanges(ctx: Ctx, filter: LabelRangeFilter): Promise<number> {
    return this.uow.count(ctx, 'label_range r', ranges(ctx, filter));
  }

  range(ctx: Ctx, id: LabelRangeId): Promise<LabelRangeView | null> {
    return this.one(ctx, RANGE, 'r', ranges(ctx, {}), id);
  }

  uses(ctx: Ctx, filter: LabelUseFilter, page: PageAsked): Promise<Page<LabelUseView>> {
    return this.page(ctx, USE, 'u', uses(ctx, filter), page);
  }

  countUses(ctx: Ctx, filter: LabelUseFilter): Promise<number> {
    return this.uow.count(ctx, 'label_use u', uses(ctx, filter));
  }

  use(ctx: Ctx, id: LabelUseId): Promise<LabelUseView | null> {
    return this.one(ctx, USE, 'u', uses(ctx, { includeReplaced: true }), id);
  }

  /** The latest first. */
  private async page<R extends { readonly id: string }>(
    ctx: Ctx,
    select: string,
    alias: string,
    where: Where,
    { first, after }: PageAsked,
  ): Promise<Page<R>> {
    where.when(afterId(after), (at) => `${alias}.id < ${at}::uuid`);
    const rows = await this.uow.select<R>(
      ctx,
      `${select} WHERE ${where} ORDER BY ${alias}.id DESC LIMIT ${where.value(first + 1)}`,
      where.params,
    );
    return pageById(rows, first);
  }

  private async one<R extends object>(
    ctx: Ctx,
    select: string,
    alias: string,
    where: Where,
    id: string,
  ): Promise<R | null> {
    where.and(`${alias}.id = ${where.value(id)}::uuid`);
    const [row] = await this.uow.select<R>(ctx, `${select} WHERE ${where}`, where.params);
    return row ?? null;
  }
}

function designs(filter: LabelDesignFilter): Where {
  const where = new Where()
    .when(filter.organisationId, (at) => `d.organisation_id = ${at}::uuid`)
    .when(filter.brandCode, (at) => `d.brand_code = ${at}`)
    .when(filter.marketCode, (at) => `(d.market_code = ${at} OR d.market_code IS NULL)`)
    .when(filter.on, (at) => `${at}::date BETWEEN d.valid_from AND least(d.valid_to, d.ended_on)`);
  const isConfirmed = filter.isConfirmed ?? null;
  if (isConfirmed === null) return where;
  return where.and(isConfirmed ? 'd.confirmed_at IS NOT NULL' : 'd.confirmed_at IS NULL');
}

const ranges = (ctx: Ctx, filter: LabelRangeFilter): Where =>
  new Where()
    .when(filter.labelDesignId, (at) => `r.design_id = ${at}::uuid`)
    .when(filter.packhouseId, (at) => `r.packhouse_id = ${at}::uuid`)
    .visibleTo(ctx, 'r');

function uses(ctx: Ctx, filter: LabelUseFilter): Where {
  const where = new Where()
    .when(filter.batchId, (at) => `u.batch_id = ${at}::uuid`)
    .when(filter.labelDesignId, (at) => `u.design_id = ${at}::uuid`)
    .when(filter.labelRangeId, (at) => `u.range_id = ${at}::uuid`)
    .visibleTo(ctx, 'u');
  return filter.includeReplaced === true ? where : where.and('u.replaced_at IS NULL AND NOT u.is_void');
}
