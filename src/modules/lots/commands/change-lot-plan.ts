import { Injectable } from '@nestjs/common';
import { notFound, type NotFound } from '../../../infrastructure/database/common-refusals.js';
import type { Ctx, Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { LotId } from '../../../kernel/ids.js';
import { legalDay, seasonOf, type LocalDate } from '../../../kernel/local-date.js';
import type { RefusalOf } from '../../../kernel/refusal.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { SeasonQueries } from '../../seasons/season.queries.js';
import type { seasonRefusals } from '../../seasons/season.refusals.js';
import { nextGate } from '../domain/lot-state.js';
import { refusePlan } from '../domain/refuse-plan.js';
import { Lot } from '../lot.entity.js';
import type { LotRefusal } from '../lot.refusals.js';
import { JudgeLot } from './judge-lot.js';
import { LotDesk } from './lot-desk.js';

export interface ChangeLotPlanTold {
  readonly lotId: LotId;
  readonly plannedDepartureOn: LocalDate;
}

type ChangeLotPlanRefusal = LotRefusal | NotFound | RefusalOf<typeof seasonRefusals>;

/**
 * Plans another day of departure for a lot that has not left, and judges it again by that day: channels, markets,
 * registrations and certificates must stand on the day the fruit leaves.
 */
@Injectable()
export class ChangeLotPlan {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly desk: LotDesk,
    private readonly seasons: SeasonQueries,
    private readonly judging: JudgeLot,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: ChangeLotPlanTold & CommandInput): Outcome<{ lotId: LotId }, ChangeLotPlanRefusal> {
    return this.uow.command(ctx, 'changeLotPlan', told, (tx) => this.within(tx, told));
  }

  async within(
    tx: Tx,
    { lotId, plannedDepartureOn }: ChangeLotPlanTold,
  ): Promise<Result<{ lotId: LotId }, ChangeLotPlanRefusal[]>> {
    // A closing of the season locks the season before its lots; so does this.
    const closed = await this.seasons.refusePlanning(tx, plannedDepartureOn, 'plannedDepartureOn');
    const lot = await this.desk.lock(tx, lotId);
    if (!lot) return err([notFound(lotId, 'lotId')]);
    const refusals = [...refusePlan(lot, plannedDepartureOn, legalDay(tx.now)), ...closed];
    if (refusals.length > 0) return err(refusals);
    const from = lot.plannedDepartureOn;
    Object.assign(lot, { plannedDepartureOn, season: seasonOf(plannedDepartureOn) });
    await tx.manager.update(
      Lot,
      { id: lotId },
      { plannedDepartureOn, season: lot.season, changedAt: tx.now },
    );
    await this.ledger.append(tx, {
      kind: 'lot.replanned',
      subjects: [lotId],
      facts: { from, plannedDepartureOn },
    });
    if (lot.judgementId !== null) await this.judging.judge(tx, lot, nextGate(lot.state), lot.marketCode);
    return ok({ lotId });
  }
}
