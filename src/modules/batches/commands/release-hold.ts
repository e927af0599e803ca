import { Injectable } from '@nestjs/common';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { HoldId } from '../../../kernel/ids.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import type { BatchRefusal } from '../batch.refusals.js';
import { refuseRelease } from '../domain/refuse-release.js';
import { Hold } from '../hold.entity.js';
import { HoldReactions } from '../hold-reactions.js';

/** Lets fruit go on, with the reason why it may. */
@Injectable()
export class ReleaseHold {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly ledger: Ledger,
    private readonly reactions: HoldReactions,
  ) {}

  execute(
    ctx: Ctx,
    told: CommandInput & { holdId: HoldId; reason: string },
  ): Outcome<{ holdId: HoldId }, BatchRefusal> {
    return this.uow.command(ctx, 'releaseHold', told, async (tx) => {
      const hold = await this.lock(tx, told.holdId);
      const refusals = refuseRelease(hold, actorOf(tx));
      return !hold || refusals.length > 0 ? err(refusals) : this.within(tx, hold, told.reason);
    });
  }

  /** Releases a hold whose cause is gone; the caller has decided that it is. */
  async within(tx: Tx, hold: Hold, reason: string): Promise<Result<{ holdId: HoldId }, BatchRefusal[]>> {
    await tx.manager.update(
      Hold,
      { id: hold.id },
      { releasedAt: tx.now, releasedById: actorOf(tx).userId, releaseReason: reason },
    );
    await tx.manager.query(`SELECT FROM lift_hold($1)`, [hold.id]);
    // What it let go is not named: that may be others' fruit and lots.
    await this.ledger.append(tx, { kind: 'hold.released', subjects: [hold.id], facts: { reason } });
    await this.reactions.notify(tx, { holdId: hold.id });
    return ok({ holdId: hold.id });
  }

  /** Releases a hold whose cause another module has ended; does nothing if it is released already. */
  async ended(tx: Tx, holdId: HoldId, reason: string): Promise<void> {
    const hold = await this.lock(tx, holdId);
    if (hold?.releasedAt === null) await this.within(tx, hold, reason);
  }

  private lock(tx: Tx, holdId: HoldId): Promise<Hold | null> {
    return tx.manager.findOne(Hold, { where: { id: holdId }, lock: { mode: 'for_no_key_update' } });
  }
}
