import { Injectable } from '@nestjs/common';
import { notFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { RegistrationId, RegistrationYieldId } from '../../../kernel/ids.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Attachments } from '../../attachments/commands/attachments.js';
import { Ledger } from '../../ledger/ledger.js';
import { refuseConfirmation } from '../domain/refuse-confirmation.js';
import { LandReactions } from '../land-reactions.js';
import type { LandRefusal } from '../land.refusals.js';
import { RegistrationYield } from '../registration-yield.entity.js';

type Confirmed = { registrationId: RegistrationId };

/** The base office has seen the declaration: from then on the yield counts. */
@Injectable()
export class ConfirmYield {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly attachments: Attachments,
    private readonly reactions: LandReactions,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: { yieldId: RegistrationYieldId } & CommandInput): Outcome<Confirmed, LandRefusal> {
    return this.uow.command(ctx, 'confirmRegistrationYield', told, (tx) => this.within(tx, told));
  }

  async within(
    tx: Tx,
    { yieldId: id }: { yieldId: RegistrationYieldId },
  ): Promise<Result<Confirmed, LandRefusal[]>> {
    const found = await tx.manager.findOne(RegistrationYield, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    if (!found) return err([notFound(id, 'yieldId')]);
    const { recordedById, confirmedAt, organisationId, registrationId, season } = found;
    const entry = {
      name: season,
      recordedById,
      isConfirmed: confirmedAt !== null,
      gainers: [organisationId],
    };
    const actor = actorOf(tx);
    const refusals: LandRefusal[] = [
      ...refuseConfirmation([entry], actor),
      ...(await this.attachments.refuseErased(tx, [found.attachmentId])),
    ];
    if (refusals.length > 0) return err(refusals);
    await tx.manager.update(RegistrationYield, { id }, { confirmedAt: tx.now, confirmedById: actor.userId });
    await this.ledger.append(tx, {
      kind: 'registration.yield-confirmed',
      subjects: [id, registrationId],
      facts: { season, massGrams: found.massGrams },
      shownTo: [organisationId],
    });
    await this.reactions.notify(tx, { kind: 'REGISTRATION', registrationId });
    return ok({ registrationId });
  }
}
