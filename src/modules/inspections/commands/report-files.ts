import { Injectable } from '@nestjs/common';
import type { NotFound } from '../../../infrastructure/database/common-refusals.js';
import type { Reading, Tx } from '../../../infrastructure/database/context.js';
import type { AttachmentId, InspectionId } from '../../../kernel/ids.js';
import { Attachments } from '../../attachments/commands/attachments.js';
import type { ErasingRefusal } from '../../attachments/erasing.refusals.js';
import type { Inspection } from '../inspection.entity.js';
import { LaboratoryReportFile } from '../laboratory-report-file.entity.js';

/** The report of which files are told; nothing told is as good as none. */
export interface ToldFiles {
  readonly reportNumber: string;
  readonly attachmentIds?: readonly AttachmentId[] | null | undefined;
}

/** A file as entries of the ledger name it. */
export interface AttachedFile {
  readonly id: string;
  readonly attachmentId: AttachmentId;
  readonly sha256: string;
}

/** The reports of laboratories as files: seen by whoever sees the inspection, each once for its report. */
@Injectable()
export class ReportFiles {
  constructor(private readonly attachments: Attachments) {}

  /** @returns NOT_FOUND for each that does not exist, was erased, or is not to be seen */
  async refuseMissing(reading: Reading, { attachmentIds }: ToldFiles): Promise<NotFound[]> {
    return this.attachments.refuseMissing(reading, attachmentIds ?? [], 'attachmentIds');
  }

  /**
   * Hangs them on a report of the inspection, whose row is locked.
   *
   * @returns those that were not there yet
   */
  async attach(tx: Tx, inspection: Inspection, told: ToldFiles): Promise<AttachedFile[]> {
    const { attachmentIds, reportNumber } = told;
    if (!attachmentIds || attachmentIds.length === 0) return [];
    const { id: inspectionId, visibleTo } = inspection;
    const there = await tx.manager.findBy(LaboratoryReportFile, { inspectionId, reportNumber });
    const known = new Set(there.map(({ attachmentId }) => attachmentId));
    const found = await this.attachments.existing(tx, attachmentIds);
    const files = [...found.values()].filter(({ id }) => !known.has(id));
    if (files.length === 0) return [];
    const rows = files.map(({ id: attachmentId, sha256 }) => ({
      id: tx.ids.next<string>(),
      attachmentId,
      sha256,
    }));
    await tx.manager.insert(
      LaboratoryReportFile,
      rows.map((row) => ({ ...row, inspectionId, reportNumber, recordedAt: tx.now, visibleTo })),
    );
    await this.attachments.grant(
      tx,
      files.map(({ id }) => id),
      visibleTo,
    );
    return rows;
  }

  /** Why nobody agrees to lines of these reports: a file they would be compared with was erased. */
  async refuseErased(
    tx: Tx,
    inspectionId: InspectionId,
    reportNumbers: ReadonlySet<string>,
  ): Promise<ErasingRefusal[]> {
    const files = await tx.manager.findBy(LaboratoryReportFile, { inspectionId });
    return this.attachments.refuseErased(
      tx,
      files
        .filter(({ reportNumber }) => reportNumbers.has(reportNumber))
        .map(({ attachmentId }) => attachmentId),
    );
  }
}
