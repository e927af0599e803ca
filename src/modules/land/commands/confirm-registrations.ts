import { Injectable } from '@nestjs/common';
import type { Ctx, Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { PlotId, RegistrationId } from '../../../kernel/ids.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import type { LandRefusal } from '../land.refusals.js';
import { ConfirmCoverage } from './confirm-coverage.js';
import { ConfirmRegistration } from './confirm-registration.js';

export interface RegistrationToConfirm {
  readonly registrationId: RegistrationId;
  /** Whether the registration itself is confirmed, and not only plots under it. */
  readonly itself: boolean;
  readonly plotIds: readonly PlotId[];
}

type Confirmed = { registrationIds: RegistrationId[] };

/**
 * Confirms registrations and plots under them, several at once: the base office goes through a list from customs, of two
 * hundred cooperatives. All of them, or none with every reason.
 */
@Injectable()
export class ConfirmRegistrations {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly registration: ConfirmRegistration,
    private readonly coverage: ConfirmCoverage,
  ) {}

  execute(
    ctx: Ctx,
    told: { registrations: readonly RegistrationToConfirm[] } & CommandInput,
  ): Outcome<Confirmed, LandRefusal> {
    return this.uow.command(ctx, 'confirmRegistrations', told, (tx) => this.within(tx, told));
  }

  async within(
    tx: Tx,
    { registrations }: { registrations: readonly RegistrationToConfirm[] },
  ): Promise<Result<Confirmed, LandRefusal[]>> {
    const refusals: LandRefusal[] = [];
    // In the order of their ids, in which two who confirm at once wait for each other.
    const inOrder = registrations
      .map((each, index) => ({ ...each, index }))
      .toSorted((a, b) => (a.registrationId < b.registrationId ? -1 : 1));
    for (const { index, ...each } of inOrder)
      for (const refusal of await this.one(tx, each))
        refusals.push({ ...refusal, path: ['registrations', String(index), ...(refusal.path ?? [])] });
    if (refusals.length > 0) return err(refusals);
    return ok({ registrationIds: registrations.map(({ registrationId }) => registrationId) });
  }

  private async one(
    tx: Tx,
    { registrationId, itself, plotIds }: RegistrationToConfirm,
  ): Promise<LandRefusal[]> {
    if (!itself && plotIds.length === 0) return [{ code: 'NOTHING_TO_CONFIRM', values: {} }];
    const made = [
      ...(itself ? [await this.registration.within(tx, { registrationId })] : []),
      ...(plotIds.length > 0 ? [await this.coverage.within(tx, { registrationId, plotIds })] : []),
    ];
    return made.flatMap((each) => (each.ok ? [] : each.error));
  }
}
