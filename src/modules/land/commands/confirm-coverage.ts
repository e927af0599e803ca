import { Injectable } from '@nestjs/common';
import { notFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { OrganisationId, PlotId, RegistrationId, UserId } from '../../../kernel/ids.js';
import type { LocalDate } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { refuseConfirmation } from '../domain/refuse-confirmation.js';
import type { LandRefusal } from '../land.refusals.js';
import { LandReactions } from '../land-reactions.js';
import { RegistrationQueries } from '../registration.queries.js';

export interface ConfirmCoverageTold {
  readonly registrationId: RegistrationId;
  readonly plotIds: readonly PlotId[];
}

/** A span of a plot under the registration, as it was entered. */
interface Entered {
  readonly plotId: PlotId;
  readonly name: string;
  readonly validFrom: LocalDate;
  readonly recordedById: UserId | null;
  readonly isConfirmed: boolean;
  readonly plotOwnerId: OrganisationId;
}

/**
 * The base office has seen on paper that plots stand under a registration: from then on that speaks for what was picked
 * there, and before it for nothing.
 */
@Injectable()
export class ConfirmCoverage {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly registrations: RegistrationQueries,
    private readonly reactions: LandReactions,
    private readonly ledger: Ledger,
  ) {}

  execute(
    ctx: Ctx,
    told: ConfirmCoverageTold & CommandInput,
  ): Outcome<{ registrationId: RegistrationId }, LandRefusal> {
    return this.uow.command(ctx, 'confirmCoverage', told, (tx) => this.within(tx, told));
  }

  async within(
    tx: Tx,
    { registrationId, plotIds }: ConfirmCoverageTold,
  ): Promise<Result<{ registrationId: RegistrationId }, LandRefusal[]>> {
    const registration = await this.registrations.lockOwn(tx, registrationId);
    if (!registration) return err([notFound(registrationId, 'registrationId')]);
    const entered = await this.entered(tx, registrationId, plotIds);
    const known = new Set(entered.map(({ plotId }) => plotId));
    const refusals: LandRefusal[] = plotIds.flatMap((id, index) =>
      known.has(id) ? [] : [notFound(id, 'plotIds', String(index))],
    );
    const actor = actorOf(tx);
    const owner = registration.organisationId;
    const entries = entered.map((each) => ({ ...each, gainers: [owner, each.plotOwnerId] }));
    refusals.push(...refuseConfirmation(entries, actor));
    if (refusals.length > 0) return err(refusals);
    const spans = entered
      .filter(({ isConfirmed }) => !isConfirmed)
      .map(({ plotId, validFrom }) => ({ plotId, validFrom }));
    await tx.manager.query(
      `UPDATE registration_plot p SET confirmed_at = $2, confirmed_by_id = $3
       FROM jsonb_to_recordset($4::jsonb) AS s ("plotId" uuid, "validFrom" date)
       WHERE p.registration_id = $1 AND p.plot_id = s."plotId" AND p.valid_from = s."validFrom"`,
      [registrationId, tx.now, actor.userId, JSON.stringify(spans)],
    );
    await this.ledger.append(tx, {
      kind: 'registration.plots-confirmed',
      subjects: [registrationId, ...new Set(spans.map(({ plotId }) => plotId))],
      facts: { spans },
    });
    await this.reactions.notify(tx, { kind: 'REGISTRATION', registrationId });
    return ok({ registrationId });
  }

  private entered(tx: Tx, registrationId: RegistrationId, plotIds: readonly PlotId[]): Promise<Entered[]> {
    return tx.manager.query(
      `SELECT rp.plot_id AS "plotId", p.code AS name, rp.valid_from AS "validFrom", rp.recorded_by_id AS "recordedById",
         rp.confirmed_at IS NOT NULL AS "isConfirmed", p.organisation_id AS "plotOwnerId"
       FROM registration_plot rp JOIN plot p ON p.id = rp.plot_id
       WHERE rp.registration_id = $1 AND rp.plot_id = ANY ($2::uuid[]) ORDER BY p.code, rp.valid_from`,
      [registrationId, plotIds],
    );
  }
}
