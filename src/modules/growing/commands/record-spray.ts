import { Injectable } from '@nestjs/common';
import type { Ctx, Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { GrowingRecordId, PlotId } from '../../../kernel/ids.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { GrowingReactions } from '../growing-reactions.js';
import type { GrowingRefusal } from '../growing.refusals.js';
import { contentOf, type SprayDetails } from './growing-content.js';
import { GrowingEntries } from './growing-entries.js';

export interface RecordSprayTold extends SprayDetails {
  readonly plotId: PlotId;
}

/**
 * Records a spray on a plot of the caller's cooperative. One with a banned product or before a harvest already made
 * happened like any other: it is stored, and modules above stop the fruit in the same transaction.
 */
@Injectable()
export class RecordSpray {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly entries: GrowingEntries,
    private readonly reactions: GrowingReactions,
  ) {}

  execute(
    ctx: Ctx,
    told: RecordSprayTold & CommandInput,
  ): Outcome<{ recordId: GrowingRecordId }, GrowingRefusal> {
    return this.uow.command(ctx, 'recordSpray', told, (tx) => this.within(tx, told));
  }

  async within(
    tx: Tx,
    told: RecordSprayTold,
  ): Promise<Result<{ recordId: GrowingRecordId }, GrowingRefusal[]>> {
    const content = contentOf('SPRAY', told.plotId, told);
    const refusals = await this.entries.refuse(tx, content);
    if (refusals.length > 0) return err(refusals);
    const { recordId, performedOn, statedFrom } = await this.entries.write(tx, content, null);
    await this.reactions.notify(tx, {
      plotId: told.plotId,
      recordIds: [recordId],
      performedOn,
      ...(statedFrom === null ? {} : { statedFrom }),
    });
    return ok({ recordId });
  }
}
