import { Injectable } from '@nestjs/common';
import { decodeCursor, pageOf, type Page } from '../../graphql/connection.js';
import type { Ctx } from '../../infrastructure/database/context.js';
import { seesAll, visibleTo } from '../../infrastructure/database/scope.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { Where } from '../../infrastructure/database/where.js';
import type { OrganisationId, RegistrationId } from '../../kernel/ids.js';
import { addDays, legalDay, seasonOf, type LocalDate, type Season } from '../../kernel/local-date.js';
import type { RegistrationKind } from '../land/domain/registration.js';
import type { RegistrationState } from '../land/domain/registration-warnings.js';
import { boardStatement, ENDS_ON, type BoardOrder } from './registration-board.sql.js';

export interface BoardFilter {
  readonly marketCode?: string | null | undefined;
  readonly kind?: RegistrationKind | null | undefined;
  /** County of whose it is. */
  readonly countyCode?: string | null | undefined;
  readonly organisationId?: OrganisationId | null | undefined;
  readonly expiringWithinDays?: number | null | undefined;
  readonly reviewDue?: boolean | null | undefined;
  /** Also those that stand no more. */
  readonly ended?: boolean | null | undefined;
}

export interface BoardRow extends Omit<RegistrationState, 'isWaiting'> {
  readonly key: string;
  readonly id: RegistrationId;
  readonly number: string;
  readonly nameZh: string;
  readonly customsDistrictCode: string;
  readonly marketCodes: string[] | null;
  readonly validFrom: LocalDate;
  readonly isConfirmed: boolean;
  readonly holder: object;
  readonly plotCount: number | null;
  readonly seenPlotCount: number;
  readonly seenMuHundredths: number;
  readonly leftGrams: number | null;
  readonly returnedGrams: number | null;
  readonly clearedGrams: number | null;
  readonly unsureGrams: number | null;
  readonly unconfirmedPlots: number;
  readonly unconfirmedYields: number;
  readonly unconfirmedSupplyRelations: number;
}

export interface BoardAsked {
  readonly order: BoardOrder;
  /** Whose harvests are declared and counted; the present one where left out. */
  readonly season: Season | null;
  readonly first: number;
  readonly after?: string | null | undefined;
}

/** Reads the registration board: one statement a page, limited to registrations the caller sees. */
@Injectable()
export class RegistrationBoardReader {
  constructor(private readonly uow: UnitOfWork) {}

  async page(ctx: Ctx, filter: BoardFilter, asked: BoardAsked): Promise<Page<BoardRow>> {
    const today = legalDay(ctx.now);
    const where = filtered(filter, today).visibleTo(ctx, 'r');
    const conditions = where.toString();
    const cursor = asked.after ? decodeCursor(asked.after) : null;
    const sql = boardStatement(asked.order, {
      where: conditions,
      season: where.value(asked.season ?? seasonOf(today)),
      today: `${where.value(today)}::date`,
      isKnown: seesAll(ctx)
        ? 'true'
        : `r.organisation_id = ${where.value(ctx.actor?.organisationId ?? null)}::uuid`,
      plotSeen: visibleTo(ctx, 'p', where.params),
      limit: where.value(asked.first + 1),
      after: cursor && [where.value(cursor.key), where.value(cursor.id)],
    });
    const rows = await this.uow.select<BoardRow>(ctx, sql, where.params);
    return pageOf(rows, asked.first, ({ key, id }) => ({ key, id }));
  }

  count(ctx: Ctx, filter: BoardFilter): Promise<number> {
    return this.uow.count(ctx, 'registration r', filtered(filter, legalDay(ctx.now)).visibleTo(ctx, 'r'));
  }
}

function filtered(filter: BoardFilter, today: LocalDate): Where {
  const { expiringWithinDays: days } = filter;
  const until = days === null || days === undefined ? null : addDays(today, days);
  const where = new Where()
    .when(filter.marketCode, (v) => `${v} = ANY (r.market_codes)`)
    .when(filter.kind, (v) => `r.kind = ${v}`)
    .when(
      filter.countyCode,
      (v) => `r.organisation_id IN (SELECT g.id FROM organisation g WHERE g.county_code = ${v})`,
    )
    .when(filter.organisationId, (v) => `r.organisation_id = ${v}::uuid`)
    .when(until, (v) => `${ENDS_ON} <= ${v}::date`)
    .when(filter.ended ? null : today, (v) => `coalesce(${ENDS_ON} >= ${v}::date, true)`);
  if (typeof filter.reviewDue === 'boolean')
    where.when(today, (v) => `coalesce(r.next_review_on <= ${v}::date, false) = ${filter.reviewDue}`);
  return where;
}
