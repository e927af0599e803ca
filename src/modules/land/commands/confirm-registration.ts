import { Injectable } from '@nestjs/common';
import { notFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { RegistrationId } from '../../../kernel/ids.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { refuseConfirmation } from '../domain/refuse-confirmation.js';
import type { LandRefusal } from '../land.refusals.js';
import { LandReactions } from '../land-reactions.js';
import { Registration } from '../registration.entity.js';
import { RegistrationQueries } from '../registration.queries.js';

/**
 * The base office has seen the paper of a registration: from then on it speaks for what was picked or packed under it, and
 * before it for nothing.
 */
@Injectable()
export class ConfirmRegistration {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly registrations: RegistrationQueries,
    private readonly reactions: LandReactions,
    private readonly ledger: Ledger,
  ) {}

  execute(
    ctx: Ctx,
    told: { registrationId: RegistrationId } & CommandInput,
  ): Outcome<{ registrationId: RegistrationId }, LandRefusal> {
    return this.uow.command(ctx, 'confirmRegistration', told, (tx) => this.within(tx, told));
  }

  async within(
    tx: Tx,
    { registrationId }: { registrationId: RegistrationId },
  ): Promise<Result<{ registrationId: RegistrationId }, LandRefusal[]>> {
    const registration = await this.registrations.lockOwn(tx, registrationId);
    if (!registration) return err([notFound(registrationId, 'registrationId')]);
    const { number, recordedById, confirmedAt, organisationId, validFrom, validTo } = registration;
    const entry = {
      name: number,
      recordedById,
      isConfirmed: confirmedAt !== null,
      gainers: [organisationId],
    };
    const actor = actorOf(tx);
    const refusals = refuseConfirmation([entry], actor);
    if (refusals.length > 0) return err(refusals);
    await tx.manager.update(
      Registration,
      { id: registrationId },
      { confirmedAt: tx.now, confirmedById: actor.userId },
    );
    await this.ledger.append(tx, {
      kind: 'registration.confirmed',
      subjects: [registrationId],
      facts: { number, validFrom, validTo },
      shownTo: [organisationId],
    });
    await this.reactions.notify(tx, { kind: 'REGISTRATION', registrationId });
    return ok({ registrationId });
  }
}
