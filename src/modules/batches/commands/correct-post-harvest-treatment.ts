import { Injectable } from '@nestjs/common';
import { notFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import { refusingViolations } from '../../../infrastructure/database/refuse-violation.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { PostHarvestTreatmentId } from '../../../kernel/ids.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { PostHarvestTreatment, PostHarvestTreatmentBatch } from '../post-harvest-treatment.entity.js';
import { PostHarvestEntries, type EarlierTreatment, type TreatedFruit } from './post-harvest-entries.js';
import {
  treatmentContent,
  type Treated,
  type TreatmentRefusal,
  type TreatmentTold,
} from './record-post-harvest-treatment.js';

/** What the entry should have said, in full. */
export interface CorrectTreatmentTold extends TreatmentTold {
  readonly treatmentId: PostHarvestTreatmentId;
}

export interface VoidTreatmentTold {
  readonly treatmentId: PostHarvestTreatmentId;
  /** Why what was entered did not happen. */
  readonly reason: string;
}

const CORRECTED_ALREADY: TreatmentRefusal = {
  code: 'TREATMENT_CORRECTED_ALREADY',
  values: {},
  path: ['treatmentId'],
};
const RACE = { post_harvest_treatment_corrected_once: CORRECTED_ALREADY };

/** Corrects a treatment by another entry that takes its place, or says that it did not happen; both entries stay. */
@Injectable()
export class CorrectPostHarvestTreatment {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly entries: PostHarvestEntries,
  ) {}

  correct(ctx: Ctx, told: CorrectTreatmentTold & CommandInput): Outcome<Treated, TreatmentRefusal> {
    return this.uow.command(ctx, 'correctPostHarvestTreatment', told, (tx) => this.within(tx, told));
  }

  void(ctx: Ctx, told: VoidTreatmentTold & CommandInput): Outcome<Treated, TreatmentRefusal> {
    return this.uow.command(ctx, 'voidPostHarvestTreatment', told, (tx) => this.voidWithin(tx, told));
  }

  async within(tx: Tx, told: CorrectTreatmentTold): Promise<Result<Treated, TreatmentRefusal[]>> {
    const found = await this.standing(tx, told.treatmentId);
    if (!found.ok) return found;
    const named = { batchIds: told.batchIds ?? [], runIds: told.runIds ?? [] };
    const content = treatmentContent(told);
    const fruit = await this.entries.fruit(tx, named.batchIds, named.runIds);
    const refusals = await this.entries.refuse(tx, content, fruit, named);
    if (refusals.length > 0) return err(refusals);
    const { earlier, batches } = found.value;
    return refusingViolations<Treated, TreatmentRefusal>(RACE, async () =>
      ok({ treatmentId: await this.entries.write(tx, content, fruit, replacing(earlier, batches, null)) }),
    );
  }

  async voidWithin(
    tx: Tx,
    { treatmentId, reason }: VoidTreatmentTold,
  ): Promise<Result<Treated, TreatmentRefusal[]>> {
    const found = await this.standing(tx, treatmentId);
    if (!found.ok) return found;
    const { earlier, batches } = found.value;
    // A void that the base office declined is made again, with what shows it.
    if (earlier.isVoid && earlier.declinedAt === null)
      return err([{ code: 'TREATMENT_VOID_ALREADY', values: {}, path: ['treatmentId'] }]);
    return refusingViolations<Treated, TreatmentRefusal>(RACE, async () => {
      const content = treatmentContent(earlier);
      const voided = replacing(earlier, batches, reason);
      return ok({ treatmentId: await this.entries.write(tx, content, batches, voided) });
    });
  }

  /** The caller's own entry, if no other one has taken its place. */
  private async standing(tx: Tx, id: PostHarvestTreatmentId) {
    const { organisationId } = actorOf(tx);
    const earlier = await tx.manager.findOneBy(PostHarvestTreatment, { id, organisationId });
    if (!earlier) return err<TreatmentRefusal[]>([notFound(id, 'treatmentId')]);
    if (await tx.manager.existsBy(PostHarvestTreatment, { correctsId: id }))
      return err<TreatmentRefusal[]>([CORRECTED_ALREADY]);
    const batches = await tx.manager.find(PostHarvestTreatmentBatch, {
      where: { treatmentId: id },
      order: { batchId: 'ASC' },
    });
    return ok({ earlier, batches });
  }
}

const replacing = (
  { id, kind, needsAgreement, agreedAt, visibleTo }: PostHarvestTreatment,
  batches: readonly Pick<TreatedFruit, 'batchId'>[],
  voidReason: string | null,
): EarlierTreatment => ({
  correctsId: id,
  isVoid: voidReason !== null,
  voidReason,
  // That nothing was applied speaks for the fruit: who takes that back speaks against it.
  needsAgreement: kind !== 'NONE' || (needsAgreement && agreedAt === null),
  viewers: visibleTo,
  batchIds: batches.map(({ batchId }) => batchId),
});
