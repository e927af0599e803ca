import { Injectable } from '@nestjs/common';
import { IsNull, LessThan, MoreThan, Not } from 'typeorm';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { SeasonId } from '../../../kernel/ids.js';
import { legalDay, type Season as Code } from '../../../kernel/local-date.js';
import { grams } from '../../../kernel/mass.js';
import type { RefusalOf } from '../../../kernel/refusal.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { refuseClosing, seasonAfter } from '../domain/season-state.js';
import { lockSeason } from '../lock-season.js';
import { SeasonReactions } from '../season-reactions.js';
import { Season } from '../season.entity.js';
import type { seasonRefusals } from '../season.refusals.js';

type Refusal = RefusalOf<typeof seasonRefusals>;

/**
 * Closes a season that is over: no lot is planned in it any more, and what is left of its fruit becomes the opening stock
 * of the next one. What is told later of its days is still recorded; the season's account says so.
 */
@Injectable()
export class CloseSeason {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly closing: SeasonReactions,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: { season: Code } & CommandInput): Outcome<{ season: Code }, Refusal> {
    return this.uow.command(ctx, 'closeSeason', told, (tx) => this.within(tx, told.season));
  }

  async within(tx: Tx, code: Code): Promise<Result<{ season: Code }, Refusal[]>> {
    const marks = await lockSeason(tx, code);
    const later = await tx.manager.findOneBy(Season, { code: MoreThan(code), closedAt: Not(IsNull()) });
    const openLots = (await this.closing.lots?.openLots(tx, code)) ?? [];
    const refusals = refuseClosing(code, marks, legalDay(tx.now), {
      laterClosed: later?.code ?? null,
      earlierOpen: await this.earlierOpen(tx, code),
      openLots,
    });
    if (refusals.length > 0) return err(refusals);
    const id = marks?.id ?? tx.ids.next<SeasonId>();
    const closed = { closedAt: tx.now, closedById: actorOf(tx).userId };
    if (marks) await tx.manager.update(Season, { id }, closed);
    else await tx.manager.insert(Season, { id, code, openedAt: null, openedById: null, ...closed });
    const of = { seasonId: id, from: code, to: seasonAfter(code) };
    const carried = (await this.closing.stock?.carryOver(tx, of)) ?? { batchCount: 0, massGrams: grams(0) };
    await this.ledger.append(tx, {
      kind: 'season.closed',
      subjects: [id],
      facts: { season: code, next: of.to, ...carried },
    });
    return ok({ season: code });
  }

  /** What was carried over keeps its season, so a closed one may well have stock. */
  private async earlierOpen(tx: Tx, code: Code): Promise<Code[]> {
    const lots = (await this.closing.lots?.seasonsUnderWay(tx, code)) ?? [];
    const stock = (await this.closing.stock?.seasonsWithStock(tx, code)) ?? [];
    const closed = await tx.manager.findBy(Season, { code: LessThan(code), closedAt: Not(IsNull()) });
    const left = new Set([...lots, ...stock]);
    for (const season of closed) left.delete(season.code);
    return [...left].sort();
  }
}
