import { Injectable } from '@nestjs/common';
import type { NotFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { InspectionId, LaboratoryResultId } from '../../../kernel/ids.js';
import { legalDay } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { refuseCorrections, refuseVoids, standingEntries } from '../domain/corrections.js';
import { readReport, type ReportLine } from '../domain/read-laboratory-report.js';
import { InspectionReactions } from '../inspection-reactions.js';
import { LaboratoryResult } from '../inspection-result.entity.js';
import type { Inspection } from '../inspection.entity.js';
import type { InspectionRefusal } from '../inspection.refusals.js';
import { enteredLine, lineColumns, type LineColumns } from '../report-lines.js';
import { knownOf } from '../report-knowledge.queries.js';
import { InspectorsDesk } from './inspectors-desk.js';
import { ReportFiles, type AttachedFile } from './report-files.js';
import type { RecordLaboratoryResultsTold } from './record-laboratory-results.js';

/** What lines of a report should have said, in full, with the head of the report they stand in. */
export interface CorrectLaboratoryResultsTold extends RecordLaboratoryResultsTold {
  readonly reason: string;
  readonly results: readonly (ReportLine & { readonly correctsId: LaboratoryResultId })[];
}

export interface VoidLaboratoryResultsTold {
  readonly inspectionId: InspectionId;
  readonly reason: string;
  readonly resultIds: readonly LaboratoryResultId[];
}

type Corrected = { readonly inspectionId: InspectionId };
type Refusal = InspectionRefusal | NotFound;
type Correction = LineColumns & { readonly correctsId: LaboratoryResultId; readonly isVoid: boolean };

/**
 * Puts right what was typed of a laboratory's report: a line takes the place of another, or says that the report has none
 * such. Both stay. Until somebody signs, the last one alone is judged and signed; what takes the place of a signed one counts
 * against the fruit at once, and for it only once the base office has agreed (`AgreeToResultCorrections`).
 */
@Injectable()
export class CorrectLaboratoryResults {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly desk: InspectorsDesk,
    private readonly files: ReportFiles,
    private readonly ledger: Ledger,
    private readonly reactions: InspectionReactions,
  ) {}

  correct(ctx: Ctx, told: CorrectLaboratoryResultsTold & CommandInput): Outcome<Corrected, Refusal> {
    return this.uow.command(ctx, 'correctLaboratoryResults', told, (tx) => this.within(tx, told));
  }

  void(ctx: Ctx, told: VoidLaboratoryResultsTold & CommandInput): Outcome<Corrected, Refusal> {
    return this.uow.command(ctx, 'voidLaboratoryResults', told, (tx) => this.voidWithin(tx, told));
  }

  async within(tx: Tx, told: CorrectLaboratoryResultsTold): Promise<Result<Corrected, Refusal[]>> {
    const { inspectionId, reason } = told;
    const desk = await this.desk.take(tx, inspectionId, 'correct');
    if (!desk.ok) return desk;
    const { inspection } = desk.value;
    const correctsIds = told.results.map(({ correctsId }) => correctsId);
    const entries = await tx.manager.findBy(LaboratoryResult, { inspectionId });
    const refusals: Refusal[] = [
      ...refuseCorrections(correctsIds, entries, 'results'),
      ...(await this.files.refuseMissing(tx, told)),
    ];
    // What is corrected leaves the report before the corrections enter it.
    const others = standingEntries(entries).filter(
      ({ id, reportNumber }) => reportNumber === told.reportNumber && !correctsIds.includes(id),
    );
    const known = await knownOf(tx, told.results);
    const read = readReport(
      told,
      inspection.sampledOn,
      legalDay(tx.now),
      known,
      others.map((each) => enteredLine(each)),
    );
    if (!read.ok) return err([...refusals, ...read.error]);
    if (refusals.length > 0) return err(refusals);
    const corrections = read.value.map((residue, i) => ({
      ...lineColumns(told, residue),
      correctsId: correctsIds[i]!,
      isVoid: false,
    }));
    const attachments = await this.files.attach(tx, inspection, told);
    return this.write(tx, inspection, reason, corrections, { reportNumber: told.reportNumber, attachments });
  }

  async voidWithin(tx: Tx, told: VoidLaboratoryResultsTold): Promise<Result<Corrected, Refusal[]>> {
    const { inspectionId, resultIds, reason } = told;
    const desk = await this.desk.take(tx, inspectionId, 'correct');
    if (!desk.ok) return desk;
    const entries = await tx.manager.findBy(LaboratoryResult, { inspectionId });
    const refusals = refuseVoids(resultIds, entries, 'resultIds');
    if (refusals.length > 0) return err(refusals);
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    const corrections = resultIds.map((id) => {
      const entry = byId.get(id)!;
      return { ...lineColumns(entry, enteredLine(entry)), correctsId: id, isVoid: true };
    });
    return this.write(tx, desk.value.inspection, reason, corrections);
  }

  private async write(
    tx: Tx,
    { id: inspectionId, batchId, organisationId, visibleTo, state }: Inspection,
    reason: string,
    corrections: readonly Correction[],
    report: { readonly reportNumber?: string; readonly attachments: readonly AttachedFile[] } = {
      attachments: [],
    },
  ): Promise<Result<Corrected, Refusal[]>> {
    const needsAgreement = state === 'SIGNED';
    const rows = corrections.map((correction) => ({
      ...correction,
      id: tx.ids.next<LaboratoryResultId>(),
      inspectionId,
      batchId,
      correctionReason: reason,
      correctedById: actorOf(tx).userId,
      needsAgreement,
      recordedAt: tx.now,
      visibleTo,
    }));
    await tx.manager.insert(LaboratoryResult, rows);
    await this.ledger.append(tx, {
      kind: 'inspection.laboratory-results-corrected',
      subjects: [inspectionId, batchId],
      facts: {
        reason,
        ...(needsAgreement ? { needsAgreement } : {}),
        resultIds: rows.map(({ id }) => id),
        results: corrections.map(factsOf),
        ...(report.attachments.length > 0 ? report : {}),
      },
    });
    await this.reactions.notify(tx, { kind: 'RESULTS', inspectionId, batchId, organisationId });
    return ok({ inspectionId });
  }
}

/** As entries of the ledger call what a report says, each line with the report it stands in. */
const factsOf = ({ valueMicrogramsPerKg, accreditation: _, ...line }: Correction) => ({
  ...line,
  microgramsPerKg: valueMicrogramsPerKg,
});
