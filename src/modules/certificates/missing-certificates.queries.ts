import { Injectable } from '@nestjs/common';
import { decodeCursor, pageOf, type Page, type PageAsked } from '../../graphql/connection.js';
import { actorOf, type Ctx } from '../../infrastructure/database/context.js';
import { seesAll } from '../../infrastructure/database/scope.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { Where } from '../../infrastructure/database/where.js';
import type { BatchId, CertificateId, OrganisationId } from '../../kernel/ids.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { Grams } from '../../kernel/mass.js';
import { IN_FORCE_FROM } from './domain/certificate-lists.js';
import type { Missing, MissingDuty } from './domain/missing-duty.js';

/** A batch whose certificate is missing. */
export interface MissingRow extends Missing {
  readonly batchId: BatchId;
  readonly batchCode: string;
  /** The day it was weighed in or made. */
  readonly day: LocalDate;
  readonly massGrams: Grams;
  readonly ticketNumber: string | null;
  readonly supplierId: OrganisationId | null;
  /** To whom it is on its way. */
  readonly consignedToId: OrganisationId | null;
  readonly offeredId: CertificateId | null;
}

export interface MissingFilter {
  readonly duty?: MissingDuty | null | undefined;
  /** For the base office; everybody else asks for the own organisation. */
  readonly organisationId?: OrganisationId | null | undefined;
  readonly from?: LocalDate | null | undefined;
  readonly to?: LocalDate | null | undefined;
}

/** Receipts without a certificate that stands; what was on the delivered batch at hand is offered. */
const toCollect = (organisation: string): string => `
  SELECT 'TO_COLLECT' AS duty, b.id AS "batchId", b.code AS "batchCode", r.performed_on AS day, t.net_grams AS "massGrams",
    t.ticket_number AS "ticketNumber", t.supplier_id AS "supplierId", NULL::uuid AS "consignedToId",
    t.certificate_number AS "notedNumber", o.id AS "offeredId", o.number AS "offeredNumber", w.number AS "withdrawnNumber",
    NULL AS "exceedingNumber"
  FROM receipt t JOIN run r ON r.id = t.run_id JOIN batch b ON b.run_id = t.run_id
    LEFT JOIN LATERAL (SELECT c.id, c.number FROM run_draw d JOIN compliance_certificate c ON c.batch_id = d.batch_id
      WHERE d.run_id = t.run_id AND c.withdrawn_at IS NULL) o ON true
    LEFT JOIN LATERAL (SELECT c.number FROM certificate_collection k JOIN compliance_certificate c ON c.id = k.certificate_id
      WHERE k.run_id = t.run_id AND k.replaced_at IS NULL) w ON true
  WHERE t.organisation_id = ${organisation}::uuid AND r.performed_on >= '${IN_FORCE_FROM}' AND NOT EXISTS (
    SELECT FROM certificate_collection k LEFT JOIN compliance_certificate c ON c.id = k.certificate_id
    WHERE k.run_id = t.run_id AND k.replaced_at IS NULL AND c.withdrawn_at IS NULL)`;

/**
 * Fruit packed, on its way or taken over without a certificate, or with one for more than there was after all. What was only weighed in keeps the one it came with.
 */
const toIssue = (organisation: string): string => `
  SELECT 'TO_ISSUE', b.id, b.code, b.made_on, b.mass_grams, NULL, NULL::uuid, b.consigned_to_id, NULL, NULL::uuid, NULL, (
    SELECT c.number FROM compliance_certificate c WHERE c.batch_id = b.id AND c.withdrawn_at IS NOT NULL
    ORDER BY c.withdrawn_at DESC, c.id DESC LIMIT 1), (
    SELECT c.number FROM compliance_certificate c WHERE c.batch_id = b.id AND c.withdrawn_at IS NULL)
  FROM batch b
  WHERE b.holder_id = ${organisation}::uuid AND b.made_on >= '${IN_FORCE_FROM}' AND b.kind <> 'PRODUCT'
    AND (b.kind = 'PACKED' OR b.consigned_to_id IS NOT NULL
      OR EXISTS (SELECT FROM run_draw d JOIN receipt t ON t.run_id = d.run_id WHERE d.batch_id = b.id))
    AND NOT EXISTS (SELECT FROM receipt t WHERE t.run_id = b.run_id)
    AND NOT EXISTS (SELECT FROM compliance_certificate c
      WHERE c.batch_id = b.id AND c.withdrawn_at IS NULL AND c.mass_grams <= b.mass_grams)`;

/** The board of what one organisation still has to issue or to collect. */
@Injectable()
export class MissingCertificates {
  constructor(private readonly uow: UnitOfWork) {}

  /** The earliest day first: what has waited longest. */
  async page(ctx: Ctx, filter: MissingFilter, { first, after }: PageAsked): Promise<Page<MissingRow>> {
    const { where, from } = board(ctx, filter);
    if (after) {
      // As text a cursor of somebody's own making is compared, not refused by the database.
      const { key, id } = decodeCursor(after);
      where.and(`(m.day::text, m."batchId"::text) > (${where.value(key)}, ${where.value(id)})`);
    }
    const rows = await this.uow.select<MissingRow>(
      ctx,
      `SELECT m.* FROM ${from} WHERE ${where} ORDER BY m.day::text, m."batchId"::text LIMIT ${where.value(first + 1)}`,
      where.params,
    );
    return pageOf(rows, first, ({ day, batchId }) => ({ key: day, id: batchId }));
  }

  count(ctx: Ctx, filter: MissingFilter): Promise<number> {
    const { where, from } = board(ctx, filter);
    return this.uow.count(ctx, from, where);
  }
}

function board(ctx: Ctx, filter: MissingFilter): { where: Where; from: string } {
  const own = actorOf(ctx).organisationId;
  const where = new Where();
  const at = where.value(seesAll(ctx) ? (filter.organisationId ?? own) : own);
  const parts = {
    TO_COLLECT: [toCollect(at)],
    TO_ISSUE: [toIssue(at)],
  };
  const chosen = filter.duty ? parts[filter.duty] : [...parts.TO_COLLECT, ...parts.TO_ISSUE];
  // The names of the columns come from the first part.
  const named = filter.duty === 'TO_ISSUE' ? [`${toCollect(at)} AND false`, ...chosen] : chosen;
  where
    .when(filter.from, (value) => `m.day >= ${value}::date`)
    .when(filter.to, (value) => `m.day <= ${value}::date`);
  return { where, from: `(${named.join(' UNION ALL ')}) m` };
}
