import { Injectable } from '@nestjs/common';
import { actorOf, type Ctx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import { err, ok } from '../../../kernel/result.js';
import { ReleaseHold } from '../../batches/commands/release-hold.js';
import { Ledger } from '../../ledger/ledger.js';
import { refuseClose } from '../domain/refuse-close.js';
import { Recall } from '../recall.entity.js';
import type { RecallRefusal } from '../recall.refusals.js';

export interface CloseRecallTold extends CommandInput {
  readonly recallId: string;
  readonly reason: string;
}

/** Ends a recall and its hold for the base office, with the reason why what is left may go on. */
@Injectable()
export class CloseRecall {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly releases: ReleaseHold,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: CloseRecallTold): Outcome<{ recallId: string }, RecallRefusal> {
    return this.uow.command(ctx, 'closeRecall', told, async (tx) => {
      const recall = await tx.manager.findOne(Recall, {
        where: { id: told.recallId },
        lock: { mode: 'for_no_key_update' },
      });
      const refusals = refuseClose(recall, actorOf(tx));
      if (!recall || refusals.length > 0) return err(refusals);
      await tx.manager.update(Recall, { id: recall.id }, { closedAt: tx.now });
      await this.releases.ended(tx, recall.holdId, told.reason);
      await this.ledger.append(tx, {
        kind: 'recall.closed',
        subjects: [recall.id],
        facts: { reason: told.reason },
      });
      return ok({ recallId: recall.id });
    });
  }
}
