import { Injectable } from '@nestjs/common';
import { decodeCursor, pageOf, type Page } from '../../graphql/connection.js';
import { RequestLoader } from '../../graphql/loaders.js';
import type { Ctx } from '../../infrastructure/database/context.js';
import { seesAll } from '../../infrastructure/database/scope.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { Where } from '../../infrastructure/database/where.js';
import { formatMu, type MuHundredths } from '../../kernel/area.js';
import { decimal, type Decimal } from '../../kernel/decimal.js';
import type { GrowerId, GrowingRecordId, OrganisationId, PlotId, ProductLabelId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { GrowingKind } from './domain/growing-kind.js';
import { STANDS, STATEMENT_HOLDS } from './stated-sprays.queries.js';
import type { DeclineReason } from './domain/settling.js';

export interface GrowingRecordFilter {
  readonly plotId?: PlotId | null | undefined;
  readonly organisationId?: OrganisationId | null | undefined;
  readonly kind?: GrowingKind | null | undefined;
  readonly from?: LocalDate | null | undefined;
  readonly to?: LocalDate | null | undefined;
  /** Only records that stand: neither corrected nor void. */
  readonly standing?: boolean | null | undefined;
  /** Only corrections of sprays that the base office has not agreed to yet, the latest of each. */
  readonly awaitingAgreement?: boolean | null | undefined;
  /** Only corrections of sprays that the base office declined and that nobody entered anew since. */
  readonly declined?: boolean | null | undefined;
}

interface GrowingRecordRow {
  readonly id: GrowingRecordId;
  readonly plotId: PlotId;
  readonly organisationId: OrganisationId;
  readonly kind: GrowingKind;
  readonly performedAt: Instant;
  readonly performedOn: LocalDate;
  readonly productLabelId: ProductLabelId | null;
  readonly productName: string | null;
  readonly substances: string[];
  readonly dose: string | null;
  readonly areaMuHundredths: MuHundredths | null;
  readonly target: string | null;
  readonly operatorId: GrowerId | null;
  readonly note: string | null;
  readonly recordedAt: Instant;
  readonly onBehalfOfId: GrowerId | null;
  readonly correctsId: GrowingRecordId | null;
  readonly correctedById: GrowingRecordId | null;
  readonly isVoid: boolean;
  readonly needsAgreement: boolean;
  readonly agreedAt: Instant | null;
  readonly declinedAt: Instant | null;
  readonly declineReason: DeclineReason | null;
  readonly declinedBy: string | null;
  readonly statedFrom: LocalDate | null;
  readonly statedTo: LocalDate | null;
  readonly statedSprays: number | null;
  /** Of a statement that stands; null of anything else, and to whoever sees a part of the sprays only. */
  readonly statementHolds: boolean | null;
}

/** A record as the API shows it: plain data. */
export interface GrowingRecordView extends Omit<GrowingRecordRow, 'areaMuHundredths'> {
  readonly areaMu: Decimal | null;
}

/** Reads growing records, limited to what the caller may see. */
@Injectable()
export class GrowingRecordQueries {
  private readonly loader = new RequestLoader<GrowingRecordId, GrowingRecordView>((ctx, ids) =>
    this.views(ctx, ids),
  );

  constructor(private readonly uow: UnitOfWork) {}

  /** For nested fields; null where the caller cannot see it. */
  load(ctx: Ctx, id: GrowingRecordId): Promise<GrowingRecordView | null> {
    return this.loader.load(ctx, id);
  }

  /** The latest work first. */
  async page(
    ctx: Ctx,
    filter: GrowingRecordFilter,
    { first, after }: { first: number; after?: string | null | undefined },
  ): Promise<Page<GrowingRecordView>> {
    const where = filtered(filter);
    if (after) {
      const { key, id } = decodeCursor(after);
      where.and(`(g.performed_at, g.id) < (${where.value(key)}::timestamptz, ${where.value(id)}::uuid)`);
    }
    const tail = `ORDER BY g.performed_at DESC, g.id DESC LIMIT ${where.value(first + 1)}`;
    const rows = await this.select(ctx, where, tail);
    return pageOf(rows, first, ({ performedAt, id }) => ({ key: performedAt, id }), viewOf);
  }

  count(ctx: Ctx, filter: GrowingRecordFilter): Promise<number> {
    const where = filtered(filter).visibleTo(ctx, 'g');
    return this.uow.read(ctx, async ({ manager }) => {
      const [row] = await manager.query<{ count: number }[]>(
        `SELECT count(*) AS count FROM growing_record g WHERE ${where}`,
        where.params,
      );
      return row?.count ?? 0;
    });
  }

  private async views(
    ctx: Ctx,
    ids: readonly GrowingRecordId[],
  ): Promise<Map<GrowingRecordId, GrowingRecordView>> {
    const where = new Where().when(ids, (v) => `g.id = ANY (${v}::uuid[])`);
    const rows = await this.select(ctx, where, '');
    return new Map(rows.map((row) => [row.id, viewOf(row)]));
  }

  /**
   * Notes are free text and may name people, so they stay between the cooperative and the base office; so does whether a
   * statement holds, because others see only the sprays that concern their fruit.
   */
  private select(ctx: Ctx, where: Where, tail: string): Promise<GrowingRecordRow[]> {
    where.visibleTo(ctx, 'g');
    const isWhole = seesAll(ctx)
      ? 'true'
      : `g.organisation_id = ${where.value(ctx.actor?.organisationId ?? null)}::uuid`;
    return this.uow.read(ctx, ({ manager }) =>
      manager.query(
        `SELECT g.id, g.plot_id AS "plotId", g.organisation_id AS "organisationId", g.kind,
           g.performed_at AS "performedAt", g.performed_on AS "performedOn", g.product_label_id AS "productLabelId",
           g.product_name AS "productName", g.substances, g.dose, g.area_mu_hundredths AS "areaMuHundredths",
           g.target, g.operator_id AS "operatorId", CASE WHEN ${isWhole} THEN g.note END AS note,
           g.recorded_at AS "recordedAt", g.on_behalf_of_id AS "onBehalfOfId", g.corrects_id AS "correctsId",
           c.id AS "correctedById", g.is_void AS "isVoid",
           g.needs_agreement AS "needsAgreement", g.agreed_at AS "agreedAt", g.declined_at AS "declinedAt",
           g.decline_reason AS "declineReason", CASE WHEN app_sees_all() THEN
             (SELECT u.username FROM user_account u WHERE u.id = g.declined_by_id) END AS "declinedBy",
           g.stated_from AS "statedFrom", g.stated_to AS "statedTo", g.stated_sprays AS "statedSprays",
           CASE WHEN g.kind = 'SPRAYS_COMPLETE' AND ${isWhole} AND c.id IS NULL AND NOT g.is_void
             THEN (SELECT ${STATEMENT_HOLDS} FROM (SELECT g.*) AS s) END AS "statementHolds"
         FROM growing_record g LEFT JOIN growing_record c ON c.corrects_id = g.id WHERE ${where} ${tail}`,
        where.params,
      ),
    );
  }
}

/** What was corrected again is settled with its correction. */
const LATEST = `g.needs_agreement AND g.agreed_at IS NULL
  AND NOT EXISTS (SELECT FROM growing_record later WHERE later.corrects_id = g.id)`;

const viewOf = ({ areaMuHundredths, ...row }: GrowingRecordRow): GrowingRecordView => ({
  ...row,
  areaMu: areaMuHundredths === null ? null : decimal(formatMu(areaMuHundredths)),
});

function filtered(filter: GrowingRecordFilter): Where {
  const where = new Where()
    .when(filter.plotId, (v) => `g.plot_id = ${v}::uuid`)
    .when(filter.organisationId, (v) => `g.organisation_id = ${v}::uuid`)
    .when(filter.kind, (v) => `g.kind = ${v}`)
    .when(filter.from, (v) => `g.performed_on >= ${v}`)
    .when(filter.to, (v) => `g.performed_on <= ${v}`);
  if (filter.awaitingAgreement) where.and(`${LATEST} AND g.declined_at IS NULL`);
  if (filter.declined) where.and(`${LATEST} AND g.declined_at IS NOT NULL`);
  return filter.standing ? where.and(STANDS) : where;
}
