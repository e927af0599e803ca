import { Injectable } from '@nestjs/common';
import { notFound, type NotFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Tx } from '../../../infrastructure/database/context.js';
import type { InspectionId, OrganisationId } from '../../../kernel/ids.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { BatchQueries } from '../../batches/batch.queries.js';
import { refuseStep, type InspectionStep } from '../domain/inspection-state.js';
import { refuseInspector } from '../domain/refuse-inspector.js';
import { Inspection } from '../inspection.entity.js';
import type { InspectionRefusal } from '../inspection.refusals.js';

/** A batch as its queries answer with it; the class itself stays in its module. */
type Batch = Awaited<ReturnType<BatchQueries['visible']>>[number];

export interface OnTheDesk {
  readonly inspection: Inspection;
  readonly batch: Batch;
}

/**
 * What every act of an inspector begins with: the inspection is the body's own and locked, the inspector is independent
 * of the fruit, and the state allows the step. The lock also keeps `visibleTo` still while results are added under it.
 */
@Injectable()
export class InspectorsDesk {
  constructor(private readonly batches: BatchQueries) {}

  async take(
    tx: Tx,
    id: InspectionId,
    step: InspectionStep,
  ): Promise<Result<OnTheDesk, (InspectionRefusal | NotFound)[]>> {
    const { organisationId, organisationIds } = actorOf(tx);
    const inspection = await tx.manager.findOne(Inspection, {
      where: { id, organisationId },
      lock: { mode: 'for_no_key_update' },
    });
    const [batch] = inspection ? await this.batches.visible(tx, [inspection.batchId]) : [];
    if (!inspection || !batch) return err([notFound(id, 'inspectionId')]);
    const refusals = [
      // A packhouse that checks itself is nobody independent, and what it finds never speaks for its fruit.
      ...(inspection.kind === 'SELF_CHECK'
        ? []
        : refuseInspector(organisationIds, await onTheWayOf(tx, batch))),
      ...refuseStep(inspection, step),
    ];
    return refusals.length > 0 ? err(refusals) : ok({ inspection, batch });
  }
}

/** Asked of the whole way, of which the body sees only what lies before the batch. */
export async function onTheWayOf(tx: Tx, batch: Batch): Promise<OrganisationId[]> {
  const rows = await tx.manager.query<{ id: OrganisationId }[]>(
    `SELECT organisation_id AS id FROM organisations_on_the_way(ARRAY[$1::uuid])`,
    [batch.id],
  );
  return rows.map(({ id }) => id);
}
