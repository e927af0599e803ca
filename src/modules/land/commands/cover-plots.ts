import { Injectable } from '@nestjs/common';
import { notFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import { seesAll } from '../../../infrastructure/database/scope.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { OrganisationId, PlotId, RegistrationId } from '../../../kernel/ids.js';
import type { LocalDate } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { refuseCoverage, type PlotToCover } from '../domain/refuse-coverage.js';
import type { Span } from '../domain/registration.js';
import { LandReactions } from '../land-reactions.js';
import type { LandRefusal } from '../land.refusals.js';
import type { Registration } from '../registration.entity.js';
import { RegistrationQueries } from '../registration.queries.js';

export interface CoverPlotsTold {
  readonly registrationId: RegistrationId;
  readonly plotIds: readonly PlotId[];
  readonly validFrom: LocalDate;
  /** The end of the registration where nothing is said. */
  readonly validTo?: LocalDate | null | undefined;
}

/** Puts plots under a registration for a span of days: a cooperative its own plots, the base office anybody's. */
@Injectable()
export class CoverPlots {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly registrations: RegistrationQueries,
    private readonly reactions: LandReactions,
    private readonly ledger: Ledger,
  ) {}

  execute(
    ctx: Ctx,
    told: CoverPlotsTold & CommandInput,
  ): Outcome<{ registrationId: RegistrationId }, LandRefusal> {
    return this.uow.command(ctx, 'coverPlots', told, (tx) => this.within(tx, told));
  }

  async within(
    tx: Tx,
    told: CoverPlotsTold,
  ): Promise<Result<{ registrationId: RegistrationId }, LandRefusal[]>> {
    const { registrationId, plotIds } = told;
    const registration = await this.registrations.lockOwn(tx, registrationId);
    if (!registration) return err([notFound(registrationId, 'registrationId')]);
    const span = { validFrom: told.validFrom, validTo: told.validTo ?? registration.validTo };
    const plots = await this.plotsToCover(tx, registrationId, plotIds);
    const refusals = refuseCoverage(registration, plotIds, plots, span);
    if (refusals.length > 0) return err(refusals);
    await this.cover(tx, registration, plotIds, span);
    await this.ledger.append(tx, {
      kind: 'registration.plots-covered',
      subjects: [registrationId, ...plotIds],
      facts: span,
    });
    await this.reactions.notify(tx, { kind: 'REGISTRATION', registrationId });
    return ok({ registrationId });
  }

  /** The lock on the registration keeps two lists from covering the same plot in the same moment. */
  private plotsToCover(
    tx: Tx,
    registrationId: RegistrationId,
    plotIds: readonly PlotId[],
  ): Promise<PlotToCover[]> {
    return tx.manager.query(
      `SELECT p.id, p.code, coalesce((
         SELECT jsonb_agg(jsonb_build_object('validFrom', rp.valid_from, 'validTo', rp.valid_to) ORDER BY rp.valid_from)
         FROM registration_plot rp WHERE rp.plot_id = p.id AND rp.registration_id = $1), '[]') AS covered
       FROM plot p WHERE p.id = ANY ($2) AND ($3 OR p.organisation_id = $4)`,
      [registrationId, plotIds, seesAll(tx), actorOf(tx).organisationId],
    );
  }

  /** Who sees a plot sees under which registration it stands, so both rows are shown to those who see the plot. */
  private async cover(
    tx: Tx,
    registration: Registration,
    plotIds: readonly PlotId[],
    { validFrom, validTo }: Span,
  ): Promise<void> {
    const inserted = await tx.manager.query<{ visible_to: OrganisationId[] }[]>(
      `INSERT INTO registration_plot (registration_id, plot_id, valid_from, valid_to, recorded_at, recorded_by_id, visible_to)
       SELECT $1, p.id, $3, $4, $6, $7, ARRAY(SELECT DISTINCT unnest(p.visible_to || $5::uuid) ORDER BY 1)
       FROM plot p WHERE p.id = ANY ($2) RETURNING visible_to`,
      [registration.id, plotIds, validFrom, validTo, registration.organisationId, tx.now, actorOf(tx).userId],
    );
    const viewers = new Set(inserted.flatMap((row) => row.visible_to));
    await tx.manager.query(
      `UPDATE registration SET visible_to = ARRAY(SELECT DISTINCT unnest(visible_to || $2::uuid[]) ORDER BY 1) WHERE id = $1`,
      [registration.id, [...viewers]],
    );
  }
}
