import { Injectable } from '@nestjs/common';
import { notFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { PlotId, PlotVarietyId } from '../../../kernel/ids.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { refuseConfirmation } from '../domain/refuse-confirmation.js';
import { LandReactions } from '../land-reactions.js';
import type { LandRefusal } from '../land.refusals.js';
import { PlotVariety } from '../plot-variety.entity.js';
import { PlotQueries } from '../plot.queries.js';

type Confirmed = { plotId: PlotId };

/**
 * The base office has seen on the spot or on paper what a plot was planted with: from then on that speaks also for what
 * had been picked and recorded before it was said.
 */
@Injectable()
export class ConfirmPlotVariety {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly plots: PlotQueries,
    private readonly reactions: LandReactions,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: { plotVarietyId: PlotVarietyId } & CommandInput): Outcome<Confirmed, LandRefusal> {
    return this.uow.command(ctx, 'confirmPlotVariety', told, (tx) => this.within(tx, told));
  }

  async within(
    tx: Tx,
    { plotVarietyId: id }: { plotVarietyId: PlotVarietyId },
  ): Promise<Result<Confirmed, LandRefusal[]>> {
    const found = await tx.manager.findOne(PlotVariety, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    const plot = found && (await this.plots.visibleById(tx, found.plotId));
    if (!found || !plot) return err([notFound(id, 'plotVarietyId')]);
    const { recordedById, confirmedAt, organisationId, plotId } = found;
    const entry = {
      name: plot.code,
      recordedById,
      isConfirmed: confirmedAt !== null,
      gainers: [organisationId],
    };
    const actor = actorOf(tx);
    const refusals = refuseConfirmation([entry], actor);
    if (refusals.length > 0) return err(refusals);
    await tx.manager.update(PlotVariety, { id }, { confirmedAt: tx.now, confirmedById: actor.userId });
    await this.ledger.append(tx, {
      kind: 'plot.variety-confirmed',
      subjects: [id, plotId],
      facts: { varietyCode: found.varietyCode, varietySince: found.validFrom },
      shownTo: [organisationId],
    });
    await this.reactions.notify(tx, { kind: 'PLOT', plotId });
    return ok({ plotId });
  }
}
