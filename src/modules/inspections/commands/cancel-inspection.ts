import { Injectable } from '@nestjs/common';
import { notFound, type NotFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { InspectionId } from '../../../kernel/ids.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { refuseStep } from '../domain/inspection-state.js';
import { Inspection } from '../inspection.entity.js';
import type { InspectionRefusal } from '../inspection.refusals.js';

/** Takes a request back before anything was sampled; what was sampled happened and stays. */
@Injectable()
export class CancelInspection {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly ledger: Ledger,
  ) {}

  execute(
    ctx: Ctx,
    told: CommandInput & { inspectionId: InspectionId },
  ): Outcome<{ inspectionId: InspectionId }, InspectionRefusal | NotFound> {
    return this.uow.command(ctx, 'cancelInspection', told, (tx) => this.within(tx, told.inspectionId));
  }

  async within(
    tx: Tx,
    id: InspectionId,
  ): Promise<Result<{ inspectionId: InspectionId }, (InspectionRefusal | NotFound)[]>> {
    const inspection = await tx.manager.findOne(Inspection, {
      where: { id, requestedById: actorOf(tx).organisationId },
      lock: { mode: 'for_no_key_update' },
    });
    if (!inspection) return err([notFound(id, 'inspectionId')]);
    const refusals = refuseStep(inspection, 'cancel');
    if (refusals.length > 0) return err(refusals);
    await tx.manager.update(Inspection, { id }, { state: 'CANCELLED' });
    await this.ledger.append(tx, {
      kind: 'inspection.cancelled',
      subjects: [id, inspection.batchId],
      facts: {},
    });
    return ok({ inspectionId: id });
  }
}
