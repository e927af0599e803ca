import { Injectable } from '@nestjs/common';
import type { Ctx, Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { InspectionId, MeasurementId } from '../../../kernel/ids.js';
import { err, type Result } from '../../../kernel/result.js';
import { countsOf } from '../counts.js';
import { refuseTypedShares } from '../domain/read-defects.js';
import { readMeasurements, type Measured, type MeasuredValue } from '../domain/read-measurements.js';
import { Measurement } from '../inspection-result.entity.js';
import type { InspectionRefusal } from '../inspection.refusals.js';
import { CorrectEntries, type Corrected, type CorrectionRefusal, type EntryKind } from './correct-entries.js';

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

const MEASUREMENTS: EntryKind<MeasurementId, Measurement, Measured> = {
  list: 'measurements',
  ids: 'measurementIds',
  ledgerKind: 'inspection.measurements-corrected',
  entriesOf: (tx, inspectionId) => tx.manager.findBy(Measurement, { inspectionId }),
  insert: (tx, rows) => tx.manager.insert(Measurement, rows),
  saidBy: ({ parameter, value, unit, samplePosition }) => ({
    parameter,
    value,
    unit,
    method: null,
    samplePosition,
  }),
  factsOf: (said) => said,
};

/** Puts right what an inspector typed, as {@link CorrectEntries} does. */
@Injectable()
export class CorrectMeasurements {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly entries: CorrectEntries,
  ) {}

  correct(ctx: Ctx, told: CorrectMeasurementsTold & CommandInput): Outcome<Corrected, CorrectionRefusal> {
    const { inspectionId, reason, measurements } = told;
    const correctsIds = measurements.map(({ correctsId }) => correctsId);
    return this.uow.command(ctx, 'correctMeasurements', told, (tx) =>
      this.entries.correct(tx, MEASUREMENTS, { inspectionId, reason, correctsIds }, () => read(tx, told)),
    );
  }

  void(ctx: Ctx, told: VoidMeasurementsTold & CommandInput): Outcome<Corrected, CorrectionRefusal> {
    const { inspectionId, reason, measurementIds: entryIds } = told;
    return this.uow.command(ctx, 'voidMeasurements', told, (tx) =>
      this.entries.void(tx, MEASUREMENTS, { inspectionId, reason, entryIds }),
    );
  }
}

async function read(
  tx: Tx,
  { inspectionId, measurements }: CorrectMeasurementsTold,
): Promise<Result<Measured[], InspectionRefusal[]>> {
  const measured = readMeasurements(measurements);
  if (!measured.ok) return measured;
  const typed = refuseTypedShares(measured.value, await countsOf(tx, inspectionId));
  return typed.length > 0 ? err(typed) : measured;
}
