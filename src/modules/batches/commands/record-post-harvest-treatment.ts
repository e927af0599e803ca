import { Injectable } from '@nestjs/common';
import type { NotFound } from '../../../infrastructure/database/common-refusals.js';
import type { Ctx, Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { Decimal } from '../../../kernel/decimal.js';
import type { BatchId, PostHarvestTreatmentId, ProductLabelId, RunId, UserId } from '../../../kernel/ids.js';
import type { Instant } from '../../../kernel/instant.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import type { BatchRefusal } from '../batch.refusals.js';
import type { ConcentrationUnit, TreatmentKind } from '../domain/post-harvest-treatment.js';
import { PostHarvestEntries, type TreatmentContent } from './post-harvest-entries.js';

/** A treatment as a client tells it. */
export interface TreatmentTold {
  readonly kind: TreatmentKind;
  readonly lineCode?: string | null | undefined;
  readonly productLabelId?: ProductLabelId | null | undefined;
  readonly productName?: string | null | undefined;
  /** Absent: those of the label, or not known; empty: nothing that leaves a residue. */
  readonly substances?: readonly string[] | null | undefined;
  readonly concentration?: Decimal | null | undefined;
  readonly concentrationUnit?: ConcentrationUnit | null | undefined;
  readonly bathMadeUpAt?: Instant | null | undefined;
  readonly bathChangedAt?: Instant | null | undefined;
  readonly performedAt: Instant;
  readonly operatorId?: UserId | null | undefined;
  readonly batchIds?: readonly BatchId[] | null | undefined;
  /** Runs all of whose outputs were treated. */
  readonly runIds?: readonly RunId[] | null | undefined;
}

export type Treated = { treatmentId: PostHarvestTreatmentId };
export type TreatmentRefusal = BatchRefusal | NotFound;

/** Everything a treatment says, with nothing left undefined. */
export const treatmentContent = (told: TreatmentTold): TreatmentContent => ({
  kind: told.kind,
  lineCode: told.lineCode ?? null,
  productLabelId: told.productLabelId ?? null,
  productName: told.productName ?? null,
  substances: told.substances ?? null,
  concentration: told.concentration ?? null,
  concentrationUnit: told.concentrationUnit ?? null,
  bathMadeUpAt: told.bathMadeUpAt ?? null,
  bathChangedAt: told.bathChangedAt ?? null,
  operatorId: told.operatorId ?? null,
  performedAt: told.performedAt,
});

/** Records what was applied to fruit after harvest, or that nothing was. */
@Injectable()
export class RecordPostHarvestTreatment {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly entries: PostHarvestEntries,
  ) {}

  execute(ctx: Ctx, told: TreatmentTold & CommandInput): Outcome<Treated, TreatmentRefusal> {
    return this.uow.command(ctx, 'recordPostHarvestTreatment', told, (tx) => this.within(tx, told));
  }

  async within(tx: Tx, told: TreatmentTold): Promise<Result<Treated, TreatmentRefusal[]>> {
    const named = { batchIds: told.batchIds ?? [], runIds: told.runIds ?? [] };
    const content = treatmentContent(told);
    const fruit = await this.entries.fruit(tx, named.batchIds, named.runIds);
    const refusals = await this.entries.refuse(tx, content, fruit, named);
    if (refusals.length > 0) return err(refusals);
    return ok({ treatmentId: await this.entries.write(tx, content, fruit, null) });
  }
}
