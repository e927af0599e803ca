import { Injectable } from '@nestjs/common';
import type { NotFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { InspectionId, MeasurementId } from '../../../kernel/ids.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { countsOf } from '../counts.js';
import { refuseCorrections, refuseVoids } from '../domain/corrections.js';
import { refuseTypedShares } from '../domain/read-defects.js';
import { readMeasurements, type Measured, type MeasuredValue } from '../domain/read-measurements.js';
import { InspectionReactions } from '../inspection-reactions.js';
import { Measurement } from '../inspection-result.entity.js';
import type { Inspection } from '../inspection.entity.js';
import type { InspectionRefusal } from '../inspection.refusals.js';
import { InspectorsDesk } from './inspectors-desk.js';

/** What entries should have said, each in full. */
export interface CorrectMeasurementsTold {
  readonly inspectionId: InspectionId;
  readonly reason: string;
  readonly measurements: readonly (MeasuredValue & { readonly correctsId: MeasurementId })[];
}

export interface VoidMeasurementsTold {
  readonly inspectionId: InspectionId;
  readonly reason: string;
  readonly measurementIds: readonly MeasurementId[];
}

type Corrected = { readonly inspectionId: InspectionId };
type Refusal = InspectionRefusal | NotFound;
type Correction = Measured & { readonly correctsId: MeasurementId; readonly isVoid: boolean };

/**
 * Puts right what an inspector typed: an entry takes the place of another, or says that it was none. Both stay. Until
 * somebody signs, the last one alone is judged and signed; what takes the place of a signed one counts against the fruit at
 * once, and for it only once the base office has agreed (`AgreeToResultCorrections`).
 */
@Injectable()
export class CorrectMeasurements {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly desk: InspectorsDesk,
    private readonly ledger: Ledger,
    private readonly reactions: InspectionReactions,
  ) {}

  correct(ctx: Ctx, told: CorrectMeasurementsTold & CommandInput): Outcome<Corrected, Refusal> {
    return this.uow.command(ctx, 'correctMeasurements', told, (tx) => this.within(tx, told));
  }

  void(ctx: Ctx, told: VoidMeasurementsTold & CommandInput): Outcome<Corrected, Refusal> {
    return this.uow.command(ctx, 'voidMeasurements', told, (tx) => this.voidWithin(tx, told));
  }

  async within(tx: Tx, told: CorrectMeasurementsTold): Promise<Result<Corrected, Refusal[]>> {
    const { inspectionId, measurements, reason } = told;
    const desk = await this.desk.take(tx, inspectionId, 'correct');
    if (!desk.ok) return desk;
    const correctsIds = measurements.map(({ correctsId }) => correctsId);
    const entries = await tx.manager.findBy(Measurement, { inspectionId });
    const refusals = refuseCorrections(correctsIds, entries, 'measurements');
    const read = readMeasurements(measurements);
    if (!read.ok) return err([...refusals, ...read.error]);
    refusals.push(...refuseTypedShares(read.value, await countsOf(tx, inspectionId)));
    if (refusals.length > 0) return err(refusals);
    const corrections = read.value.map((each, i) => ({
      ...each,
      correctsId: correctsIds[i]!,
      isVoid: false,
    }));
    return this.write(tx, desk.value.inspection, reason, corrections);
  }

  async voidWithin(tx: Tx, told: VoidMeasurementsTold): Promise<Result<Corrected, Refusal[]>> {
    const { inspectionId, measurementIds, reason } = told;
    const desk = await this.desk.take(tx, inspectionId, 'correct');
    if (!desk.ok) return desk;
    const entries = await tx.manager.findBy(Measurement, { inspectionId });
    const refusals = refuseVoids(measurementIds, entries, 'measurementIds');
    if (refusals.length > 0) return err(refusals);
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    const corrections = measurementIds.map((id): Correction => {
      const { parameter, value, unit, samplePosition } = byId.get(id)!;
      return { parameter, value, unit, method: null, samplePosition, correctsId: id, isVoid: true };
    });
    return this.write(tx, desk.value.inspection, reason, corrections);
  }

  private async write(
    tx: Tx,
    { id: inspectionId, batchId, organisationId, visibleTo, state }: Inspection,
    reason: string,
    corrections: readonly Correction[],
  ): Promise<Result<Corrected, Refusal[]>> {
    const needsAgreement = state === 'SIGNED';
    const rows = corrections.map((correction) => ({
      ...correction,
      id: tx.ids.next<MeasurementId>(),
      inspectionId,
      batchId,
      correctionReason: reason,
      correctedById: actorOf(tx).userId,
      needsAgreement,
      recordedAt: tx.now,
      visibleTo,
    }));
    await tx.manager.insert(Measurement, rows);
    await this.ledger.append(tx, {
      kind: 'inspection.measurements-corrected',
      subjects: [inspectionId, batchId],
      facts: {
        reason,
        ...(needsAgreement ? { needsAgreement } : {}),
        measurementIds: rows.map(({ id }) => id),
        measurements: corrections,
      },
    });
    await this.reactions.notify(tx, { kind: 'RESULTS', inspectionId, batchId, organisationId });
    return ok({ inspectionId });
  }
}
