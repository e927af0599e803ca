import { Injectable } from '@nestjs/common';
import type { NotFound } from '../../../infrastructure/database/common-refusals.js';
import type { Ctx, Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { AttachmentId, InspectionId, LaboratoryResultId } from '../../../kernel/ids.js';
import { legalDay } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { standingEntries } from '../domain/corrections.js';
import { readReport, type Report, type Residue } from '../domain/read-laboratory-report.js';
import { InspectionReactions } from '../inspection-reactions.js';
import { LaboratoryResult } from '../inspection-result.entity.js';
import type { Inspection } from '../inspection.entity.js';
import type { InspectionRefusal } from '../inspection.refusals.js';
import { knownOf } from '../report-knowledge.queries.js';
import { enteredLine, lineColumns } from '../report-lines.js';
import { InspectorsDesk } from './inspectors-desk.js';
import { ReportFiles } from './report-files.js';

export interface RecordLaboratoryResultsTold extends Report {
  readonly inspectionId: InspectionId;
  readonly laboratory: string;
  readonly accreditation?: string | null | undefined;
  /** The report as files. */
  readonly attachmentIds?: readonly AttachmentId[] | null | undefined;
}

/** Enters a laboratory's report, or a further part of it, exactly as it is printed. */
@Injectable()
export class RecordLaboratoryResults {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly desk: InspectorsDesk,
    private readonly files: ReportFiles,
    private readonly ledger: Ledger,
    private readonly reactions: InspectionReactions,
  ) {}

  execute(
    ctx: Ctx,
    told: RecordLaboratoryResultsTold & CommandInput,
  ): Outcome<{ inspectionId: InspectionId }, InspectionRefusal | NotFound> {
    return this.uow.command(ctx, 'recordLaboratoryResults', told, (tx) => this.within(tx, told));
  }

  async within(
    tx: Tx,
    told: RecordLaboratoryResultsTold,
  ): Promise<Result<{ inspectionId: InspectionId }, (InspectionRefusal | NotFound)[]>> {
    const { inspectionId } = told;
    const desk = await this.desk.take(tx, inspectionId, 'record');
    if (!desk.ok) return desk;
    const { inspection } = desk.value;
    const known = await knownOf(tx, told.results);
    const read = readReport(told, inspection.sampledOn, legalDay(tx.now), known, await entered(tx, told));
    const missing = await this.files.refuseMissing(tx, told);
    if (!read.ok) return err([...missing, ...read.error]);
    if (missing.length > 0) return err(missing);
    const ids = await this.insert(tx, inspection, told, read.value);
    const attachments = await this.files.attach(tx, inspection, told);
    const { batchId, organisationId } = inspection;
    const { laboratory, reportNumber, testedOn } = told;
    await this.ledger.append(tx, {
      kind: 'inspection.laboratory-results-recorded',
      subjects: [inspectionId, batchId],
      facts: {
        laboratory,
        reportNumber,
        testedOn,
        resultIds: ids,
        results: read.value,
        ...(attachments.length > 0 ? { attachments } : {}),
      },
    });
    await this.reactions.notify(tx, { kind: 'RESULTS', inspectionId, batchId, organisationId });
    return ok({ inspectionId });
  }

  private async insert(
    tx: Tx,
    { id, batchId, visibleTo }: Inspection,
    told: RecordLaboratoryResultsTold,
    residues: readonly Residue[],
  ): Promise<LaboratoryResultId[]> {
    const rows = residues.map((residue) => ({
      ...lineColumns(told, residue),
      id: tx.ids.next<LaboratoryResultId>(),
      inspectionId: id,
      batchId,
      recordedAt: tx.now,
      visibleTo,
    }));
    await tx.manager.insert(LaboratoryResult, rows);
    return rows.map((row) => row.id);
  }
}

/** Lines of the report that stand. The inspection is locked, so nobody adds the same line meanwhile. */
async function entered(
  tx: Tx,
  { inspectionId, reportNumber }: RecordLaboratoryResultsTold,
): Promise<Residue[]> {
  const lines = standingEntries(await tx.manager.findBy(LaboratoryResult, { inspectionId }));
  return lines.filter((line) => line.reportNumber === reportNumber).map((line) => enteredLine(line));
}
