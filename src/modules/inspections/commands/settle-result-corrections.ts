import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { notFound, type NotFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { DefectCountId, InspectionId, LaboratoryResultId, MeasurementId } from '../../../kernel/ids.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { BatchQueries } from '../../batches/batch.queries.js';
import type { ErasingRefusal } from '../../attachments/erasing.refusals.js';
import type { GrowingRefusal } from '../../growing/growing.refusals.js';
import {
  settledColumns,
  settledEntry,
  type DeclineReason,
  type Settling,
} from '../../growing/domain/settling.js';
import { Ledger } from '../../ledger/ledger.js';
import {
  refuseResultAgreement,
  settledWith,
  type AgreeableEntry,
} from '../domain/refuse-result-agreement.js';
import { InspectionReactions } from '../inspection-reactions.js';
import { DefectCountRow, LaboratoryResult, Measurement } from '../inspection-result.entity.js';
import { Inspection } from '../inspection.entity.js';
import type { InspectionRefusal } from '../inspection.refusals.js';
import { onTheWayOf } from './inspectors-desk.js';
import { ReportFiles } from './report-files.js';

type EntryId = MeasurementId | LaboratoryResultId | DefectCountId;

export interface SettleResultCorrectionsTold {
  readonly inspectionId: InspectionId;
  /** Corrections of measurements, laboratory results and counts, each the latest of its entry. */
  readonly entryIds: readonly EntryId[];
}

type Answer = { readonly inspectionId: InspectionId };
type Refusal = InspectionRefusal | GrowingRefusal | ErasingRefusal | NotFound;

/**
 * The base office agrees to corrections of a signed inspection, with all that led to them: from then on fruit is judged as if
 * what was withdrawn had never been entered. Or it declines them, and what was withdrawn counts. The signature stays over what was
 * signed.
 */
@Injectable()
export class SettleResultCorrections {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly batches: BatchQueries,
    private readonly files: ReportFiles,
    private readonly ledger: Ledger,
    private readonly reactions: InspectionReactions,
  ) {}

  agree(ctx: Ctx, told: SettleResultCorrectionsTold & CommandInput): Outcome<Answer, Refusal> {
    return this.uow.command(ctx, 'agreeToResultCorrections', told, (tx) => this.within(tx, told, null));
  }

  decline(
    ctx: Ctx,
    told: SettleResultCorrectionsTold & { readonly reason: DeclineReason } & CommandInput,
  ): Outcome<Answer, Refusal> {
    return this.uow.command(ctx, 'declineResultCorrections', told, (tx) =>
      this.within(tx, told, told.reason),
    );
  }

  private async within(
    tx: Tx,
    { inspectionId, entryIds }: SettleResultCorrectionsTold,
    settling: Settling,
  ): Promise<Result<Answer, Refusal[]>> {
    // Locked, so that nobody corrects again what is settled.
    const inspection = await tx.manager.findOne(Inspection, {
      where: { id: inspectionId },
      lock: { mode: 'for_no_key_update' },
    });
    const [batch] = inspection ? await this.batches.visible(tx, [inspection.batchId]) : [];
    if (!inspection || !batch) return err([notFound(inspectionId, 'inspectionId')]);
    const entries = await entriesOf(tx, inspectionId);
    const { organisationId: bodyId, batchId } = inspection;
    const parties = { bodyId, onTheWay: await onTheWayOf(tx, batch), by: actorOf(tx) };
    const refusals: Refusal[] = refuseResultAgreement(entryIds, entries, parties);
    // What cannot be compared with its paper any more is agreed to by nobody; to decline it takes no paper.
    if (settling === null)
      refusals.push(...(await this.files.refuseErased(tx, inspectionId, reportsOf(entryIds, entries))));
    if (refusals.length > 0) return err(refusals);
    await this.settle(tx, inspection, settledWith(entryIds, entries, settling), settling);
    const isOfSeries = entries.some(({ id, isCount }) => isCount && entryIds.includes(id));
    const change = { kind: 'RESULTS', inspectionId, batchId, organisationId: bodyId, isOfSeries } as const;
    await this.reactions.notify(tx, change);
    return ok({ inspectionId });
  }

  private async settle(
    tx: Tx,
    { id: inspectionId, batchId, organisationId }: Inspection,
    ids: readonly string[],
    settling: Settling,
  ): Promise<void> {
    const settled = settledColumns(settling, actorOf(tx).userId, tx.now);
    // Each is in one of the three tables.
    await tx.manager.update(Measurement, { id: In([...ids]) }, settled);
    await tx.manager.update(LaboratoryResult, { id: In([...ids]) }, settled);
    await tx.manager.update(DefectCountRow, { id: In([...ids]) }, settled);
    for (const id of ids)
      await this.ledger.append(tx, {
        ...settledEntry('inspection', settling),
        subjects: [id, inspectionId, batchId],
        shownTo: [organisationId],
      });
  }
}

type NamedEntry = AgreeableEntry & {
  readonly id: EntryId;
  readonly reportNumber: string | null;
  readonly isCount: boolean;
};

const reportsOf = (entryIds: readonly string[], entries: readonly NamedEntry[]): Set<string> =>
  new Set(
    entries.flatMap(({ id, reportNumber }) => (entryIds.includes(id) && reportNumber ? [reportNumber] : [])),
  );

async function entriesOf(tx: Tx, inspectionId: InspectionId): Promise<NamedEntry[]> {
  const measurements = await tx.manager.findBy(Measurement, { inspectionId });
  const results = await tx.manager.findBy(LaboratoryResult, { inspectionId });
  const counts = await tx.manager.findBy(DefectCountRow, { inspectionId });
  return [...measurements, ...results, ...counts].map((row) => ({
    id: row.id,
    correctsId: row.correctsId,
    isVoid: row.isVoid,
    needsAgreement: row.needsAgreement,
    agreedAt: row.agreedAt,
    declinedAt: row.declinedAt,
    correctedById: row.correctedById,
    reportNumber: 'reportNumber' in row ? row.reportNumber : null,
    isCount: 'cartonCount' in row,
  }));
}
