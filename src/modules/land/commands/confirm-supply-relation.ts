import { Injectable } from '@nestjs/common';
import { notFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { SupplyRelationId } from '../../../kernel/ids.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Attachments } from '../../attachments/commands/attachments.js';
import { Ledger } from '../../ledger/ledger.js';
import { refuseConfirmation } from '../domain/refuse-confirmation.js';
import { LandReactions } from '../land-reactions.js';
import type { LandRefusal } from '../land.refusals.js';
import { SupplyRelation } from '../supply-relation.entity.js';

type Confirmed = { supplyRelationId: SupplyRelationId };

/** The base office has seen the contract: from then on the relation speaks for every day it names. */
@Injectable()
export class ConfirmSupplyRelation {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly attachments: Attachments,
    private readonly reactions: LandReactions,
    private readonly ledger: Ledger,
  ) {}

  execute(
    ctx: Ctx,
    told: { supplyRelationId: SupplyRelationId } & CommandInput,
  ): Outcome<Confirmed, LandRefusal> {
    return this.uow.command(ctx, 'confirmSupplyRelation', told, (tx) => this.within(tx, told));
  }

  async within(
    tx: Tx,
    { supplyRelationId: id }: { supplyRelationId: SupplyRelationId },
  ): Promise<Result<Confirmed, LandRefusal[]>> {
    const found = await tx.manager.findOne(SupplyRelation, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    if (!found) return err([notFound(id, 'supplyRelationId')]);
    const { registrationNumber: name, recordedById, confirmedAt, registrationId, visibleTo } = found;
    const gainers = [found.organisationId, found.holderId];
    const actor = actorOf(tx);
    const refusals: LandRefusal[] = [
      ...refuseConfirmation([{ name, recordedById, isConfirmed: confirmedAt !== null, gainers }], actor),
      ...(await this.attachments.refuseErased(tx, [found.attachmentId])),
    ];
    if (refusals.length > 0) return err(refusals);
    await tx.manager.update(SupplyRelation, { id }, { confirmedAt: tx.now, confirmedById: actor.userId });
    await this.ledger.append(tx, {
      kind: 'registration.supply-confirmed',
      subjects: [id, registrationId],
      facts: {},
      shownTo: visibleTo,
    });
    await this.reactions.notify(tx, { kind: 'REGISTRATION', registrationId });
    return ok({ supplyRelationId: id });
  }
}
