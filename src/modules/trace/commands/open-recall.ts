import { Injectable } from '@nestjs/common';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { BatchId, OrganisationId } from '../../../kernel/ids.js';
import { legalDay, seasonOf } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import type { BatchRefusal } from '../../batches/batch.refusals.js';
import { PlaceHold } from '../../batches/commands/place-hold.js';
import { codeFor } from '../../batches/domain/batch-code.js';
import { Ledger } from '../../ledger/ledger.js';
import { Recall } from '../recall.entity.js';

export interface OpenRecallTold extends CommandInput {
  /** Where the trouble was found; everything made of it is called back. */
  readonly batchId: BatchId;
  readonly reason: string;
}

/** Calls fruit back: holds the batch and all that came of it, wherever it is now, and writes down what was reached. */
@Injectable()
export class OpenRecall {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly holds: PlaceHold,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: OpenRecallTold): Outcome<{ recallId: string }, BatchRefusal> {
    return this.uow.command(ctx, 'openRecall', told, (tx) => this.within(tx, told));
  }

  async within(tx: Tx, told: OpenRecallTold): Promise<Result<{ recallId: string }, BatchRefusal[]>> {
    if (!(await hasPart(tx, told.batchId)))
      return err([{ code: 'BATCH_NOT_FOUND', values: { batch: told.batchId }, path: ['batchId'] }]);
    const id = tx.ids.next<string>();
    const held = await this.holds.within(tx, {
      batchIds: [told.batchId],
      reason: 'RECALL',
      note: told.reason,
      causeType: 'recall',
      causeId: id,
    });
    if (!held.ok) return held;
    const { holdId, batchIds, lotIds } = held.value;
    const [hold] = await tx.manager.query<{ visible_to: OrganisationId[] }[]>(
      `SELECT visible_to FROM hold WHERE id = $1`,
      [holdId],
    );
    const { organisationId, userId } = actorOf(tx);
    const code = codeFor('RC', seasonOf(legalDay(tx.now)), id);
    await tx.manager.insert(Recall, {
      id,
      code,
      organisationId,
      batchId: told.batchId,
      holdId,
      reason: told.reason,
      openedAt: tx.now,
      openedById: userId,
      batchIds,
      lotIds,
      closedAt: null,
      visibleTo: hold?.visible_to ?? [organisationId],
    });
    await this.ledger.append(tx, {
      kind: 'recall.opened',
      subjects: [id, told.batchId],
      // What it reached may be others': the entry of the hold says it to the base office.
      facts: { code, batchId: told.batchId, holdId, reason: told.reason },
    });
    return ok({ recallId: id });
  }
}

/** Whoever was only sent a batch sees it without its origins, and stops nobody's fruit: it took none of it. */
async function hasPart(tx: Tx, batchId: BatchId): Promise<boolean> {
  const seen = await tx.manager.query<unknown[]>(`SELECT FROM batch_origin WHERE batch_id = $1 LIMIT 1`, [
    batchId,
  ]);
  return seen.length > 0;
}
