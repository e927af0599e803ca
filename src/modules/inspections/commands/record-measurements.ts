import { Injectable } from '@nestjs/common';
import type { NotFound } from '../../../infrastructure/database/common-refusals.js';
import type { Ctx, Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { InspectionId, MeasurementId } from '../../../kernel/ids.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { countsOf } from '../counts.js';
import { refuseTypedShares } from '../domain/read-defects.js';
import { readMeasurements, type MeasuredValue } from '../domain/read-measurements.js';
import { InspectionReactions } from '../inspection-reactions.js';
import { Measurement } from '../inspection-result.entity.js';
import type { InspectionRefusal } from '../inspection.refusals.js';
import { InspectorsDesk } from './inspectors-desk.js';

export interface RecordMeasurementsTold {
  readonly inspectionId: InspectionId;
  readonly measurements: readonly MeasuredValue[];
}

/** Records what an inspector measured. Values are added, never changed: a second value stands beside the first, unless it corrects it. */
@Injectable()
export class RecordMeasurements {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly desk: InspectorsDesk,
    private readonly ledger: Ledger,
    private readonly reactions: InspectionReactions,
  ) {}

  execute(
    ctx: Ctx,
    told: RecordMeasurementsTold & CommandInput,
  ): Outcome<{ inspectionId: InspectionId }, InspectionRefusal | NotFound> {
    return this.uow.command(ctx, 'recordMeasurements', told, (tx) => this.within(tx, told));
  }

  async within(
    tx: Tx,
    { inspectionId, measurements }: RecordMeasurementsTold,
  ): Promise<Result<{ inspectionId: InspectionId }, (InspectionRefusal | NotFound)[]>> {
    const desk = await this.desk.take(tx, inspectionId, 'record');
    if (!desk.ok) return desk;
    const read = readMeasurements(measurements);
    if (!read.ok) return read;
    const typed = refuseTypedShares(read.value, await countsOf(tx, inspectionId));
    if (typed.length > 0) return err(typed);
    const { inspection } = desk.value;
    const { batchId, organisationId, visibleTo } = inspection;
    const rows = read.value.map((measured) => ({
      ...measured,
      id: tx.ids.next<MeasurementId>(),
      inspectionId,
      batchId,
      recordedAt: tx.now,
      visibleTo,
    }));
    await tx.manager.insert(Measurement, rows);
    await this.ledger.append(tx, {
      kind: 'inspection.measured',
      subjects: [inspectionId, batchId],
      facts: { measurementIds: rows.map((row) => row.id), measurements: read.value },
    });
    await this.reactions.notify(tx, { kind: 'RESULTS', inspectionId, batchId, organisationId });
    return ok({ inspectionId });
  }
}
