import { Injectable } from '@nestjs/common';
import type { Ctx, Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { GrowingRecordId, PlotId } from '../../../kernel/ids.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import type { WorkKind } from '../domain/growing-kind.js';
import type { GrowingRefusal } from '../growing.refusals.js';
import { contentOf, type WorkDetails } from './growing-content.js';
import { GrowingEntries } from './growing-entries.js';

export interface RecordWorkTold extends WorkDetails {
  readonly plotId: PlotId;
  readonly kind: WorkKind;
}

/** Records work other than spraying on a plot of the caller's cooperative. */
@Injectable()
export class RecordWork {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly entries: GrowingEntries,
  ) {}

  execute(
    ctx: Ctx,
    told: RecordWorkTold & CommandInput,
  ): Outcome<{ recordId: GrowingRecordId }, GrowingRefusal> {
    return this.uow.command(ctx, 'recordWork', told, (tx) => this.within(tx, told));
  }

  async within(
    tx: Tx,
    told: RecordWorkTold,
  ): Promise<Result<{ recordId: GrowingRecordId }, GrowingRefusal[]>> {
    const content = contentOf(told.kind, told.plotId, told);
    const refusals = await this.entries.refuse(tx, content);
    if (refusals.length > 0) return err(refusals);
    const { recordId } = await this.entries.write(tx, content, null);
    return ok({ recordId });
  }
}
