import { Injectable } from '@nestjs/common';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { SeasonId } from '../../../kernel/ids.js';
import { legalDay, type Season as Code } from '../../../kernel/local-date.js';
import type { RefusalOf } from '../../../kernel/refusal.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { refuseOpening } from '../domain/season-state.js';
import { lockSeason } from '../lock-season.js';
import { Season } from '../season.entity.js';
import type { seasonRefusals } from '../season.refusals.js';

type Refusal = RefusalOf<typeof seasonRefusals>;

/** Opens the next season before its first day, so that lots can be planned in it. */
@Injectable()
export class OpenSeason {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: { season: Code } & CommandInput): Outcome<{ season: Code }, Refusal> {
    return this.uow.command(ctx, 'openSeason', told, (tx) => this.within(tx, told.season));
  }

  async within(tx: Tx, code: Code): Promise<Result<{ season: Code }, Refusal[]>> {
    const marks = await lockSeason(tx, code);
    const refusals = refuseOpening(code, marks, legalDay(tx.now));
    if (refusals.length > 0) return err(refusals);
    const id = tx.ids.next<SeasonId>();
    const openedById = actorOf(tx).userId;
    await tx.manager.insert(Season, {
      id,
      code,
      openedAt: tx.now,
      openedById,
      closedAt: null,
      closedById: null,
    });
    await this.ledger.append(tx, { kind: 'season.opened', subjects: [id], facts: { season: code } });
    return ok({ season: code });
  }
}
