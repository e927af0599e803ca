import { Injectable } from '@nestjs/common';
import { decodeCursor, pageOf, type Page, type PageAsked } from '../../graphql/connection.js';
import type { Ctx } from '../../infrastructure/database/context.js';
import { seesAll } from '../../infrastructure/database/scope.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { Where } from '../../infrastructure/database/where.js';
import type { Decimal } from '../../kernel/decimal.js';
import type { BatchId, OrganisationId, PostHarvestTreatmentId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { UNLABELLED } from '../standards/domain/names.js';
import type { ConcentrationUnit, TreatmentKind } from './domain/post-harvest-treatment.js';
import type { DeclineReason } from '../growing/domain/settling.js';

export interface TreatmentFilter {
  readonly batchId?: BatchId | null | undefined;
  readonly organisationId?: OrganisationId | null | undefined;
  readonly lineCode?: string | null | undefined;
  readonly kinds?: readonly TreatmentKind[] | null | undefined;
  readonly performedFrom?: LocalDate | null | undefined;
  readonly performedTo?: LocalDate | null | undefined;
  /** Leaves out what was corrected, and what did not happen. */
  readonly standingOnly?: boolean | null | undefined;
  /** Only corrections that the base office has not agreed to yet, the latest of each. */
  readonly awaitingAgreement?: boolean | null | undefined;
  /** Only corrections that the base office declined and that nobody entered anew since. */
  readonly declined?: boolean | null | undefined;
}

/** A treatment with the batches of it that the reader sees. */
export interface TreatmentView {
  readonly id: PostHarvestTreatmentId;
  readonly organisationId: OrganisationId;
  readonly kind: TreatmentKind;
  readonly lineCode: string | null;
  readonly productLabelId: string | null;
  readonly labelNumber: string | null;
  readonly labelNameZh: string | null;
  readonly productName: string | null;
  readonly substances: readonly string[] | null;
  readonly concentration: Decimal | null;
  readonly concentrationUnit: ConcentrationUnit | null;
  readonly bathMadeUpAt: Instant | null;
  readonly bathChangedAt: Instant | null;
  readonly performedAt: Instant;
  readonly performedOn: LocalDate;
  readonly recordedAt: Instant;
  readonly correctsId: string | null;
  readonly correctedById: string | null;
  readonly isVoid: boolean;
  readonly voidReason: string | null;
  readonly needsAgreement: boolean;
  readonly agreedAt: Instant | null;
  readonly declinedAt: Instant | null;
  readonly declineReason: DeclineReason | null;
  readonly declinedBy: string | null;
  readonly batches: readonly { readonly id: string; readonly code: string; readonly runId: string | null }[];
}

/** An entry that neither was corrected nor is void. `t` is the treatment. */
export const TREATMENT_STANDS = `NOT t.is_void AND NOT EXISTS (SELECT FROM post_harvest_treatment later WHERE later.corrects_id = t.id)`;

/** One that counts against the fruit: it stands, or the base office declined its withdrawal. `t` is the treatment. */
export const TREATMENT_COUNTS = `NOT t.is_void AND NOT EXISTS (SELECT FROM post_harvest_treatment w WHERE w.corrects_id = t.id
  AND NOT (w.declined_at IS NOT NULL AND w.agreed_at IS NULL))`;

/** Tells products apart, also where the name that somebody typed was erased: nobody can guess it from the key. */
export const PRODUCT_KEY = `coalesce(t.product_label_id::text, t.product_key::text, '')`;

export const CONCENTRATION = `CASE WHEN t.concentration IS NOT NULL
  THEN jsonb_build_object('value', trim_scale(t.concentration)::text, 'unit', t.concentration_unit) END`;

/**
 * A treatment `t` with its label `l` as the evaluator looks at it, as one JSON object. What a confirmed label says is in the
 * product is in it, whatever was told.
 */
export const TREATMENT_FACTS = `jsonb_build_object('id', t.id, 'organisationId', t.organisation_id, 'line', t.line_code,
  'product', coalesce(nullif(concat_ws(' ', l.name_zh, l.registration_number), ''), '${UNLABELLED}'),
  'productKey', ${PRODUCT_KEY}, 'concentration', ${CONCENTRATION},
  'substances', CASE WHEN t.substances IS NOT NULL OR l.confirmed_at IS NOT NULL THEN (
    SELECT coalesce(jsonb_agg(DISTINCT u.s ORDER BY u.s), '[]') FROM (
      SELECT unnest(t.substances) UNION SELECT unnest(l.substances) WHERE l.confirmed_at IS NOT NULL) AS u (s)) END,
  'performedOn', t.performed_on)`;

@Injectable()
export class PostHarvestTreatmentQueries {
  constructor(private readonly uow: UnitOfWork) {}

  async find(ctx: Ctx, id: PostHarvestTreatmentId): Promise<TreatmentView | null> {
    const where = new Where().when(id, (at) => `t.id = ${at}`);
    return (await this.select(ctx, where, ''))[0] ?? null;
  }

  /** Newest first. */
  async page(ctx: Ctx, filter: TreatmentFilter, { first, after }: PageAsked): Promise<Page<TreatmentView>> {
    const where = filtered(filter);
    if (after) {
      const { key, id } = decodeCursor(after);
      where.and(`(t.performed_at, t.id) < (${where.value(key)}::timestamptz, ${where.value(id)}::uuid)`);
    }
    const limit = where.value(first + 1);
    const rows = await this.select(ctx, where, `ORDER BY t.performed_at DESC, t.id DESC LIMIT ${limit}`);
    return pageOf(rows, first, ({ performedAt, id }) => ({ key: performedAt, id }));
  }

  count(ctx: Ctx, filter: TreatmentFilter): Promise<number> {
    return this.uow.count(ctx, 'post_harvest_treatment t', filtered(filter).visibleTo(ctx, 't'));
  }

  private select(ctx: Ctx, where: Where, tail: string): Promise<TreatmentView[]> {
    where.visibleTo(ctx, 't');
    // Free text that may name people stays between the packhouse and the base office.
    const isReasonShown = seesAll(ctx)
      ? 'true'
      : `t.organisation_id = ${where.value(ctx.actor?.organisationId ?? null)}::uuid`;
    return this.uow.select<TreatmentView>(
      ctx,
      `SELECT ${COLUMNS}, CASE WHEN ${isReasonShown} THEN t.void_reason END AS "voidReason",
         CASE WHEN app_sees_all() THEN (SELECT u.username FROM user_account u WHERE u.id = t.declined_by_id) END AS "declinedBy"
       FROM post_harvest_treatment t LEFT JOIN product_label l ON l.id = t.product_label_id
       WHERE ${where.toString()} ${tail}`,
      where.params,
    );
  }
}

// The batches come under row-level security, so that nobody is told of more of them than he or she sees.
const COLUMNS = `t.id, t.organisation_id AS "organisationId", t.kind, t.line_code AS "lineCode",
  t.product_label_id AS "productLabelId", l.registration_number AS "labelNumber", l.name_zh AS "labelNameZh",
  t.product_name AS "productName", t.substances, trim_scale(t.concentration)::text AS concentration,
  t.concentration_unit AS "concentrationUnit", t.bath_made_up_at AS "bathMadeUpAt", t.bath_changed_at AS "bathChangedAt",
  t.performed_at AS "performedAt", t.performed_on AS "performedOn", t.recorded_at AS "recordedAt", t.corrects_id AS "correctsId",
  (SELECT later.id FROM post_harvest_treatment later WHERE later.corrects_id = t.id) AS "correctedById", t.is_void AS "isVoid",
  t.needs_agreement AS "needsAgreement", t.agreed_at AS "agreedAt", t.declined_at AS "declinedAt",
  t.decline_reason AS "declineReason",
  (SELECT coalesce(json_agg(json_build_object('id', b.id, 'code', b.code, 'runId', x.run_id) ORDER BY b.code), '[]')
     FROM post_harvest_treatment_batch x JOIN batch b ON b.id = x.batch_id WHERE x.treatment_id = t.id) AS batches`;

/** What was corrected again is settled with its correction. */
const LATEST = `t.needs_agreement AND t.agreed_at IS NULL
  AND NOT EXISTS (SELECT FROM post_harvest_treatment later WHERE later.corrects_id = t.id)`;

const filtered = (filter: TreatmentFilter): Where => {
  const where = new Where()
    .when(
      filter.batchId,
      (at) =>
        `EXISTS (SELECT FROM post_harvest_treatment_batch x WHERE x.treatment_id = t.id AND x.batch_id = ${at}::uuid)`,
    )
    .when(filter.organisationId, (at) => `t.organisation_id = ${at}::uuid`)
    .when(filter.lineCode, (at) => `t.line_code = ${at}`)
    .when(filter.kinds, (at) => `t.kind = ANY (${at}::text[])`)
    .when(filter.performedFrom, (at) => `t.performed_on >= ${at}::date`)
    .when(filter.performedTo, (at) => `t.performed_on <= ${at}::date`);
  if (filter.awaitingAgreement) where.and(`${LATEST} AND t.declined_at IS NULL`);
  if (filter.declined) where.and(`${LATEST} AND t.declined_at IS NOT NULL`);
  return filter.standingOnly ? where.and(TREATMENT_STANDS) : where;
};
