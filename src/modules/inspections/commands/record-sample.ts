import { Injectable } from '@nestjs/common';
import type { NotFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { InspectionId } from '../../../kernel/ids.js';
import { legalDay } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { refuseSample, type Sample } from '../domain/refuse-sample.js';
import { Inspection } from '../inspection.entity.js';
import type { InspectionRefusal } from '../inspection.refusals.js';
import { InspectorsDesk } from './inspectors-desk.js';

export interface RecordSampleTold extends Sample {
  readonly inspectionId: InspectionId;
}

/** Records which day, from how many cartons and on how many fruits an inspector took the sample. */
@Injectable()
export class RecordSample {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly desk: InspectorsDesk,
    private readonly ledger: Ledger,
  ) {}

  execute(
    ctx: Ctx,
    told: RecordSampleTold & CommandInput,
  ): Outcome<{ inspectionId: InspectionId }, InspectionRefusal | NotFound> {
    return this.uow.command(ctx, 'recordSample', told, (tx) => this.within(tx, told));
  }

  async within(
    tx: Tx,
    told: RecordSampleTold,
  ): Promise<Result<{ inspectionId: InspectionId }, (InspectionRefusal | NotFound)[]>> {
    const { inspectionId, sampledOn, cartons, fruits } = told;
    const desk = await this.desk.take(tx, inspectionId, 'sample');
    if (!desk.ok) return desk;
    const { batch } = desk.value;
    const refusals = refuseSample(
      told,
      { packedOn: batch.madeOn, cartonCount: batch.cartonCount },
      legalDay(tx.now),
    );
    if (refusals.length > 0) return err(refusals);
    await tx.manager.update(
      Inspection,
      { id: inspectionId },
      {
        state: 'SAMPLED',
        inspectorId: actorOf(tx).userId,
        sampledAt: tx.now,
        sampledOn,
        sampledCartons: cartons,
        sampledFruits: fruits,
      },
    );
    await this.ledger.append(tx, {
      kind: 'inspection.sampled',
      subjects: [inspectionId, batch.id],
      facts: { sampledOn, cartons, fruits },
    });
    return ok({ inspectionId });
  }
}
