import { Injectable } from '@nestjs/common';
import type { Ctx, Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { GrowerId, GrowingRecordId, PlotId } from '../../../kernel/ids.js';
import type { LocalDate } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { GrowingReactions } from '../growing-reactions.js';
import type { GrowingRefusal } from '../growing.refusals.js';
import { contentOf } from './growing-content.js';
import { GrowingEntries } from './growing-entries.js';

export interface StateSpraysCompleteTold {
  readonly plotId: PlotId;
  /** Both days are included. */
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** How many sprays of these days are on record, as whoever states it has counted; 0: nothing was sprayed. */
  readonly spraysOnRecord: number;
  readonly note?: string | null | undefined;
  readonly onBehalfOfId?: GrowerId | null | undefined;
}

/**
 * States that on a plot of the caller's cooperative, in a period, nothing was sprayed beyond what is recorded. Without it the
 * absence of a spray proves nothing, and fruit of the plot stays open; lots with such fruit are judged again.
 */
@Injectable()
export class StateSpraysComplete {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly entries: GrowingEntries,
    private readonly reactions: GrowingReactions,
  ) {}

  execute(
    ctx: Ctx,
    told: StateSpraysCompleteTold & CommandInput,
  ): Outcome<{ recordId: GrowingRecordId }, GrowingRefusal> {
    return this.uow.command(ctx, 'stateSpraysComplete', told, (tx) => this.within(tx, told));
  }

  async within(
    tx: Tx,
    told: StateSpraysCompleteTold,
  ): Promise<Result<{ recordId: GrowingRecordId }, GrowingRefusal[]>> {
    const content = contentOf('SPRAYS_COMPLETE', told.plotId, { ...told, performedAt: tx.now });
    const refusals = await this.entries.refuse(tx, content);
    if (refusals.length > 0) return err(refusals);
    const { recordId } = await this.entries.write(tx, content, null);
    const { plotId, from, to } = told;
    await this.reactions.notifyOfStatement(tx, { plotId, from, to });
    return ok({ recordId });
  }
}
