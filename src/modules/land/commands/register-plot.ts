import { Injectable } from '@nestjs/common';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import { refusingViolations } from '../../../infrastructure/database/refuse-violation.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import { muFrom } from '../../../kernel/area.js';
import type { Decimal } from '../../../kernel/decimal.js';
import type { GrowerId, OrchardId, PlotId } from '../../../kernel/ids.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { readBoundary } from '../domain/read-boundary.js';
import type { LandRefusal } from '../land.refusals.js';
import { Plot } from '../plot.entity.js';
import { stateVariety } from './plot-varieties.js';
import { PlotChecks, type PlotToCheck } from './plot-checks.js';
import { RecordPlotBoundary } from './record-plot-boundary.js';

export interface RegisterPlotTold {
  readonly code: string;
  readonly townCode: string;
  readonly varietyCode: string;
  /** In mu, at most two decimals. */
  readonly declaredMu: Decimal;
  readonly orchardId?: OrchardId | null | undefined;
  readonly growerId?: GrowerId | null | undefined;
  readonly plantedYear?: number | null | undefined;
  /** GeoJSON as it came. */
  readonly boundary?: unknown;
}

/** Enters a plot of the caller's cooperative, with its boundary where there is one. */
@Injectable()
export class RegisterPlot {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly checks: PlotChecks,
    private readonly boundaries: RecordPlotBoundary,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: RegisterPlotTold & CommandInput): Outcome<{ plotId: PlotId }, LandRefusal> {
    return this.uow.command(ctx, 'registerPlot', told, (tx) => this.within(tx, told));
  }

  within(tx: Tx, told: RegisterPlotTold): Promise<Result<{ plotId: PlotId }, LandRefusal[]>> {
    const taken: LandRefusal = { code: 'PLOT_CODE_TAKEN', values: { code: told.code }, path: ['code'] };
    return refusingViolations({ plot_code_key: taken }, () => this.register(tx, told));
  }

  private async register(tx: Tx, told: RegisterPlotTold): Promise<Result<{ plotId: PlotId }, LandRefusal[]>> {
    const plot: PlotToCheck = {
      townCode: told.townCode,
      varietyCode: told.varietyCode,
      declaredMu: muFrom(told.declaredMu),
      plantedYear: told.plantedYear ?? null,
      orchardId: told.orchardId ?? null,
      growerId: told.growerId ?? null,
    };
    const { countyCode, refusals } = await this.checks.of(tx, plot, null);
    const boundary = told.boundary ? readBoundary(told.boundary, ['boundary']) : null;
    if (boundary && !boundary.ok) refusals.push(...boundary.error);
    if (refusals.length > 0 || countyCode === null) return err(refusals);
    const plotId = await this.insert(tx, told.code, plot, countyCode);
    if (boundary?.ok) await this.boundaries.store(tx, plotId, boundary.value);
    return ok({ plotId });
  }

  private async insert(tx: Tx, code: string, plot: PlotToCheck, countyCode: string): Promise<PlotId> {
    const plotId = tx.ids.next<PlotId>();
    const { organisationId } = actorOf(tx);
    const { declaredMu, ...rest } = plot;
    await tx.manager.insert(Plot, {
      id: plotId,
      code,
      organisationId,
      ...rest,
      countyCode,
      declaredMuHundredths: declaredMu,
      measuredSquareMetres: null,
      createdAt: tx.now,
      visibleTo: [organisationId],
    });
    const variety = await stateVariety(tx, plotId, rest.varietyCode, null);
    await this.ledger.append(tx, {
      kind: 'plot.registered',
      subjects: [plotId],
      facts: { code, ...rest, countyCode, declaredMuHundredths: declaredMu, variety },
    });
    return plotId;
  }
}
