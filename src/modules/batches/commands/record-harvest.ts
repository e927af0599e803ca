import { Injectable } from '@nestjs/common';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { BatchId, GrowerId, OrganisationId, PlotId } from '../../../kernel/ids.js';
import type { Instant } from '../../../kernel/instant.js';
import { legalDay, seasonOf } from '../../../kernel/local-date.js';
import { grams, type Grams } from '../../../kernel/mass.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { PlotQueries, type Plot } from '../../land/plot.queries.js';
import { plotVarietyOn } from '../../land/plot-variety.queries.js';
import { Ledger } from '../../ledger/ledger.js';
import { BatchOrigin } from '../batch-origin.entity.js';
import type { BatchRefusal } from '../batch.refusals.js';
import { Batch } from '../batch.entity.js';
import { codeFor } from '../domain/batch-code.js';
import { HoldForGrowing } from './hold-for-growing.js';
import { InputChecks } from './input-checks.js';

export interface RecordHarvestTold extends CommandInput {
  readonly plotId: PlotId;
  readonly harvestedAt: Instant;
  readonly massGrams: Grams;
  /** What was picked; what the plot was planted with on that day where nothing is said. */
  readonly varietyCode?: string | null | undefined;
  readonly code?: string | null | undefined;
  readonly consignedToId?: OrganisationId | null | undefined;
  readonly onBehalfOfId?: GrowerId | null | undefined;
  readonly certificateNumber?: string | null | undefined;
}

/**
 * Records fruit picked on one plot. It is the root of every origin. Fruit picked inside a spray interval is recorded
 * like any other, since it was picked, and is held at once.
 */
@Injectable()
export class RecordHarvest {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly plots: PlotQueries,
    private readonly checks: InputChecks,
    private readonly holds: HoldForGrowing,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: RecordHarvestTold): Outcome<{ batchId: BatchId }, BatchRefusal> {
    return this.uow.command(ctx, 'recordHarvest', told, (tx) => this.within(tx, told));
  }

  async within(tx: Tx, told: RecordHarvestTold): Promise<Result<{ batchId: BatchId }, BatchRefusal[]>> {
    const { plot, refusals } = await this.look(tx, told);
    if (!plot || refusals.length > 0) return err(refusals);
    const planted = await plotVarietyOn(tx, plot.id, legalDay(told.harvestedAt));
    const batch = this.batchOf(tx, told, { ...plot, varietyCode: planted });
    await tx.manager.insert(Batch, batch);
    await tx.manager.insert(BatchOrigin, {
      batchId: batch.id,
      originBatchId: batch.id,
      plotId: plot.id,
      organisationId: plot.organisationId,
      countyCode: plot.countyCode,
      massGrams: batch.massGrams,
      remainingGrams: batch.massGrams,
      // Whom it is sent to sees the batch alone until it takes it.
      visibleTo: [plot.organisationId],
    });
    await this.ledger.append(tx, {
      kind: 'batch.harvested',
      subjects: [batch.id, plot.id],
      occurredAt: told.harvestedAt,
      onBehalfOfId: told.onBehalfOfId ?? null,
      facts: { ...told, requestId: undefined, code: batch.code, varietyCode: batch.varietyCode },
    });
    await this.holds.forHarvest(tx, batch.id, plot.id, batch.madeOn);
    return ok({ batchId: batch.id });
  }

  private async look(
    tx: Tx,
    told: RecordHarvestTold,
  ): Promise<{ plot: PlotToHarvest | null; refusals: BatchRefusal[] }> {
    const { organisationId } = actorOf(tx);
    const plot = await this.plots.visibleById(tx, told.plotId);
    const own = plot?.organisationId === organisationId ? plot : null;
    const refusals: BatchRefusal[] = [];
    if (!own) refusals.push({ code: 'PLOT_NOT_FOUND_FOR_HARVEST', values: {}, path: ['plotId'] });
    if (told.harvestedAt > tx.now)
      refusals.push({ code: 'IN_THE_FUTURE', values: { moment: told.harvestedAt }, path: ['harvestedAt'] });
    refusals.push(...(await this.checks.consignee(tx, told.consignedToId ?? null)));
    refusals.push(...(await this.checks.grower(tx, told.onBehalfOfId ?? null)));
    refusals.push(...(await this.checks.codes(tx, { variety: told.varietyCode, batch: told.code })));
    return { plot: own, refusals };
  }

  private batchOf(tx: Tx, told: RecordHarvestTold, plot: PlotToHarvest): Batch {
    const id = tx.ids.next<BatchId>();
    const { organisationId, userId } = actorOf(tx);
    const madeOn = legalDay(told.harvestedAt);
    const season = seasonOf(madeOn);
    const consignedToId = told.consignedToId ?? null;
    return {
      id,
      code: told.code ?? codeFor('H', season, id),
      kind: 'HARVEST',
      holderId: organisationId,
      consignedToId,
      runId: null,
      plotId: plot.id,
      varietyCode: told.varietyCode ?? plot.varietyCode,
      season,
      madeAt: told.harvestedAt,
      madeOn,
      massGrams: told.massGrams,
      remainingGrams: told.massGrams,
      deficitGrams: grams(0),
      cartonCount: null,
      remainingCartons: null,
      marketCode: null,
      class: null,
      sizeCode: null,
      registrationId: null,
      brandCode: null,
      geographicalIndicationCode: null,
      certificateNumber: told.certificateNumber ?? null,
      countyCodes: [plot.countyCode],
      originOrganisationIds: [organisationId],
      openHoldCount: 0,
      recordedAt: tx.now,
      recordedById: userId,
      onBehalfOfId: told.onBehalfOfId ?? null,
      visibleTo: consignedToId ? [organisationId, consignedToId] : [organisationId],
    };
  }
}

type PlotToHarvest = Pick<Plot, 'id' | 'organisationId' | 'countyCode' | 'varietyCode'>;
