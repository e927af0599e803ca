import { Injectable } from '@nestjs/common';
import { notFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { GrowerId } from '../../../kernel/ids.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { Grower } from '../grower.entity.js';
import type { LandRefusal } from '../land.refusals.js';

/**
 * Takes a grower away for good: name and telephone out of the row and wherever somebody wrote them about the grower's
 * plots and fruit, notes on the work there whole, and the salts and texts behind what the ledger committed to. The code
 * stays, so that records of the fruit stay whole without naming anybody. What was signed stays as it was signed.
 */
@Injectable()
export class EraseGrower {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly ledger: Ledger,
  ) {}

  execute(
    ctx: Ctx,
    told: { growerId: GrowerId } & CommandInput,
  ): Outcome<{ growerId: GrowerId }, LandRefusal> {
    return this.uow.command(ctx, 'eraseGrower', told, (tx) => this.within(tx, told));
  }

  async within(
    tx: Tx,
    { growerId }: { growerId: GrowerId },
  ): Promise<Result<{ growerId: GrowerId }, LandRefusal[]>> {
    const grower = await tx.manager.findOne(Grower, {
      where: { id: growerId, organisationId: actorOf(tx).organisationId },
      lock: { mode: 'pessimistic_write' },
    });
    if (!grower) return err([notFound(growerId, 'growerId')]);
    if (grower.erasedAt !== null) return err([{ code: 'GROWER_ERASED', values: { code: grower.code } }]);
    // While the row still says what to look for.
    await tx.manager.query(`SELECT forget_grower($1, $2)`, [growerId, tx.now]);
    await tx.manager.update(Grower, { id: growerId }, { name: null, telephone: null, erasedAt: tx.now });
    await this.ledger.append(tx, { kind: 'grower.erased', subjects: [growerId], facts: {} });
    return ok({ growerId });
  }
}
