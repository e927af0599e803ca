import { Injectable } from '@nestjs/common';
import { afterId, pageById, type Page, type PageAsked } from '../../graphql/connection.js';
import type { Ctx } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { Where } from '../../infrastructure/database/where.js';
import type { CertificateId, CollectionId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { CertificateCollection, ComplianceCertificate } from './certificate.entity.js';
import { KEPT_MONTHS } from './domain/certificate-lists.js';

/** A certificate as it is shown. */
export interface CertificateView extends Pick<
  ComplianceCertificate,
  | 'id'
  | 'number'
  | 'issuerId'
  | 'batchId'
  | 'producer'
  | 'massGrams'
  | 'basis'
  | 'form'
  | 'issuedOn'
  | 'inspectionId'
  | 'reportId'
  | 'parentIds'
  | 'replacesId'
  | 'contents'
  | 'contentsSha256'
  | 'withdrawnAt'
  | 'withdrawalReason'
> {
  readonly batchCode: string;
  readonly keepUntil: LocalDate;
  /** Who stands on it and how to reach them; for the issuer alone. */
  readonly contact: string | null;
}

export interface CertificateFilter {
  readonly issuerId?: string | null | undefined;
  /** Who collected it. */
  readonly buyerId?: string | null | undefined;
  readonly batchId?: string | null | undefined;
  readonly isWithdrawn?: boolean | null | undefined;
  readonly issuedFrom?: LocalDate | null | undefined;
  readonly issuedTo?: LocalDate | null | undefined;
  readonly numberPrefix?: string | null | undefined;
}

/** What a buyer collected, as it is shown. */
export interface CollectionView extends Pick<
  CertificateCollection,
  'id' | 'organisationId' | 'certificateId' | 'paperIssuer' | 'photographId' | 'collectedOn'
> {
  readonly batchId: string;
  readonly batchCode: string;
  readonly supplierId: string;
  readonly number: string;
  readonly issuedOn: LocalDate;
  readonly keepUntil: LocalDate;
  readonly isWithdrawn: boolean;
  readonly replacedAt: Instant | null;
}

export interface CollectionFilter {
  readonly buyerId?: string | null | undefined;
  readonly supplierId?: string | null | undefined;
  /** The batch that was weighed in. */
  readonly batchId?: string | null | undefined;
  readonly certificateId?: string | null | undefined;
  readonly collectedFrom?: LocalDate | null | undefined;
  readonly collectedTo?: LocalDate | null | undefined;
  /** With those that another took the place of. */
  readonly includeReplaced?: boolean | null | undefined;
}

const kept = (day: string): string => `(${day} + interval '${KEPT_MONTHS} months')::date`;

const SELECT_CERTIFICATE = `
  SELECT c.id, c.number, c.issuer_id AS "issuerId", c.batch_id AS "batchId", b.code AS "batchCode", c.producer,
    c.mass_grams AS "massGrams", c.basis, c.form, c.issued_on AS "issuedOn", ${kept('c.issued_on')} AS "keepUntil",
    c.inspection_id AS "inspectionId", c.report_id AS "reportId", c.parent_ids AS "parentIds",
    c.replaces_id AS "replacesId", c.contents, c.contents_sha256 AS "contentsSha256", c.withdrawn_at AS "withdrawnAt",
    c.withdrawal_reason AS "withdrawalReason", nullif(concat_ws(' ', p.name, p.contact), '') AS contact
  FROM compliance_certificate c JOIN batch b ON b.id = c.batch_id
    LEFT JOIN certificate_contact p ON p.certificate_id = c.id`;

const COLLECTIONS = `certificate_collection k JOIN receipt t ON t.run_id = k.run_id
    JOIN batch b ON b.run_id = k.run_id LEFT JOIN compliance_certificate c ON c.id = k.certificate_id`;
/** Who promises on a paper from outside is often a household: the two parties of the delivery read it, nobody else. */
const PARTY = '(SELECT app_organisation()) IN (k.organisation_id, t.supplier_id)';
const SELECT_COLLECTION = `
  SELECT k.id, k.organisation_id AS "organisationId", k.certificate_id AS "certificateId",
    CASE WHEN ${PARTY} THEN k.paper_issuer END AS "paperIssuer",
    CASE WHEN ${PARTY} THEN k.photograph_id END AS "photographId", k.collected_on AS "collectedOn",
    ${kept('k.collected_on')} AS "keepUntil", k.replaced_at AS "replacedAt", b.id AS "batchId", b.code AS "batchCode",
    t.supplier_id AS "supplierId", coalesce(c.number, k.paper_number) AS number,
    coalesce(c.issued_on, k.paper_issued_on) AS "issuedOn", c.withdrawn_at IS NOT NULL AS "isWithdrawn"
  FROM ${COLLECTIONS}`;

/** Certificates and what was collected, each as far as its batch or receipt is seen. */
@Injectable()
export class CertificateQueries {
  constructor(private readonly uow: UnitOfWork) {}

  /** Null if there is none the caller may see. */
  async find(ctx: Ctx, id: CertificateId): Promise<CertificateView | null> {
    const where = new Where().when(id, (at) => `c.id = ${at}::uuid`).visibleTo(ctx, 'c');
    const [row] = await this.uow.select<CertificateView>(
      ctx,
      `${SELECT_CERTIFICATE} WHERE ${where}`,
      where.params,
    );
    return row ?? null;
  }

  /** The latest first, by the order in which they were entered. */
  async page(
    ctx: Ctx,
    filter: CertificateFilter,
    { first, after }: PageAsked,
  ): Promise<Page<CertificateView>> {
    const where = certificates(ctx, filter).when(afterId(after), (at) => `c.id < ${at}::uuid`);
    const sql = `${SELECT_CERTIFICATE} WHERE ${where} ORDER BY c.id DESC LIMIT ${where.value(first + 1)}`;
    return pageById(await this.uow.select<CertificateView>(ctx, sql, where.params), first);
  }

  count(ctx: Ctx, filter: CertificateFilter): Promise<number> {
    return this.uow.count(ctx, 'compliance_certificate c', certificates(ctx, filter));
  }

  async findCollection(ctx: Ctx, id: CollectionId): Promise<CollectionView | null> {
    const where = new Where().when(id, (at) => `k.id = ${at}::uuid`).visibleTo(ctx, 'k');
    const [row] = await this.uow.select<CollectionView>(
      ctx,
      `${SELECT_COLLECTION} WHERE ${where}`,
      where.params,
    );
    return row ?? null;
  }

  /** The latest first, by the order in which they were entered. */
  async collections(
    ctx: Ctx,
    filter: CollectionFilter,
    { first, after }: PageAsked,
  ): Promise<Page<CollectionView>> {
    const where = collected(ctx, filter).when(afterId(after), (at) => `k.id < ${at}::uuid`);
    const sql = `${SELECT_COLLECTION} WHERE ${where} ORDER BY k.id DESC LIMIT ${where.value(first + 1)}`;
    return pageById(await this.uow.select<CollectionView>(ctx, sql, where.params), first);
  }

  countCollections(ctx: Ctx, filter: CollectionFilter): Promise<number> {
    return this.uow.count(ctx, COLLECTIONS, collected(ctx, filter));
  }
}

const certificates = (ctx: Ctx, filter: CertificateFilter): Where =>
  new Where()
    .when(filter.issuerId, (at) => `c.issuer_id = ${at}::uuid`)
    .when(
      filter.buyerId,
      (at) => `EXISTS (SELECT FROM certificate_collection k
        WHERE k.certificate_id = c.id AND k.replaced_at IS NULL AND k.organisation_id = ${at}::uuid)`,
    )
    .when(filter.batchId, (at) => `c.batch_id = ${at}::uuid`)
    .when(filter.isWithdrawn, (at) => `(c.withdrawn_at IS NOT NULL) = ${at}::boolean`)
    .when(filter.issuedFrom, (at) => `c.issued_on >= ${at}::date`)
    .when(filter.issuedTo, (at) => `c.issued_on <= ${at}::date`)
    .when(filter.numberPrefix, (at) => `starts_with(c.number, ${at})`)
    .visibleTo(ctx, 'c');

function collected(ctx: Ctx, filter: CollectionFilter): Where {
  const where = new Where()
    .when(filter.buyerId, (at) => `k.organisation_id = ${at}::uuid`)
    .when(filter.supplierId, (at) => `t.supplier_id = ${at}::uuid`)
    .when(filter.batchId, (at) => `b.id = ${at}::uuid`)
    .when(filter.certificateId, (at) => `k.certificate_id = ${at}::uuid`)
    .when(filter.collectedFrom, (at) => `k.collected_on >= ${at}::date`)
    .when(filter.collectedTo, (at) => `k.collected_on <= ${at}::date`)
    .visibleTo(ctx, 'k');
  return filter.includeReplaced ? where : where.and('k.replaced_at IS NULL');
}
