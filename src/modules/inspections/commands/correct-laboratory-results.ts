import { Injectable } from '@nestjs/common';
import type { Ctx, Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { InspectionId, LaboratoryResultId } from '../../../kernel/ids.js';
import { legalDay } from '../../../kernel/local-date.js';
import { ok, type Result } from '../../../kernel/result.js';
import { standingEntries } from '../domain/corrections.js';
import { readReport, type ReportLine } from '../domain/read-laboratory-report.js';
import { LaboratoryResult } from '../inspection-result.entity.js';
import type { Inspection } from '../inspection.entity.js';
import type { InspectionRefusal } from '../inspection.refusals.js';
import { enteredLine, lineColumns, type LineColumns } from '../report-lines.js';
import { knownOf } from '../report-knowledge.queries.js';
import { CorrectEntries, type Corrected, type CorrectionRefusal, type EntryKind } from './correct-entries.js';
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

const RESULTS: EntryKind<LaboratoryResultId, LaboratoryResult, LineColumns> = {
  list: 'results',
  ids: 'resultIds',
  ledgerKind: 'inspection.laboratory-results-corrected',
  entriesOf: (tx, inspectionId) => tx.manager.findBy(LaboratoryResult, { inspectionId }),
  insert: (tx, rows) => tx.manager.insert(LaboratoryResult, rows),
  saidBy: (row) => lineColumns(row, enteredLine(row)),
  // As entries of the ledger call what a report says, each line with the report it stands in.
  factsOf: ({ valueMicrogramsPerKg, accreditation: _, ...line }) => ({
    ...line,
    microgramsPerKg: valueMicrogramsPerKg,
  }),
};

/** Puts right what was typed of a laboratory's report, as {@link CorrectEntries} does. */
@Injectable()
export class CorrectLaboratoryResults {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly entries: CorrectEntries,
  ) {}

  correct(
    ctx: Ctx,
    told: CorrectLaboratoryResultsTold & CommandInput,
  ): Outcome<Corrected, CorrectionRefusal> {
    const { inspectionId, reason, results } = told;
    const correctsIds = results.map(({ correctsId }) => correctsId);
    return this.uow.command(ctx, 'correctLaboratoryResults', told, (tx) =>
      this.entries.correct(
        tx,
        RESULTS,
        { inspectionId, reason, correctsIds, report: told },
        (entries, inspection) => read(tx, told, entries, inspection),
      ),
    );
  }

  void(ctx: Ctx, told: VoidLaboratoryResultsTold & CommandInput): Outcome<Corrected, CorrectionRefusal> {
    const { inspectionId, reason, resultIds: entryIds } = told;
    return this.uow.command(ctx, 'voidLaboratoryResults', told, (tx) =>
      this.entries.void(tx, RESULTS, { inspectionId, reason, entryIds }),
    );
  }
}

/** The lines as the report has them. What is corrected leaves it before the corrections enter it. */
async function read(
  tx: Tx,
  told: CorrectLaboratoryResultsTold,
  entries: readonly LaboratoryResult[],
  { sampledOn }: Inspection,
): Promise<Result<LineColumns[], InspectionRefusal[]>> {
  const corrected = new Set(told.results.map(({ correctsId }) => correctsId));
  const others = standingEntries(entries)
    .filter(({ id, reportNumber }) => reportNumber === told.reportNumber && !corrected.has(id))
    .map((each) => enteredLine(each));
  const known = await knownOf(tx, told.results);
  const lines = readReport(told, sampledOn, legalDay(tx.now), known, others);
  return lines.ok ? ok(lines.value.map((residue) => lineColumns(told, residue))) : lines;
}
