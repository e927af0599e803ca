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

/**
 * Takes a request back before anything was sampled; what was sampled happened and stays. Whoever asked may, and whoever
 * holds the fruit: who asked may have nothing to do with it any more.
 */
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
    if (!(await this.mayCancel(tx, id))) return err([notFound(id, 'inspectionId')]);
    const cancelled = await this.uow.elevated(tx, 'system', async ({ manager }) => {
      const inspection = await manager.findOneOrFail(Inspection, {
        where: { id },
        lock: { mode: 'for_no_key_update' },
      });
      const refusals = refuseStep(inspection, 'cancel');
      if (refusals.length > 0) return err(refusals);
      await manager.update(Inspection, { id }, { state: 'CANCELLED' });
      return ok(inspection);
    });
    if (!cancelled.ok) return cancelled;
    await this.ledger.append(tx, {
      kind: 'inspection.cancelled',
      subjects: [id, cancelled.value.batchId],
      facts: {},
    });
    return ok({ inspectionId: id });
  }

  private async mayCancel(tx: Tx, id: InspectionId): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>(
      `SELECT FROM inspection i JOIN batch b ON b.id = i.batch_id
       WHERE i.id = $1 AND $2::uuid = ANY (i.visible_to) AND $2 IN (i.requested_by_id, b.holder_id)`,
      [id, actorOf(tx).organisationId],
    );
    return rows.length > 0;
  }
}
