import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { afterId, pageById, type Page, type PageAsked } from '../../graphql/connection.js';
import type { Ctx } from '../../infrastructure/database/context.js';
import { columnsOf } from '../../infrastructure/database/plain-rows.js';
import { seesAll, visibleTo } from '../../infrastructure/database/scope.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { Where } from '../../infrastructure/database/where.js';
import type { BatchId, OrganisationId, PestTrapId, PlotId, RegistrationId } from '../../kernel/ids.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { NamedCodeQueries } from '../standards/named-code.queries.js';
import type { AreaStatusCode } from '../standards/domain/pest-words.js';
import { AreaStatus } from './area-status.entity.js';
import type { Point } from './domain/read-point.js';
import { OfficerAppointment } from './officer-appointment.entity.js';
import { PestTrap, TrapCount } from './pest-trap.entity.js';
import { Pest } from './pest.entity.js';
import { QuarantineTreatment } from './quarantine-treatment.entity.js';

type Absent = null | undefined;
export interface OfficerFilter {
  readonly organisationId?: OrganisationId | Absent;
  readonly registrationId?: RegistrationId | Absent;
  /** Those that stand on this day. */
  readonly standingOn?: LocalDate | Absent;
}
export interface TrapFilter {
  readonly organisationId?: OrganisationId | Absent;
  readonly plotId?: PlotId | Absent;
  readonly registrationId?: RegistrationId | Absent;
  readonly pestCode?: string | Absent;
  readonly standingOn?: LocalDate | Absent;
}
export interface TrapCountFilter {
  readonly trapId?: PestTrapId | Absent;
  readonly organisationId?: OrganisationId | Absent;
  readonly from?: LocalDate | Absent;
  readonly to?: LocalDate | Absent;
  /** Only records that stand: neither corrected nor void. */
  readonly standing?: boolean | Absent;
}
export interface AreaStatusFilter {
  readonly pestCode?: string | Absent;
  readonly regionCode?: string | Absent;
  readonly registrationId?: RegistrationId | Absent;
  readonly status?: AreaStatusCode | Absent;
  readonly isConfirmed?: boolean | Absent;
  readonly standingOn?: LocalDate | Absent;
}
export interface TreatmentFilter {
  readonly batchId?: BatchId | Absent;
  readonly organisationId?: OrganisationId | Absent;
  readonly isConfirmed?: boolean | Absent;
  readonly standing?: boolean | Absent;
}

/** The rows as the API shows them: plain data. People stand there by username, for their own organisation and the base office. */
export type OfficerView = Omit<OfficerAppointment, 'visibleTo'> & { readonly officer: string | null };
export type TrapView = Omit<PestTrap, 'visibleTo'> & { readonly point: Point | null };
export type TrapCountView = Omit<TrapCount, 'visibleTo'> & {
  readonly inspector: string | null;
  readonly recordedBy: string | null;
  readonly correctedById: string | null;
};
export type AreaStatusView = AreaStatus;
export type TreatmentView = Omit<QuarantineTreatment, 'visibleTo'> & {
  readonly correctedById: string | null;
};

/** How one list is read: what is selected from where, by which conditions. */
interface Listing<F> {
  readonly from: string;
  readonly columns: (ctx: Ctx, where: Where) => string;
  readonly filtered: (filter: F) => Where;
  /** Whether its rows say who sees them; others are facts that everybody reads. */
  readonly isScoped: boolean;
}

const standsOn = (v: string): string =>
  `r.valid_from <= ${v} AND coalesce(r.valid_to >= ${v}, true) AND coalesce(r.ended_on > ${v}, true)`;
const stands = (table: string): string =>
  `NOT r.is_void AND NOT EXISTS (SELECT FROM ${table} c WHERE c.corrects_id = r.id)`;
const confirmed = (where: Where, isConfirmed: boolean | Absent): Where =>
  typeof isConfirmed === 'boolean' ? where.and(`(r.confirmed_at IS NOT NULL) = ${isConfirmed}`) : where;

/** A person is named where the caller belongs to the organisation whose record it is, and to the base office. */
const username = (ctx: Ctx, where: Where, column: string): string => {
  const isShown = seesAll(ctx)
    ? 'true'
    : `r.organisation_id = ${where.value(ctx.actor?.organisationId ?? null)}::uuid`;
  return `CASE WHEN ${isShown} THEN (SELECT u.username FROM user_account u WHERE u.id = r.${column}) END`;
};

const OFFICERS: Listing<OfficerFilter> = {
  from: 'officer_appointment r',
  isScoped: true,
  columns: (ctx, where) =>
    `${columnsOf(OfficerAppointment, 'r')}, ${username(ctx, where, 'user_id')} AS officer`,
  filtered: ({ organisationId, registrationId, standingOn }) =>
    new Where()
      .when(organisationId, (v) => `r.organisation_id = ${v}::uuid`)
      .when(registrationId, (v) => `r.registration_id = ${v}::uuid`)
      .when(standingOn, standsOn),
};

