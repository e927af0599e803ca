import { Injectable } from '@nestjs/common';
import type { Ctx } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { Where } from '../../infrastructure/database/where.js';
import type { BatchId, LotId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { legalDay, type LocalDate } from '../../kernel/local-date.js';
import type { Stage } from '../standards/domain/rule.js';
import {
  departureOf,
  documentsDue,
  type DocumentDue,
  type DocumentFinding,
  type RecordedDocument,
} from './domain/documents-due.js';

/** Where a member is declared, and where its fruit was grown. */
export interface MemberCustoms {
  readonly batchId: BatchId;
  readonly batchCode: string;
  /** Null where no customs district is recorded for the county. */
  readonly packerCustomsDistrictCode: string | null;
  readonly originCustomsDistrictCodes: string[];
  /** Whether fruit of it was grown under another district than it was packed under, so that a supply certificate follows. */
  readonly crossesDistricts: boolean;
}

export interface LotDocumentsDue {
  readonly lotId: LotId;
  /** Null: the lot has not been judged since its members last changed, and what is due is not known. */
  readonly judgedAt: Instant | null;
  readonly stage: Stage | null;
  readonly leavesOn: LocalDate;
  readonly documents: DocumentDue[];
  readonly members: MemberCustoms[];
}

interface Row {
  readonly id: LotId;
  readonly plannedDepartureOn: LocalDate;
  readonly departedOn: LocalDate | null;
  readonly judgedAt: Instant | null;
  readonly stage: Stage | null;
  readonly findings: readonly DocumentFinding[];
  readonly recorded: readonly RecordedDocument[];
  readonly members: MemberCustoms[];
}

/** The documents a lot needs, by stage; one statement, whatever the lot holds. */
@Injectable()
export class DocumentsDueQueries {
  constructor(private readonly uow: UnitOfWork) {}

  /** Null where there is no such lot that the caller sees. */
  async of(ctx: Ctx, lotId: LotId): Promise<LotDocumentsDue | null> {
    const where = new Where().when(lotId, (v) => `l.id = ${v}::uuid`).visibleTo(ctx, 'l');
    const [row] = await this.uow.select<Row>(ctx, `${STATEMENT} WHERE ${where}`, where.params);
    if (!row) return null;
    const leaves = departureOf(row, legalDay(ctx.now));
    const { id, judgedAt, stage, members } = row;
    return {
      lotId: id,
      judgedAt,
      stage,
      leavesOn: leaves,
      documents: documentsDue(row.findings, row.recorded, leaves),
      members,
    };
  }
}

const FINDINGS = `
  SELECT coalesce(jsonb_agg(f || jsonb_build_object('document', r.parameters ->> 'document') ORDER BY f ->> 'ruleCode', f #>> '{subject,id}'), '[]')
  FROM lot_check c CROSS JOIN LATERAL jsonb_array_elements(c.findings) AS f
    LEFT JOIN rule r ON r.version_code = f ->> 'versionId' AND r.code = f ->> 'ruleCode'
  WHERE c.judgement_id = l.judgement_id AND f ->> 'kind' = 'document-present'`;

const RECORDED = `
  SELECT coalesce(jsonb_agg(jsonb_build_object('kind', d.kind, 'number', d.number, 'issuedOn', d.issued_on,
    'validUntil', d.valid_until) ORDER BY d.issued_on, d.id), '[]') FROM lot_document d WHERE d.lot_id = l.id`;

const MEMBERS = `
  SELECT coalesce(jsonb_agg(jsonb_build_object('batchId', m.batch_id, 'batchCode', b.code,
    'packerCustomsDistrictCode', p.district, 'originCustomsDistrictCodes', o.districts,
    'crossesDistricts', EXISTS (SELECT FROM unnest(o.districts) AS x WHERE x <> p.district)) ORDER BY b.code), '[]')
  FROM lot_member m JOIN batch b ON b.id = m.batch_id JOIN run r ON r.id = b.run_id
    CROSS JOIN LATERAL (SELECT min(d.code) AS district FROM organisation g JOIN customs_district d
      ON g.county_code = ANY (d.county_codes) WHERE g.id = r.organisation_id) p
    CROSS JOIN LATERAL (SELECT ARRAY(SELECT d.code FROM customs_district d
      WHERE d.county_codes && b.county_codes ORDER BY d.code) AS districts) o
  WHERE m.lot_id = l.id`;

const STATEMENT = `
  SELECT l.id, l.planned_departure_on AS "plannedDepartureOn", l.departed_on AS "departedOn",
    j.judged_at AS "judgedAt", j.stage, (${FINDINGS}) AS findings, (${RECORDED}) AS recorded, (${MEMBERS}) AS members
  FROM lot l LEFT JOIN lot_judgement j ON j.id = l.judgement_id`;
