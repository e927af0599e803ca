import { Injectable } from '@nestjs/common';
import { decodeCursor, pageOf, type Page, type PageAsked } from '../../graphql/connection.js';
import type { Ctx, Reading } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { Where } from '../../infrastructure/database/where.js';
import type { BrandLicenceId, OrganisationId } from '../../kernel/ids.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { BrandLicence, type BrandKind } from './brand.entity.js';

export interface LicenceFilter {
  readonly organisationId?: OrganisationId | null | undefined;
  readonly brandCode?: string | null | undefined;
  readonly brandKind?: BrandKind | null | undefined;
  /** Valid on this day. */
  readonly on?: LocalDate | null | undefined;
  readonly numberPrefix?: string | null | undefined;
}

/** A licence as rules look at it: what it covers, and to which day it really ran. */
export interface LicenceHeld {
  readonly id: BrandLicenceId;
  readonly kind: 'BRAND' | 'GEOGRAPHICAL_INDICATION';
  /** Code of the brand or indication. */
  readonly name: string;
  readonly organisationId: OrganisationId;
  readonly validFrom: LocalDate;
  /** Last valid day, inclusive: the one it was ended on, if it was. */
  readonly validTo: LocalDate;
}

/** Licences are no secret among the parties of the base: who may print the brand is for all to know. */
@Injectable()
export class LicenceQueries {
  constructor(private readonly uow: UnitOfWork) {}

  /** The latest to begin first. */
  page(ctx: Ctx, filter: LicenceFilter, { first, after }: PageAsked): Promise<Page<BrandLicence>> {
    return this.uow.read(ctx, async ({ manager }) => {
      const where = conditions(filter);
      if (after) {
        const { key, id } = decodeCursor(after);
        where.and(`(${FROM_TEXT}, l.id::text) < (${where.value(key)}, ${where.value(id)})`);
      }
      const rows = await manager.query<BrandLicence[]>(
        `${SELECT} WHERE ${where} ORDER BY ${FROM_TEXT} DESC, l.id::text DESC LIMIT ${where.value(first + 1)}`,
        where.params,
      );
      return pageOf(rows, first, ({ validFrom, id }) => ({ key: validFrom, id }));
    });
  }

  count(ctx: Ctx, filter: LicenceFilter): Promise<number> {
    return this.uow.count(ctx, LICENCES, conditions(filter));
  }

  /** Null if there is none. */
  find(ctx: Ctx, id: BrandLicenceId): Promise<BrandLicence | null> {
    return this.uow.read(ctx, ({ manager }) => manager.findOneBy(BrandLicence, { id }));
  }

  /** One that a command has just written. */
  async present(ctx: Ctx, id: BrandLicenceId): Promise<BrandLicence> {
    const licence = await this.find(ctx, id);
    if (!licence) throw new Error(`licence ${id} is gone`);
    return licence;
  }

  /** Every licence these organisations hold or held: the packing day picks among them. */
  forOrganisations(reading: Reading, ids: readonly OrganisationId[]): Promise<LicenceHeld[]> {
    return reading.manager.query<LicenceHeld[]>(
      `SELECT l.id, CASE b.kind WHEN 'JOINT' THEN 'BRAND' ELSE b.kind END AS kind, l.brand_code AS name,
              l.organisation_id AS "organisationId", l.valid_from AS "validFrom",
              least(l.valid_to, l.ended_on) AS "validTo"
         FROM ${LICENCES} WHERE l.organisation_id = ANY ($1) ORDER BY l.valid_from, l.id`,
      [[...ids]],
    );
  }
}

const LICENCES = 'brand_licence l JOIN brand b ON b.code = l.brand_code';
const SELECT = `
  SELECT l.id, l.brand_code AS "brandCode", l.organisation_id AS "organisationId", l.number,
         l.valid_from AS "validFrom", l.valid_to AS "validTo", l.ended_on AS "endedOn", l.recorded_at AS "recordedAt"
  FROM ${LICENCES}`;
/** As text a cursor of somebody's own making is compared, not refused by the database. */
const FROM_TEXT = 'l.valid_from::text';

const conditions = (filter: LicenceFilter): Where =>
  new Where()
    .when(filter.organisationId, (at) => `l.organisation_id = ${at}`)
    .when(filter.brandCode, (at) => `l.brand_code = ${at}`)
    .when(filter.brandKind, (at) => `b.kind = ${at}`)
    .when(filter.on, (at) => `${at}::date BETWEEN l.valid_from AND least(l.valid_to, l.ended_on)`)
    .when(filter.numberPrefix, (at) => `starts_with(l.number, ${at})`);