const TRAPS: Listing<TrapFilter> = {
  from: 'pest_trap r',
  isScoped: true,
  columns: (ctx, where) =>
    `${columnsOf(PestTrap, 'r')},
     (SELECT p.geometry FROM pest_trap_place p WHERE p.trap_id = r.id AND ${visibleTo(ctx, 'p', where.params)}) AS point`,
  filtered: ({ organisationId, plotId, registrationId, pestCode, standingOn }) =>
    new Where()
      .when(organisationId, (v) => `r.organisation_id = ${v}::uuid`)
      .when(plotId, (v) => `r.plot_id = ${v}::uuid`)
      .when(registrationId, (v) => `r.registration_id = ${v}::uuid`)
      .when(pestCode, (v) => `${v} = ANY (r.pests)`)
      .when(standingOn, (v) => `r.set_up_on <= ${v} AND coalesce(r.taken_down_on >= ${v}, true)`),
};

const COUNTS: Listing<TrapCountFilter> = {
  from: 'trap_count r',
  isScoped: true,
  columns: (ctx, where) =>
    `${columnsOf(TrapCount, 'r')}, ${username(ctx, where, 'inspector_id')} AS inspector,
     ${username(ctx, where, 'recorded_by_id')} AS "recordedBy",
     (SELECT c.id FROM trap_count c WHERE c.corrects_id = r.id) AS "correctedById"`,
  filtered: ({ trapId, organisationId, from, to, standing }) => {
    const where = new Where()
      .when(trapId, (v) => `r.trap_id = ${v}::uuid`)
      .when(organisationId, (v) => `r.organisation_id = ${v}::uuid`)
      .when(from, (v) => `r.inspected_on >= ${v}`)
      .when(to, (v) => `r.inspected_on <= ${v}`);
    return standing ? where.and(stands('trap_count')) : where;
  },
};

const STATUSES: Listing<AreaStatusFilter> = {
  from: 'area_status r',
  isScoped: false,
  columns: () => columnsOf(AreaStatus, 'r'),
  filtered: ({ pestCode, regionCode, registrationId, status, isConfirmed, standingOn }) =>
    confirmed(
      new Where()
        .when(pestCode, (v) => `r.pest_code = ${v}`)
        .when(regionCode, (v) => `r.region_code = ${v}`)
        .when(registrationId, (v) => `r.registration_id = ${v}::uuid`)
        .when(status, (v) => `r.status = ${v}`)
        .when(standingOn, standsOn),
      isConfirmed,
    ),
};

const TREATMENTS: Listing<TreatmentFilter> = {
  from: 'quarantine_treatment r',
  isScoped: true,
  columns: () =>
    `${columnsOf(QuarantineTreatment, 'r')},
     (SELECT c.id FROM quarantine_treatment c WHERE c.corrects_id = r.id) AS "correctedById"`,
  filtered: ({ batchId, organisationId, isConfirmed, standing }) => {
    const where = new Where()
      .when(batchId, (v) => `r.batch_id = ${v}::uuid`)
      .when(organisationId, (v) => `r.organisation_id = ${v}::uuid`);
    return confirmed(standing ? where.and(stands('quarantine_treatment')) : where, isConfirmed);
  },
};

/** Reads what is recorded about pests, limited to what the caller may see; the latest entry first. */
@Injectable()
export class PestQueries {
  constructor(
    private readonly uow: UnitOfWork,
    named: NamedCodeQueries,
  ) {
    named.register('PEST', async ({ manager }, codes) =>
      (await manager.findBy(Pest, { code: In([...codes]) })).map(({ code }) => code),
    );
  }

  pests(ctx: Ctx): Promise<Pest[]> {
    return this.uow.read(ctx, ({ manager }) => manager.find(Pest, { order: { code: 'ASC' } }));
  }

  readonly officers = this.reader<OfficerView, OfficerFilter>(OFFICERS);
  readonly traps = this.reader<TrapView, TrapFilter>(TRAPS);
  readonly counts = this.reader<TrapCountView, TrapCountFilter>(COUNTS);
  readonly areaStatuses = this.reader<AreaStatusView, AreaStatusFilter>(STATUSES);
  readonly treatments = this.reader<TreatmentView, TreatmentFilter>(TREATMENTS);

  private reader<V extends { readonly id: string }, F extends object>(listing: Listing<F>): Reader<V, F> {
    const select = (ctx: Ctx, where: Where, tail: string): Promise<V[]> => {
      if (listing.isScoped) where.visibleTo(ctx, 'r');
      const columns = listing.columns(ctx, where);
      return this.uow.select<V>(
        ctx,
        `SELECT ${columns} FROM ${listing.from} WHERE ${where} ${tail}`,
        where.params,
      );
    };
    return {
      byId: async (ctx, id) =>
        (
          await select(
            ctx,
            new Where().when(id, (v) => `r.id = ${v}::uuid`),
            '',
          )
        )[0] ?? null,
      page: async (ctx, filter, { first, after }) => {
        const where = listing.filtered(filter).when(afterId(after), (v) => `r.id < ${v}::uuid`);
        const rows = await select(ctx, where, `ORDER BY r.id DESC LIMIT ${where.value(first + 1)}`);
        return pageById(rows, first);
      },
      count: (ctx, filter) => {
        const where = listing.filtered(filter);
        return this.uow.count(ctx, listing.from, listing.isScoped ? where.visibleTo(ctx, 'r') : where);
      },
    };
  }
}

export interface Reader<V, F> {
  /** Null where there is none that the caller may see. */
  byId(ctx: Ctx, id: string): Promise<V | null>;
  page(ctx: Ctx, filter: F, asked: PageAsked): Promise<Page<V>>;
  count(ctx: Ctx, filter: F): Promise<number>;
}
