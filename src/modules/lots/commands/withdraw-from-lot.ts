import { Injectable } from '@nestjs/common';
import { notFound, type NotFound } from '../../../infrastructure/database/common-refusals.js';
import type { Ctx, Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { BatchId, LotId } from '../../../kernel/ids.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { membersChange } from '../domain/lot-state.js';
import type { LotRefusal } from '../lot.refusals.js';
import { LotDesk } from './lot-desk.js';
import { LotMembers } from './lot-members.js';
import { dropEmptyContributions } from './lot-totals.js';

export interface WithdrawFromLotTold {
  readonly lotId: LotId;
  readonly batchId: BatchId;
}

/** Takes a batch out of an open lot again, also a held one: that is how the others may go on. */
@Injectable()
export class WithdrawFromLot {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly desk: LotDesk,
    private readonly members: LotMembers,
    private readonly ledger: Ledger,
  ) {}

  execute(
    ctx: Ctx,
    told: WithdrawFromLotTold & CommandInput,
  ): Outcome<{ lotId: LotId }, LotRefusal | NotFound> {
    return this.uow.command(ctx, 'withdrawFromLot', told, (tx) => this.within(tx, told));
  }

  async within(
    tx: Tx,
    { lotId, batchId }: WithdrawFromLotTold,
  ): Promise<Result<{ lotId: LotId }, (LotRefusal | NotFound)[]>> {
    if (!(await this.desk.find(tx, lotId))) return err([notFound(lotId, 'lotId')]);
    await this.desk.lockBatch(tx, batchId);
    const lot = await this.desk.lock(tx, lotId);
    if (!lot) return err([notFound(lotId, 'lotId')]);
    const members = await this.members.of(tx, lotId, batchId);
    const refusals: LotRefusal[] = [];
    if (!membersChange(lot.state))
      refusals.push({
        code: 'LOT_MEMBERS_FROZEN',
        values: { lot: lot.code, state: lot.state },
        path: ['lotId'],
      });
    if (members.length === 0)
      refusals.push({ code: 'BATCH_NOT_IN_LOT', values: { lot: lot.code }, path: ['batchId'] });
    if (refusals.length > 0) return err(refusals);
    await this.members.giveBack(tx, lot, members);
    await dropEmptyContributions(tx, lotId);
    await this.ledger.append(tx, {
      kind: 'lot.withdrawn',
      subjects: [lotId, batchId],
      facts: { members: members.map(({ massGrams, cartons }) => ({ massGrams, cartons })) },
    });
    return ok({ lotId });
  }
}
