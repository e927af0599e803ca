import { Injectable } from '@nestjs/common';
import { notFound, type NotFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Tx } from '../../../infrastructure/database/context.js';
import type { AttachmentId, BatchId, GrowerId, InspectionId } from '../../../kernel/ids.js';
import type { LocalDate } from '../../../kernel/local-date.js';
import type { Grams } from '../../../kernel/mass.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Attachments, type ExistingAttachment } from '../../attachments/commands/attachments.js';
import { BatchQueries } from '../../batches/batch.queries.js';
import {
  CERTIFICATE_SOURCE,
  INSPECTION_FOR,
  type InspectionRow,
  type SourceRow,
} from '../certificate-sources.sql.js';
import type { CertificateBasis, CertificateForm } from '../domain/certificate-lists.js';

export interface IssueCertificate {
  readonly batchId: BatchId;
  /** Made by the product where nothing is said. */
  readonly number?: string | null | undefined;
  /** All of the batch where nothing is said. */
  readonly massGrams?: Grams | null | undefined;
  /** Today where nothing is said. */
  readonly issuedOn?: LocalDate | null | undefined;
  readonly basis: readonly CertificateBasis[];
  readonly form: CertificateForm;
  readonly inspectionId?: InspectionId | null | undefined;
  readonly reportId?: AttachmentId | null | undefined;
  /** The household that promises, where its cooperative enters it 代录. */
  readonly onBehalfOfId?: GrowerId | null | undefined;
  /** How to reach the producer; a household's telephone where nothing is said. */
  readonly contact?: string | null | undefined;
}

export interface Grower {
  readonly name: string | null;
  readonly telephone: string | null;
}

/** All that the promise is about and rests on. */
export interface Ground {
  readonly source: SourceRow;
  readonly grower: Grower | null;
  readonly inspection: InspectionRow | null;
  readonly report: ExistingAttachment | null;
}

/** Locks the batch, and reads what a certificate on it is about and rests on. */
@Injectable()
export class CertificateGround {
  constructor(
    private readonly batches: BatchQueries,
    private readonly attachments: Attachments,
  ) {}

  /** @returns a refusal for each thing named that is not there for the caller */
  async look(tx: Tx, told: IssueCertificate): Promise<Result<Ground, NotFound[]>> {
    const { organisationId } = actorOf(tx);
    const [batch] = await this.batches.visible(tx, [told.batchId]);
    if (batch?.holderId !== organisationId) return err([notFound(told.batchId, 'batchId')]);
    // From here on a grant of sight or a correction of the mass waits, or is seen by the next statement.
    await tx.manager.query(`SELECT FROM batch WHERE id = $1 FOR NO KEY UPDATE`, [told.batchId]);
    const [source] = await tx.manager.query<SourceRow[]>(CERTIFICATE_SOURCE, [told.batchId]);
    if (!source) throw new Error('a batch that is locked is there');
    return this.named(tx, told, source);
  }

  private async named(
    tx: Tx,
    told: IssueCertificate,
    source: SourceRow,
  ): Promise<Result<Ground, NotFound[]>> {
    const { onBehalfOfId, inspectionId, reportId, batchId } = told;
    const missing: NotFound[] = [];
    const grower = onBehalfOfId ? await growerOf(tx, onBehalfOfId) : null;
    if (onBehalfOfId && !grower) missing.push(notFound(onBehalfOfId, 'onBehalfOfId'));
    const inspection = inspectionId ? await inspectionFor(tx, inspectionId, batchId) : null;
    if (inspectionId && !inspection) missing.push(notFound(inspectionId, 'inspectionId'));
    const report = reportId ? (await this.attachments.existing(tx, [reportId])).get(reportId) : null;
    if (reportId && !report) missing.push(notFound(reportId, 'reportId'));
    return missing.length > 0 ? err(missing) : ok({ source, grower, inspection, report: report ?? null });
  }
}

async function growerOf(tx: Tx, id: GrowerId): Promise<Grower | null> {
  const [found] = await tx.manager.query<Grower[]>(
    `SELECT name, telephone FROM grower WHERE id = $1 AND organisation_id = $2 AND erased_at IS NULL`,
    [id, actorOf(tx).organisationId],
  );
  return found ?? null;
}

async function inspectionFor(tx: Tx, id: InspectionId, batchId: BatchId): Promise<InspectionRow | null> {
  const [found] = await tx.manager.query<InspectionRow[]>(INSPECTION_FOR, [id, batchId]);
  return found ?? null;
}
