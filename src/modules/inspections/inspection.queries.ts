import { Injectable } from '@nestjs/common';
import type { Ctx } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { Where } from '../../infrastructure/database/where.js';
import { afterId, pageById, type Page, type PageAsked } from '../../graphql/connection.js';
import type { Decimal } from '../../kernel/decimal.js';
import type { InspectionId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { substanceToday } from '../standards/substance-name.queries.js';
import type { Tally } from '../standards/domain/defect-tally.js';
import type { DeclineReason } from '../growing/domain/settling.js';
import type { InspectionKind, InspectionState, InspectionVerdict } from './domain/inspection-state.js';
import type { SamplePlace } from './domain/refuse-sample.js';
import type { SamplePosition } from './domain/read-measurements.js';
import type { SignedRecord } from './domain/signature.js';
import { AWAITS_AGREEMENT, DECLINED } from './standing.queries.js';

/** An inspection with all that was recorded in it, as it is shown. */
export interface InspectionRow {
  readonly id: InspectionId;
  readonly code: string;
  readonly kind: InspectionKind;
  readonly state: InspectionState;
  readonly batchId: string;
  readonly batchCode: string;
  readonly organisationId: string;
  readonly requestedById: string;
  readonly requestedAt: Instant;
  readonly sampledOn: LocalDate | null;
  readonly sampledCartons: number | null;
  readonly sampledFruits: number | null;
  readonly samplePlaces: readonly SamplePlace[] | null;
  readonly verdict: InspectionVerdict | null;
  readonly remarks: string | null;
  readonly signedAt: Instant | null;
  readonly signatureSha256: string | null;
  readonly measurements: readonly MeasurementRow[];
  readonly laboratoryResults: readonly LaboratoryResultRow[];
  readonly defectCounts: readonly DefectCountView[];
  readonly reportFiles: readonly ReportFileRow[];
}

/** A laboratory's report as a file. */
export interface ReportFileRow {
  readonly reportNumber: string;
  readonly attachmentId: string;
  readonly sha256: string;
  readonly recordedAt: Instant;
}

/** A count with its place in the story: corrected ones are kept and no longer add up. */
export interface DefectCountView extends Tally, CorrectableRow {
  readonly id: string;
}

/** Whether a count adds up with the others. */
export const isCounting = ({
  isCorrected,
  isVoid,
}: Pick<CorrectableRow, 'isCorrected' | 'isVoid'>): boolean => !isCorrected && !isVoid;

/** A value's place in the story: what was corrected or voided is kept, and counts no longer once nothing waits. */
export interface CorrectableRow {
  readonly recordedAt: Instant;
  readonly correctsId: string | null;
  readonly isVoid: boolean;
  readonly isCorrected: boolean;
  readonly correctionReason: string | null;
  readonly correctedBy: string | null;
  /** Made after the signature. */
  readonly needsAgreement: boolean;
  readonly agreedAt: Instant | null;
  readonly declinedAt: Instant | null;
  readonly declineReason: DeclineReason | null;
  readonly declinedBy: string | null;
}

export interface MeasurementRow extends CorrectableRow {
  readonly id: string;
  readonly parameter: string;
  readonly value: Decimal;
  readonly unit: string;
  readonly method: string | null;
  readonly samplePosition: SamplePosition | null;
}

/** As it is signed: what is read and what was signed must not part. Besides, the substance it is of today, which may change. */
export type LaboratoryResultRow = SignedRecord['laboratoryResults'][number] &
  CorrectableRow & { readonly substanceToday: string | null };

export interface InspectionFilter {
  readonly kinds?: readonly InspectionKind[] | null | undefined;
  readonly states?: readonly InspectionState[] | null | undefined;
  readonly verdict?: InspectionVerdict | null | undefined;
  readonly batchId?: string | null | undefined;
  /** The inspection body, or whoever asked. */
  readonly organisationId?: string | null | undefined;
  readonly sampledFrom?: LocalDate | null | undefined;
  readonly sampledTo?: LocalDate | null | undefined;
  readonly codePrefix?: string | null | undefined;
  /** Only those with corrections that the base office has neither agreed to nor declined. */
  readonly awaitingAgreement?: boolean | null | undefined;
  /** Only those with corrections that the base office declined and that nobody entered anew since. */
  readonly declined?: boolean | null | undefined;
}

const instant = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/**
 * What is known of an entry's corrections. A person is named to the body whose entry it is, and to the base office; a person of
 * the base office to that alone.
 */
const corrections = (table: string, at: string): string => `'recordedAt', ${instant(`${at}.recorded_at`)},
      'needsAgreement', ${at}.needs_agreement, 'agreedAt', ${instant(`${at}.agreed_at`)}, 'correctsId', ${at}.corrects_id,
      'isVoid', ${at}.is_void, 'isCorrected', EXISTS (SELECT FROM ${table} c WHERE c.corrects_id = ${at}.id),
      'declinedAt', ${instant(`${at}.declined_at`)}, 'declineReason', ${at}.decline_reason,
      'correctionReason', ${at}.correction_reason, 'correctedBy', CASE WHEN app_sees_all() OR i.organisation_id = app_organisation()
        THEN (SELECT u.username FROM user_account u WHERE u.id = ${at}.corrected_by_id) END,
      'declinedBy', CASE WHEN app_sees_all() THEN (SELECT u.username FROM user_account u WHERE u.id = ${at}.declined_by_id) END`;

// Results come with their inspection: one statement however many inspections a page has.
const SELECT = `
  SELECT i.id, i.code, i.kind, i.state, i.batch_id AS "batchId", b.code AS "batchCode", i.organisation_id AS "organisationId",
  i.requested_by_id AS "requestedById", i.requested_at AS "requestedAt", i.sampled_on AS "sampledOn",
  i.sampled_cartons AS "sampledCartons", i.sampled_fruits AS "sampledFruits",
  i.sample_places AS "samplePlaces", i.verdict, i.remarks,
  i.signed_at AS "signedAt", i.signature_sha256 AS "signatureSha256",
  coalesce((SELECT json_agg(json_build_object('id', m.id, 'parameter', m.parameter, 'value', m.value::text,
      'unit', m.unit, 'method', m.method, 'samplePosition', m.sample_position, ${corrections('measurement', 'm')}) ORDER BY m.id)
    FROM measurement m WHERE m.inspection_id = i.id), '[]') AS "measurements",
  coalesce((SELECT json_agg(jsonb_build_object('id', r.id, 'laboratory', r.laboratory, 'reportNumber', r.report_number,
      'accreditation', r.accreditation, 'testedOn', r.tested_on, 'substance', r.substance, 'substanceToday', ${substanceToday('r')},
      'microgramsPerKg', r.value_micrograms_per_kg, 'loqMicrogramsPerKg', r.loq_micrograms_per_kg,
      ${corrections('laboratory_result', 'r')})
      || jsonb_strip_nulls(jsonb_build_object('substanceTold', r.substance_told,
        'residueDefinitionKind', r.residue_definition_kind, 'residueDefinition', r.residue_definition)) ORDER BY r.id)
    FROM laboratory_result r WHERE r.inspection_id = i.id), '[]') AS "laboratoryResults",
  coalesce((SELECT json_agg(json_build_object('id', d.id, 'basis', d.basis, 'cartons', d.carton_count, 'examined', d.examined,
      'nonconformingCartons', d.nonconforming_cartons, 'smallestMillimetres', trim_scale(d.smallest_millimetres)::text,
      'largestMillimetres', trim_scale(d.largest_millimetres)::text, 'defects', d.defects,
      ${corrections('defect_count', 'd')}) ORDER BY d.id)
    FROM defect_count d WHERE d.inspection_id = i.id), '[]') AS "defectCounts",
  coalesce((SELECT json_agg(json_build_object('reportNumber', f.report_number, 'attachmentId', f.attachment_id, 'sha256', f.sha256,
      'recordedAt', ${instant('f.recorded_at')}) ORDER BY f.recorded_at, f.report_number, f.attachment_id)
    FROM laboratory_report_file f WHERE f.inspection_id = i.id), '[]') AS "reportFiles"
  FROM inspection i JOIN batch b ON b.id = i.batch_id`;

@Injectable()
export class InspectionQueries {
  constructor(private readonly uow: UnitOfWork) {}

  /** By id or code; null if there is none the caller may see. */
  find(ctx: Ctx, by: { id: InspectionId } | { code: string }): Promise<InspectionRow | null> {
    return this.uow.read(ctx, async (reading) => {
      const where = new Where()
        .when('id' in by ? by.id : null, (at) => `i.id = ${at}`)
        .when('code' in by ? by.code : null, (at) => `i.code = ${at}`)
        .visibleTo(reading, 'i');
      const rows = await reading.manager.query<InspectionRow[]>(`${SELECT} WHERE ${where}`, where.params);
      return rows[0] ?? null;
    });
  }

  /** A page, newest first. */
  page(ctx: Ctx, filter: InspectionFilter, { first, after }: PageAsked): Promise<Page<InspectionRow>> {
    return this.uow.read(ctx, async (reading) => {
      const where = conditions(reading, filter).when(afterId(after), (at) => `i.id < ${at}::uuid`);
      const rows = await reading.manager.query<InspectionRow[]>(
        `${SELECT} WHERE ${where} ORDER BY i.id DESC LIMIT ${where.value(first + 1)}`,
        where.params,
      );
      return pageById(rows, first);
    });
  }

  count(ctx: Ctx, filter: InspectionFilter): Promise<number> {
    return this.uow.count(ctx, 'inspection i', conditions(ctx, filter));
  }
}

/** Some entry `x` of the inspection of which this holds. */
const some = (holds: (table: string) => string): string =>
  ['measurement', 'laboratory_result', 'defect_count']
    .map((table) => `EXISTS (SELECT FROM ${table} x WHERE x.inspection_id = i.id AND ${holds(table)})`)
    .join(' OR ');
const SOME_AWAIT = some(() => AWAITS_AGREEMENT('x'));
const SOME_DECLINED = some(
  (table) => `${DECLINED('x')} AND NOT EXISTS (SELECT FROM ${table} c WHERE c.corrects_id = x.id)`,
);

const conditions = (ctx: Ctx, filter: InspectionFilter): Where => {
  const where = new Where()
    .visibleTo(ctx, 'i')
    .when(filter.kinds, (at) => `i.kind = ANY (${at}::text[])`)
    .when(filter.states, (at) => `i.state = ANY (${at}::text[])`)
    .when(filter.verdict, (at) => `i.verdict = ${at}`)
    .when(filter.batchId, (at) => `i.batch_id = ${at}::uuid`)
    .when(filter.organisationId, (at) => `${at}::uuid IN (i.organisation_id, i.requested_by_id)`)
    .when(filter.sampledFrom, (at) => `i.sampled_on >= ${at}::date`)
    .when(filter.sampledTo, (at) => `i.sampled_on <= ${at}::date`)
    .when(filter.codePrefix, (at) => `starts_with(i.code, ${at})`);
  if (filter.awaitingAgreement) where.and(`(${SOME_AWAIT})`);
  return filter.declined ? where.and(`(${SOME_DECLINED})`) : where;
};
