import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { notFound, type NotFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { InspectionId, LaboratoryResultId, MeasurementId } from '../../../kernel/ids.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { BatchQueries } from '../../batches/batch.queries.js';
import type { ErasingRefusal } from '../../attachments/erasing.refusals.js';
import type { GrowingRefusal } from '../../growing/growing.refusals.js';
import { Ledger } from '../../ledger/ledger.js';
import { agreedWith, refuseResultAgreement, type AgreeableEntry } from '../domain/refuse-result-agreement.js';
import { InspectionReactions } from '../inspection-reactions.js';
import { LaboratoryResult, Measurement } from '../inspection-result.entity.js';
import { Inspection } from '../inspection.entity.js';
import type { InspectionRefusal } from '../inspection.refusals.js';
import { onTheWayOf } from './inspectors-desk.js';
import { ReportFiles } from './report-files.js';

export interface AgreeToResultCorrectionsTold {
  readonly inspectionId: InspectionId;
  /** Corrections of measurements and laboratory results, each the latest of its entry. */
  readonly entryIds: readonly (MeasurementId | LaboratoryResultId)[];
}

type Agreed = { readonly inspectionId: InspectionId };
type Refusal = InspectionRefusal | GrowingRefusal | ErasingRefusal | NotFound;

/**
 * The base office agrees to corrections of a signed inspection, with all that led to them: from then on fruit is judged as if
 * what was withdrawn had never been entered. The signature stays over what was signed.
 */
@Injectable()
export class AgreeToResultCorrections {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly batches: BatchQueries,
    private readonly files: ReportFiles,
    private readonly ledger: Ledger,
    private readonly reactions: InspectionReactions,
  ) {}

  execute(ctx: Ctx, told: AgreeToResultCorrectionsTold & CommandInput): Outcome<Agreed, Refusal> {
    return this.uow.command(ctx, 'agreeToResultCorrections', told, (tx) => this.within(tx, told));
  }

  async within(
    tx: Tx,
    { inspectionId, entryIds }: AgreeToResultCorrectionsTold,
  ): Promise<Result<Agreed, Refusal[]>> {
    // Locked, so that nobody corrects again what is agreed to.
    const inspection = await tx.manager.findOne(Inspection, {
      where: { id: inspectionId },
      lock: { mode: 'for_no_key_update' },
    });
    const [batch] = inspection ? await this.batches.visible(tx, [inspection.batchId]) : [];
    if (!inspection || !batch) return err([notFound(inspectionId, 'inspectionId')]);
    const entries = await entriesOf(tx, inspectionId);
    const { organisationId: bodyId, batchId } = inspection;
    const parties = { bodyId, onTheWay: await onTheWayOf(tx, batch), by: actorOf(tx) };
    const reports = new Set(
      entries.flatMap(({ id, reportNumber }) =>
        entryIds.includes(id) && reportNumber ? [reportNumber] : [],
      ),
    );
    const refusals: Refusal[] = [
      ...refuseResultAgreement(entryIds, entries, parties),
      ...(await this.files.refuseErased(tx, inspectionId, reports)),
    ];
    if (refusals.length > 0) return err(refusals);
    await this.agree(tx, inspection, agreedWith(entryIds, entries));
    await this.reactions.notify(tx, { kind: 'RESULTS', inspectionId, batchId, organisationId: bodyId });
    return ok({ inspectionId });
  }

  private async agree(tx: Tx, inspection: Inspection, ids: readonly string[]): Promise<void> {
    const { id: inspectionId, batchId, organisationId } = inspection;
    const agreed = { agreedAt: tx.now, agreedById: actorOf(tx).userId };
    // Each is in one of the two tables.
    await tx.manager.update(Measurement, { id: In([...ids]) }, agreed);
    await tx.manager.update(LaboratoryResult, { id: In([...ids]) }, agreed);
    for (const id of ids)
      await this.ledger.append(tx, {
        kind: 'inspection.correction-agreed',
        subjects: [id, inspectionId, batchId],
        facts: {},
        shownTo: [organisationId],
      });
  }
}

type NamedEntry = AgreeableEntry & {
  readonly id: MeasurementId | LaboratoryResultId;
  readonly reportNumber: string | null;
};

async function entriesOf(tx: Tx, inspectionId: InspectionId): Promise<NamedEntry[]> {
  const measurements = await tx.manager.findBy(Measurement, { inspectionId });
  const results = await tx.manager.findBy(LaboratoryResult, { inspectionId });
  return [...measurements, ...results].map((row) => ({
    id: row.id,
    correctsId: row.correctsId,
    isVoid: row.isVoid,
    needsAgreement: row.needsAgreement,
    isAgreed: row.agreedAt !== null,
    correctedById: row.correctedById,
    reportNumber: 'reportNumber' in row ? row.reportNumber : null,
  }));
}
