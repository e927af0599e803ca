import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { BatchId } from '../../../kernel/ids.js';
import { formatKg, type Grams } from '../../../kernel/mass.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { BatchOrigin } from '../batch-origin.entity.js';
import { Batch } from '../batch.entity.js';
import type { BatchRefusal } from '../batch.refusals.js';
import { correctHarvest, type Corrected } from '../domain/correct-harvest.js';
import { Hold } from '../hold.entity.js';
import { HoldReactions } from '../hold-reactions.js';
import { PlaceHold } from './place-hold.js';

export interface CorrectHarvestTold extends CommandInput {
  readonly batchId: BatchId;
  readonly massGrams: Grams;
  readonly reason: string;
}

/** Corrects the mass of a harvest batch by a new entry. A deficit holds all that came of it until the base office releases it. */
@Injectable()
export class CorrectHarvest {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly ledger: Ledger,
    private readonly holds: PlaceHold,
    private readonly reactions: HoldReactions,
  ) {}

  execute(ctx: Ctx, told: CorrectHarvestTold): Outcome<{ batchId: BatchId }, BatchRefusal> {
    return this.uow.command(ctx, 'correctHarvest', told, (tx) => this.within(tx, told));
  }

  async within(tx: Tx, told: CorrectHarvestTold): Promise<Result<{ batchId: BatchId }, BatchRefusal[]>> {
    const batch = await tx.manager.findOne(Batch, {
      where: { id: told.batchId, holderId: actorOf(tx).organisationId },
      lock: { mode: 'for_no_key_update' },
    });
    if (!batch) return err([{ code: 'BATCH_NOT_FOUND', values: { batch: told.batchId }, path: ['batchId'] }]);
    if (batch.kind !== 'HARVEST')
      return err([{ code: 'NOT_A_HARVEST', values: { batch: batch.code }, path: ['batchId'] }]);
    const after = correctHarvest(batch, told.massGrams);
    await this.store(tx, batch.id, after);
    await this.ledger.append(tx, {
      kind: 'batch.corrected',
      subjects: [batch.id],
      facts: { reason: told.reason, before: massesOf(batch), after },
    });
    await this.followDeficit(tx, batch, after);
    return ok({ batchId: batch.id });
  }

  private async store(tx: Tx, batchId: BatchId, after: Corrected): Promise<void> {
    await tx.manager.update(Batch, { id: batchId }, massesOf(after));
    await tx.manager.update(
      BatchOrigin,
      { batchId, originBatchId: batchId },
      { massGrams: after.massGrams, remainingGrams: after.remainingGrams },
    );
  }

  private async followDeficit(tx: Tx, batch: Batch, after: Corrected): Promise<void> {
    const open = await tx.manager.findOneBy(Hold, {
      reasonCode: 'DEFICIT',
      causeType: 'batch',
      causeId: batch.id,
      releasedAt: IsNull(),
    });
    if (after.deficitGrams > 0 && !open)
      await this.holds.within(tx, {
        batchIds: [batch.id],
        reason: 'DEFICIT',
        note: `${formatKg(after.deficitGrams)} kg`,
        causeType: 'batch',
        causeId: batch.id,
      });
    if (open && (after.deficitGrams === 0) !== (open.causeWithdrawnAt !== null))
      await this.markCause(tx, open, after.deficitGrams === 0);
  }

  /** Whoever was short also corrects, so masses that agree again let nothing go by themselves: the base office has to agree. */
  private async markCause(tx: Tx, hold: Hold, agree: boolean): Promise<void> {
    await tx.manager.update(Hold, { id: hold.id }, { causeWithdrawnAt: agree ? tx.now : null });
    await this.ledger.append(tx, {
      kind: agree ? 'hold.cause-withdrawn' : 'hold.cause-stands-again',
      subjects: [hold.id],
      facts: {},
    });
    await this.reactions.notify(tx, { holdId: hold.id });
  }
}

const massesOf = ({ massGrams, remainingGrams, deficitGrams }: Corrected): Corrected => ({
  massGrams,
  remainingGrams,
  deficitGrams,
});
