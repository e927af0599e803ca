import { Injectable } from '@nestjs/common';
import type { NotFound } from '../../../infrastructure/database/common-refusals.js';
import type { Ctx, Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { DefectCountId, InspectionId } from '../../../kernel/ids.js';
import { ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import type { TallyBasis } from '../../standards/domain/defect-tally.js';
import { countsOf } from '../counts.js';
import { readDefects, type GivenCount, type ReadCount } from '../domain/read-defects.js';
import { InspectionReactions } from '../inspection-reactions.js';
import { DefectCountRow } from '../inspection-result.entity.js';
import type { Inspection } from '../inspection.entity.js';
import type { InspectionRefusal } from '../inspection.refusals.js';
import { stands } from '../standing.queries.js';
import { InspectorsDesk } from './inspectors-desk.js';

export interface RecordDefectsTold {
  readonly inspectionId: InspectionId;
  readonly basis: TallyBasis;
  readonly counts: readonly GivenCount[];
}

/** Records defects counted in opened cartons: carton by carton, or all at once. Entries are corrected by new ones. */
@Injectable()
export class RecordDefects {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly desk: InspectorsDesk,
    private readonly ledger: Ledger,
    private readonly reactions: InspectionReactions,
  ) {}

  execute(
    ctx: Ctx,
    told: RecordDefectsTold & CommandInput,
  ): Outcome<{ inspectionId: InspectionId }, InspectionRefusal | NotFound> {
    return this.uow.command(ctx, 'recordDefects', told, (tx) => this.within(tx, told));
  }

  async within(
    tx: Tx,
    { inspectionId, basis, counts }: RecordDefectsTold,
  ): Promise<Result<{ inspectionId: InspectionId }, (InspectionRefusal | NotFound)[]>> {
    const desk = await this.desk.take(tx, inspectionId, 'record');
    if (!desk.ok) return desk;
    const { inspection, batch } = desk.value;
    const read = readDefects(basis, counts, {
      qualityClass: batch.class,
      sampledCartons: inspection.sampledCartons ?? 0,
      sampledFruits: inspection.sampledFruits ?? 0,
      before: await countsOf(tx, inspectionId),
      measured: await measuredIn(tx, inspectionId),
    });
    if (!read.ok) return read;
    const countIds = await insert(tx, inspection, read.value);
    const { batchId, organisationId } = inspection;
    await this.ledger.append(tx, {
      kind: 'inspection.defects-counted',
      subjects: [inspectionId, batchId],
      facts: { countIds, counts: read.value },
    });
    await this.reactions.notify(tx, { kind: 'RESULTS', inspectionId, batchId, organisationId });
    return ok({ inspectionId });
  }
}

async function insert(
  tx: Tx,
  { id, batchId, visibleTo }: Inspection,
  counts: readonly ReadCount[],
): Promise<DefectCountId[]> {
  const rows = counts.map(({ cartons, correctsId, ...count }) => ({
    ...count,
    id: tx.ids.next<DefectCountId>(),
    inspectionId: id,
    batchId,
    cartonCount: cartons,
    correctsId: correctsId as DefectCountId | null,
    recordedAt: tx.now,
    visibleTo,
  }));
  await tx.manager.insert(DefectCountRow, rows);
  return rows.map((row) => row.id);
}

/** Parameters that were entered as such, which no count may answer. */
export async function measuredIn(tx: Tx, inspectionId: InspectionId): Promise<string[]> {
  const rows = await tx.manager.query<{ parameter: string }[]>(
    `SELECT DISTINCT x.parameter FROM measurement x WHERE x.inspection_id = $1 AND ${stands('measurement')}`,
    [inspectionId],
  );
  return rows.map(({ parameter }) => parameter);
}
