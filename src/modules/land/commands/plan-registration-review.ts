import { Injectable } from '@nestjs/common';
import { notFound } from '../../../infrastructure/database/common-refusals.js';
import type { Ctx, Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { RegistrationId } from '../../../kernel/ids.js';
import type { LocalDate } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import type { LandRefusal } from '../land.refusals.js';
import { Registration } from '../registration.entity.js';
import { RegistrationQueries } from '../registration.queries.js';

export interface PlanRegistrationReviewTold {
  readonly registrationId: RegistrationId;
  /** Null: no review is planned any more. */
  readonly nextReviewOn?: LocalDate | null | undefined;
}
type Planned = { registrationId: RegistrationId };

/** Says when a registration is to be looked at again; whose it is and the base office do. Nothing is judged by it. */
@Injectable()
export class PlanRegistrationReview {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly registrations: RegistrationQueries,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: PlanRegistrationReviewTold & CommandInput): Outcome<Planned, LandRefusal> {
    return this.uow.command(ctx, 'planRegistrationReview', told, (tx) => this.within(tx, told));
  }

  async within(tx: Tx, told: PlanRegistrationReviewTold): Promise<Result<Planned, LandRefusal[]>> {
    const { registrationId, nextReviewOn = null } = told;
    const registration = await this.registrations.lockOwn(tx, registrationId);
    if (!registration) return err([notFound(registrationId, 'registrationId')]);
    await tx.manager.update(Registration, { id: registrationId }, { nextReviewOn });
    await this.ledger.append(tx, {
      kind: 'registration.review-planned',
      subjects: [registrationId],
      facts: { nextReviewOn },
      shownTo: [registration.organisationId],
    });
    return ok({ registrationId });
  }
}
