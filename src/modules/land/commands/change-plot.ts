import { Injectable } from '@nestjs/common';
import { notFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import { muFrom } from '../../../kernel/area.js';
import type { Decimal } from '../../../kernel/decimal.js';
import type { GrowerId, OrchardId, PlotId } from '../../../kernel/ids.js';
import { legalDay, type LocalDate } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { LandReactions } from '../land-reactions.js';
import type { LandRefusal } from '../land.refusals.js';
import { Plot } from '../plot.entity.js';
import { plotVarietyOn } from '../plot-variety.queries.js';
import { stateVariety } from './plot-varieties.js';
import { PlotChecks, type PlotToCheck } from './plot-checks.js';

export interface ChangePlotTold {
  readonly plotId: PlotId;
  /** What is absent stays. Orchard, grower and planting year may be emptied with null. */
  readonly townCode?: string | null | undefined;
  readonly varietyCode?: string | null | undefined;
  /** First day of harvest that the variety holds for; today where nothing is said. An earlier one puts a mistake right. */
  readonly varietySince?: LocalDate | null | undefined;
  readonly declaredMu?: Decimal | null | undefined;
  readonly orchardId?: OrchardId | null | undefined;
  readonly growerId?: GrowerId | null | undefined;
  readonly plantedYear?: number | null | undefined;
}

/** Puts right or brings up to date what is said of a plot. Its code stays: it is on tickets and cartons. */
@Injectable()
export class ChangePlot {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly checks: PlotChecks,
    private readonly reactions: LandReactions,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: ChangePlotTold & CommandInput): Outcome<{ plotId: PlotId }, LandRefusal> {
    return this.uow.command(ctx, 'changePlot', told, (tx) => this.within(tx, told), { nullClears: true });
  }

  async within(tx: Tx, told: ChangePlotTold): Promise<Result<{ plotId: PlotId }, LandRefusal[]>> {
    const plot = await tx.manager.findOne(Plot, {
      where: { id: told.plotId, organisationId: actorOf(tx).organisationId },
      lock: { mode: 'pessimistic_write' },
    });
    if (!plot) return err([notFound(told.plotId, 'plotId')]);
    const next = changed(plot, told);
    const { refusals } = await this.checks.of(tx, next, plot.countyCode);
    const today = legalDay(tx.now);
    if (told.varietySince && told.varietySince > today)
      refusals.push({
        code: 'VARIETY_IN_THE_FUTURE',
        values: { since: told.varietySince },
        path: ['varietySince'],
      });
    if (refusals.length > 0) return err(refusals);
    const variety = isStated(plot, told)
      ? await stateVariety(tx, plot.id, next.varietyCode, told.varietySince ?? today)
      : null;
    const { declaredMu, ...rest } = next;
    // What was said of days gone by need not be what stands there today.
    const varietyCode = variety ? await plotVarietyOn(tx, plot.id, today) : plot.varietyCode;
    const facts = { ...rest, varietyCode, declaredMuHundredths: declaredMu };
    await tx.manager.update(Plot, { id: plot.id }, facts);
    await this.ledger.append(tx, {
      kind: 'plot.changed',
      subjects: [plot.id],
      facts: variety ? { ...facts, variety } : facts,
    });
    if (variety !== null || plot.townCode !== next.townCode)
      await this.reactions.notify(tx, { kind: 'PLOT', plotId: plot.id });
    return ok({ plotId: plot.id });
  }
}

/** Fruit is judged by the variety of its plots when it was picked, and by their town; what else is said concerns no verdict. */
const isStated = (plot: Plot, { varietyCode, varietySince }: ChangePlotTold): boolean =>
  Boolean(varietySince) || (Boolean(varietyCode) && varietyCode !== plot.varietyCode);

function changed(plot: Plot, told: ChangePlotTold): PlotToCheck {
  return {
    townCode: told.townCode ?? plot.townCode,
    varietyCode: told.varietyCode ?? plot.varietyCode,
    declaredMu: told.declaredMu ? muFrom(told.declaredMu) : plot.declaredMuHundredths,
    orchardId: told.orchardId === undefined ? plot.orchardId : told.orchardId,
    growerId: told.growerId === undefined ? plot.growerId : told.growerId,
    plantedYear: told.plantedYear === undefined ? plot.plantedYear : told.plantedYear,
  };
}
