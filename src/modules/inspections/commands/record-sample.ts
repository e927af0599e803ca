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
import { totalsOf } from '../../standards/domain/defect-tally.js';
import { countsOf } from '../counts.js';
import {
  refuseSample,
  type RecordedOfSample,
  type Sample,
  type SamplePlace,
} from '../domain/refuse-sample.js';
import { InspectionReactions } from '../inspection-reactions.js';
import { Inspection } from '../inspection.entity.js';
import type { InspectionRefusal } from '../inspection.refusals.js';
import { InspectorsDesk } from './inspectors-desk.js';

export interface RecordSampleTold extends Omit<Sample, 'places'> {
  readonly inspectionId: InspectionId;
  /** Where the cartons were taken; absent: not said. */
  readonly places?:
    | readonly {
        readonly pallet?: string | null | undefined;
        readonly layer?: SamplePlace['layer'] | undefined;
        readonly cartons: number;
      }[]
    | null
    | undefined;
}

/**
 * Records which day, from how many cartons and on how many fruits an inspector took the sample, and where. Until the
 * signature more may be drawn, or a slip put right: the last entry counts, the ledger keeps all.
 */
@Injectable()
export class RecordSample {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly desk: InspectorsDesk,
    private readonly ledger: Ledger,
    private readonly reactions: InspectionReactions,
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
    const { batch, inspection } = desk.value;
    const places = placesOf(told.places);
    const refusals = refuseSample(
      { sampledOn, cartons, fruits, places },
      { packedOn: batch.madeOn, cartonCount: batch.cartonCount },
      legalDay(tx.now),
      places === null ? [] : await palletsOf(tx, batch.id),
      inspection.state === 'SAMPLED' ? await recordedOf(tx, inspectionId) : null,
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
        samplePlaces: places,
      },
    );
    await this.ledger.append(tx, {
      kind: 'inspection.sampled',
      subjects: [inspectionId, batch.id],
      facts: { sampledOn, cartons, fruits, places },
    });
    const { organisationId } = inspection;
    await this.reactions.notify(tx, { kind: 'RESULTS', inspectionId, batchId: batch.id, organisationId });
    return ok({ inspectionId });
  }
}

const placesOf = (told: RecordSampleTold['places']): SamplePlace[] | null =>
  told && told.length > 0
    ? told.map(({ pallet, layer, cartons }) => ({ pallet: pallet ?? null, layer: layer ?? null, cartons }))
    : null;

async function palletsOf(tx: Tx, batchId: string): Promise<string[]> {
  const rows = await tx.manager.query<{ sscc: string }[]>(`SELECT sscc FROM pallet WHERE batch_id = $1`, [
    batchId,
  ]);
  return rows.map(({ sscc }) => sscc);
}

async function recordedOf(tx: Tx, inspectionId: InspectionId): Promise<RecordedOfSample> {
  const counts = await countsOf(tx, inspectionId);
  const { cartons, examined } = totalsOf(counts);
  const [tested] = await tx.manager.query<{ first: RecordedOfSample['testedOn'] }[]>(
    `SELECT min(tested_on) AS first FROM laboratory_result WHERE inspection_id = $1`,
    [inspectionId],
  );
  return {
    cartons,
    fruits: counts.every(({ basis }) => basis === 'NUMBER') ? examined : null,
    testedOn: tested?.first ?? null,
  };
}
