import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { notFound, type NotFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type {
  AttachmentId,
  BatchId,
  CertificateId,
  CollectionId,
  OrganisationId,
} from '../../../kernel/ids.js';
import { legalDay, type LocalDate } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Attachments } from '../../attachments/commands/attachments.js';
import { BatchQueries } from '../../batches/batch.queries.js';
import { Ledger } from '../../ledger/ledger.js';
import { CertificateReactions } from '../certificate-reactions.js';
import { OFFERED, RECEIPT_OF, type ReceiptRow } from '../certificate-sources.sql.js';
import { CertificateCollection } from '../certificate.entity.js';
import type { CertificateRefusal } from '../certificate.refusals.js';
import { refuseCollection, type CertificateOffered } from '../domain/refuse-collection.js';

/** A certificate that was issued outside of this system, as it is written on the paper. */
export interface PaperCertificate {
  readonly number: string;
  /** Who promises, as the paper says. */
  readonly issuer: string;
  readonly issuedOn: LocalDate;
  readonly photographId: AttachmentId;
}

export interface CollectCertificate {
  /** The batch that was weighed in. */
  readonly batchId: BatchId;
  readonly certificateId?: CertificateId | null | undefined;
  readonly paper?: PaperCertificate | null | undefined;
  /** Today where nothing is said. */
  readonly collectedOn?: LocalDate | null | undefined;
  /** It takes the place of what was collected before by mistake. */
  readonly replaces?: boolean | null | undefined;
}

type Collected = { readonly collectionId: CollectionId };
type Refusal = CertificateRefusal | NotFound;

/** Records that the buyer collected the certificate that a delivery came with, and keeps it. */
@Injectable()
export class CollectComplianceCertificate {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly batches: BatchQueries,
    private readonly attachments: Attachments,
    private readonly reactions: CertificateReactions,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: CollectCertificate & CommandInput): Outcome<Collected, Refusal> {
    return this.uow.command(ctx, 'collectComplianceCertificate', told, (tx) => this.within(tx, told));
  }

  async within(tx: Tx, told: CollectCertificate): Promise<Result<Collected, Refusal[]>> {
    const { organisationId } = actorOf(tx);
    const [batch] = await this.batches.visible(tx, [told.batchId]);
    if (!batch) return err([notFound(told.batchId, 'batchId')]);
    // Whoever lets others see the receipt locks the batch it made; two who collect take turns.
    await tx.manager.query(`SELECT FROM batch WHERE id = $1 FOR NO KEY UPDATE`, [told.batchId]);
    const [receipt] = await tx.manager.query<ReceiptRow[]>(RECEIPT_OF, [told.batchId]);
    if (receipt?.organisationId !== organisationId)
      return err([{ code: 'NOT_A_RECEIPT_OF_YOURS', values: { batch: batch.code }, path: ['batchId'] }]);
    const offered = await this.offered(tx, told, receipt);
    if (!offered.ok) return offered;
    const today = legalDay(tx.now);
    const collectedOn = told.collectedOn ?? today;
    const refusals = refuseCollection(offered.value, collectedOn, {
      batch: batch.code,
      today,
      standing: receipt.standing,
      replaces: told.replaces === true,
    });
    if (refusals.length > 0) return err(refusals);
    const row = collectedRow(tx, told, receipt, collectedOn);
    const standing = { runId: row.runId, replacedAt: IsNull() };
    await tx.manager.update(CertificateCollection, standing, { replacedAt: tx.now });
    await tx.manager.insert(CertificateCollection, row);
    await this.tell(tx, told.batchId, row, receipt.supplierId);
    return ok({ collectionId: row.id });
  }

  private async offered(
    tx: Tx,
    { certificateId, paper }: CollectCertificate,
    receipt: ReceiptRow,
  ): Promise<Result<CertificateOffered, Refusal[]>> {
    if (certificateId && !paper) {
      const [found] = await tx.manager.query<CertificateOffered[]>(OFFERED, [certificateId, receipt.runId]);
      return found ? ok(found) : err([notFound(certificateId, 'certificateId')]);
    }
    if (!paper || certificateId)
      return err([{ code: 'CERTIFICATE_OR_PAPER', values: {}, path: ['certificateId'] }]);
    const missing = await this.attachments.refuseMissing(tx, [paper.photographId], 'paper', 'photographId');
    if (missing.length > 0) return err(missing);
    // Nobody but the buyer can tell whether a paper speaks of the fruit; the photograph shows it.
    return ok({ number: paper.number, issuedOn: paper.issuedOn, isWithdrawn: false, isOfDelivery: true });
  }

  private async tell(
    tx: Tx,
    batchId: BatchId,
    row: CertificateCollection,
    supplierId: OrganisationId,
  ): Promise<void> {
    const photographs = row.photographId ? [row.photographId] : [];
    const [photograph] = (await this.attachments.existing(tx, photographs)).values();
    // Who promises stands on it, often a household: for the two parties alone, whoever else sees the receipt.
    await this.attachments.grant(tx, photographs, [row.organisationId, supplierId]);
    await this.ledger.append(tx, {
      kind: 'certificate.collected',
      subjects: [row.id, row.runId, batchId, ...(row.certificateId ? [row.certificateId] : [])],
      facts: {
        certificateId: row.certificateId,
        paperNumber: row.paperNumber,
        paperIssuer: row.paperIssuer,
        paperIssuedOn: row.paperIssuedOn,
        photographId: row.photographId,
        photographSha256: photograph?.sha256 ?? null,
        collectedOn: row.collectedOn,
      },
    });
    await this.reactions.notify(tx, { batchIds: [batchId] });
  }
}

function collectedRow(
  tx: Tx,
  { certificateId, paper }: CollectCertificate,
  { runId, visibleTo }: ReceiptRow,
  collectedOn: LocalDate,
): CertificateCollection {
  const { organisationId, userId } = actorOf(tx);
  return {
    id: tx.ids.next<CollectionId>(),
    runId,
    organisationId,
    certificateId: certificateId ?? null,
    paperNumber: paper?.number ?? null,
    paperIssuer: paper?.issuer ?? null,
    paperIssuedOn: paper?.issuedOn ?? null,
    photographId: paper?.photographId ?? null,
    collectedOn,
    recordedAt: tx.now,
    recordedById: userId,
    replacedAt: null,
    visibleTo: [...visibleTo],
  };
}
