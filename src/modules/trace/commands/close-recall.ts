import { Injectable } from '@nestjs/common';
import { actorOf, type Ctx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import { err, ok } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { refuseClose } from '../domain/refuse-close.js';
import { Recall } from '../recall.entity.js';
import type { RecallRefusal } from '../recall.refusals.js';

export interface CloseRecallTold extends CommandInput {
  readonly recallId: string;
  readonly reason: string;
}

/** Ends a recall. Its hold stays: what may go on again is released batch by batch, with a reason of its own. */
@Injectable()
export class CloseRecall {
  constructor(
    private readonly uow: UnitOfWork,
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
      await this.ledger.append(tx, {
        kind: 'recall.closed',
        subjects: [recall.id],
        facts: { reason: told.reason },
      });
      return ok({ recallId: recall.id });
    });
  }
}
