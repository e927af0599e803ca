import { Injectable } from '@nestjs/common';
import { notFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import { refusingViolations } from '../../../infrastructure/database/refuse-violation.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { PestTrapId, TrapCountId, UserId } from '../../../kernel/ids.js';
import type { Instant } from '../../../kernel/instant.js';
import { legalDay } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import type { Counts } from '../domain/counts.js';
import { refuseCount } from '../domain/refuse-trap.js';
import { PestReactions } from '../pest-reactions.js';
import { TrapCount, type PestTrap } from '../pest-trap.entity.js';
import type { PestRefusal } from '../pest.refusals.js';
import { PestDesk, seenBy } from './pest-desk.js';
import { changeAt, lockTrap } from './set-up-trap.js';

export interface RecordTrapCountTold {
  readonly trapId: PestTrapId;
  readonly inspectedAt: Instant;
  /** Who looked into the trap; the caller where nothing is said. */
  readonly inspectorId?: UserId | null | undefined;
  readonly counts: readonly { readonly pestCode: string; readonly count: number }[];
  /** The record whose place it takes. */
  readonly correctsId?: TrapCountId | null | undefined;
  /** True: what the earlier record tells did not happen. */
  readonly isVoid?: boolean | null | undefined;
}
type Counted = { countId: TrapCountId };

const CORRECTED: PestRefusal = { code: 'PEST_RECORD_CORRECTED_ALREADY', values: {}, path: ['correctsId'] };

/** Records what was found in a trap, at once or late, for oneself or for the officer who looked; or puts an earlier record right. */
@Injectable()
export class RecordTrapCount {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly desk: PestDesk,
    private readonly reactions: PestReactions,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: RecordTrapCountTold & CommandInput): Outcome<Counted, PestRefusal> {
    return this.uow.command(ctx, 'recordTrapCount', told, (tx) => this.within(tx, told));
  }

  within(tx: Tx, told: RecordTrapCountTold): Promise<Result<Counted, PestRefusal[]>> {
    return refusingViolations({ trap_count_corrected_once: CORRECTED }, () => this.record(tx, told));
  }

  private async record(tx: Tx, told: RecordTrapCountTold): Promise<Result<Counted, PestRefusal[]>> {
    const { organisationId, userId } = actorOf(tx);
    const trap = await lockTrap(tx, told.trapId);
    if (!trap) return err([notFound(told.trapId, 'trapId')]);
    const count = {
      inspectedAt: told.inspectedAt,
      inspectorId: told.inspectorId ?? userId,
      counts: Object.fromEntries(told.counts.map((each) => [each.pestCode, each.count])),
      correctsId: told.correctsId ?? null,
      isVoid: told.isVoid ?? false,
    };
    const earlier = count.correctsId === null ? null : await ownCount(tx, count.correctsId);
    const refusals = [
      ...(await this.refuse(tx, trap, count)),
      ...(await this.refuseCorrection(tx, trap, count, earlier)),
    ];
    if (refusals.length > 0) return err(refusals);
    const inspectedOn = legalDay(count.inspectedAt);
    const id = tx.ids.next<TrapCountId>();
    await tx.manager.insert(TrapCount, {
      id,
      trapId: trap.id,
      organisationId,
      ...count,
      inspectedOn,
      recordedAt: tx.now,
      recordedById: userId,
      visibleTo: seenBy(
        organisationId,
        await this.desk.viewersOfCounts(tx, trap, inspectedOn),
        earlier?.visibleTo ?? [],
      ),
    });
    await this.ledger.append(tx, {
      kind: 'pest.trap-counted',
      subjects: [id, trap.id, ...(count.correctsId ? [count.correctsId] : [])],
      facts: { trapId: trap.id, ...count, inspectedOn },
      occurredAt: count.inspectedAt,
    });
    await this.reactions.notify(tx, changeAt(trap));
    return ok({ countId: id });
  }

  private async refuse(
    tx: Tx,
    trap: PestTrap,
    count: { inspectedAt: Instant; inspectorId: UserId; counts: Counts; isVoid: boolean },
  ): Promise<PestRefusal[]> {
    return [
      ...refuseCount(trap, count, tx.now),
      ...(await this.desk.refusePests(tx, Object.keys(count.counts), 'counts')),
      ...(await this.desk.refuseStranger(tx, count.inspectorId, 'inspectorId')),
    ];
  }

  private async refuseCorrection(
    tx: Tx,
    trap: PestTrap,
    { correctsId, isVoid }: { correctsId: TrapCountId | null; isVoid: boolean },
    earlier: TrapCount | null,
  ): Promise<PestRefusal[]> {
    if (correctsId === null)
      return isVoid ? [{ code: 'PEST_VOID_WITHOUT_RECORD', values: {}, path: ['correctsId'] }] : [];
    if (!earlier) return [notFound(correctsId, 'correctsId')];
    if (earlier.trapId !== trap.id)
      return [{ code: 'TRAP_OF_ANOTHER_RECORD', values: {}, path: ['correctsId'] }];
    return (await tx.manager.existsBy(TrapCount, { correctsId })) ? [CORRECTED] : [];
  }
}

const ownCount = (tx: Tx, id: TrapCountId): Promise<TrapCount | null> =>
  tx.manager.findOneBy(TrapCount, { id, organisationId: actorOf(tx).organisationId });
