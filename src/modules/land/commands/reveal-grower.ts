import { Injectable } from '@nestjs/common';
import { notFound } from '../../../infrastructure/database/common-refusals.js';
import type { Ctx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { GrowerId } from '../../../kernel/ids.js';
import { addMillis, type Instant } from '../../../kernel/instant.js';
import { err, ok } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { GrowerQueries } from '../grower.queries.js';
import type { LandRefusal } from '../land.refusals.js';

/** A look is good for the screen it was asked for, not for ever: sending the request again later must not look unseen. */
const LOOK_MINUTES = 15;

export interface RevealGrowerTold extends CommandInput {
  readonly growerId: GrowerId;
  /** Why the base office needs to know; kept in the ledger. */
  readonly reason: string;
}

/**
 * Lets the base office look at a grower's name and telephone. The look is entered in the ledger first and the data
 * read afterwards, so that nobody sees without a trace; the grower's cooperative reads it there. Nothing else changes.
 */
@Injectable()
export class RevealGrower {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly growers: GrowerQueries,
    private readonly ledger: Ledger,
  ) {}

  async execute(
    ctx: Ctx,
    told: RevealGrowerTold,
  ): Outcome<{ growerId: GrowerId; lookedAt: Instant }, LandRefusal> {
    const looked = await this.uow.command<{ growerId: GrowerId; lookedAt: Instant }, LandRefusal>(
      ctx,
      'revealGrower',
      told,
      async (tx) => {
        const { growerId, reason } = told;
        const cooperativeId = await this.growers.cooperativeOf(tx, growerId);
        if (!cooperativeId) return err([notFound(growerId, 'growerId')]);
        await this.ledger.append(tx, {
          kind: 'grower.viewed',
          subjects: [growerId],
          facts: { reason },
          shownTo: [cooperativeId],
        });
        return ok({ growerId, lookedAt: tx.now });
      },
    );
    const isOver = looked.ok && ctx.now > addMillis(looked.value.lookedAt, LOOK_MINUTES * 60_000);
    if (isOver) return err([{ code: 'LOOK_ENDED', values: { minutes: LOOK_MINUTES }, path: ['requestId'] }]);
    return looked;
  }
}
