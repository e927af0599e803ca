import { Injectable } from '@nestjs/common';
import { actorOf, type Ctx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { BatchId, OrganisationId } from '../../../kernel/ids.js';
import { err, ok } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import type { BatchRefusal } from '../batch.refusals.js';
import { InputChecks } from './input-checks.js';

export interface ConsignBatchTold extends CommandInput {
  readonly batchId: BatchId;
  /** Null takes it back. */
  readonly consignedToId?: OrganisationId | null | undefined;
}

/**
 * Sends a batch on its way to a packhouse, processor or exporter: from then on that organisation sees the batch and may
 * take it in. What lies upstream it sees only once it takes it. Sent elsewhere or taken back, the batch goes out of the
 * sight of whoever took none of it.
 */
@Injectable()
export class ConsignBatch {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly checks: InputChecks,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: ConsignBatchTold): Outcome<{ batchId: BatchId }, BatchRefusal> {
    return this.uow.command(ctx, 'consignBatch', told, async (tx) => {
      const { organisationId } = actorOf(tx);
      const consignedToId = told.consignedToId ?? null;
      const refusals = await this.checks.consignee(tx, consignedToId);
      if (refusals.length > 0) return err(refusals);
      const [before] = await tx.manager.query<{ consignee: OrganisationId | null }[]>(
        `SELECT consigned_to_id AS consignee FROM batch WHERE id = $1 AND holder_id = $2 FOR NO KEY UPDATE`,
        [told.batchId, organisationId],
      );
      if (!before)
        return err([{ code: 'BATCH_NOT_FOUND', values: { batch: told.batchId }, path: ['batchId'] }]);
      await tx.manager.query(
        `UPDATE batch SET consigned_to_id = $2,
           visible_to = CASE WHEN $2::uuid IS NULL OR $2 = ANY (visible_to) THEN visible_to ELSE array_append(visible_to, $2) END
         WHERE id = $1`,
        [told.batchId, consignedToId],
      );
      // Whom it is no longer sent to, and who took none of it, has nothing to do with it any more.
      if (before.consignee && before.consignee !== consignedToId)
        await tx.manager.query(`SELECT end_sight($1, $2)`, [told.batchId, before.consignee]);
      await this.ledger.append(tx, {
        kind: 'batch.consigned',
        subjects: [told.batchId],
        facts: { consignedToId },
      });
      return ok({ batchId: told.batchId });
    });
  }
}
