import { Injectable } from '@nestjs/common';
import { notFound } from '../../../infrastructure/database/common-refusals.js';
import type { Ctx, Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { RegistrationId } from '../../../kernel/ids.js';
import { legalDay, type LocalDate } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { refuseWithdrawal } from '../domain/refuse-registration.js';
import { LandReactions } from '../land-reactions.js';
import type { LandRefusal } from '../land.refusals.js';
import { Registration } from '../registration.entity.js';
import { RegistrationQueries } from '../registration.queries.js';

export interface WithdrawRegistrationTold {
  readonly registrationId: RegistrationId;
  /** The first day on which it no longer stands. */
  readonly withdrawnOn: LocalDate;
}

/** Records that customs withdrew a registration, or that it was given up. What it covered before stays covered. */
@Injectable()
export class WithdrawRegistration {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly registrations: RegistrationQueries,
    private readonly reactions: LandReactions,
    private readonly ledger: Ledger,
  ) {}

  execute(
    ctx: Ctx,
    told: WithdrawRegistrationTold & CommandInput,
  ): Outcome<{ registrationId: RegistrationId }, LandRefusal> {
    return this.uow.command(ctx, 'withdrawRegistration', told, (tx) => this.within(tx, told));
  }

  async within(
    tx: Tx,
    { registrationId, withdrawnOn }: WithdrawRegistrationTold,
  ): Promise<Result<{ registrationId: RegistrationId }, LandRefusal[]>> {
    const registration = await this.registrations.lockOwn(tx, registrationId);
    if (!registration) return err([notFound(registrationId, 'registrationId')]);
    const refusals = refuseWithdrawal(registration, withdrawnOn, legalDay(tx.now));
    if (refusals.length > 0) return err(refusals);
    await tx.manager.update(Registration, { id: registrationId }, { withdrawnOn });
    await this.ledger.append(tx, {
      kind: 'registration.withdrawn',
      subjects: [registrationId],
      facts: { withdrawnOn },
    });
    await this.reactions.notify(tx, { kind: 'REGISTRATION', registrationId });
    return ok({ registrationId });
  }
}
