import { Injectable } from '@nestjs/common';
import { notFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import { refusingViolations } from '../../../infrastructure/database/refuse-violation.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { AttachmentId, BatchId, QuarantineTreatmentId } from '../../../kernel/ids.js';
import type { LocalDate } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { BatchQueries } from '../../batches/batch.queries.js';
import { Ledger } from '../../ledger/ledger.js';
import type { TreatmentKind } from '../../standards/domain/pest-words.js';
import { refuseTreatment, type TreatmentTold } from '../domain/refuse-treatment.js';
import { PestReactions } from '../pest-reactions.js';
import type { PestRefusal } from '../pest.refusals.js';
import { QuarantineTreatment } from '../quarantine-treatment.entity.js';
import { PestDesk, seenBy } from './pest-desk.js';

export interface RecordTreatmentTold
  extends
    Pick<TreatmentTold, 'startedAt'>,
    Partial<{ [K in keyof TreatmentTold]: TreatmentTold[K] | null | undefined }> {
  readonly startedAt: TreatmentTold['startedAt'];
  readonly batchId: BatchId;
  readonly kind: TreatmentKind;
  readonly facility?: string | null | undefined;
  readonly certificateNumber?: string | null | undefined;
  readonly attachmentId?: AttachmentId | null | undefined;
  /** The record whose place it takes. */
  readonly correctsId?: QuarantineTreatmentId | null | undefined;
  /** True: what the earlier record tells did not happen. */
  readonly isVoid?: boolean | null | undefined;
}
type Treated = { treatmentId: QuarantineTreatmentId };

const CORRECTED: PestRefusal = { code: 'PEST_RECORD_CORRECTED_ALREADY', values: {}, path: ['correctsId'] };

/** Records a quarantine treatment 检疫处理 of a packed batch that the caller holds or that is on its way to the caller. */
@Injectable()
export class RecordQuarantineTreatment {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly batches: BatchQueries,
    private readonly desk: PestDesk,
    private readonly reactions: PestReactions,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: RecordTreatmentTold & CommandInput): Outcome<Treated, PestRefusal> {
    return this.uow.command(ctx, 'recordQuarantineTreatment', told, (tx) => this.within(tx, told));
  }

  within(tx: Tx, told: RecordTreatmentTold): Promise<Result<Treated, PestRefusal[]>> {
    const race = { quarantine_treatment_corrected_once: CORRECTED };
    return refusingViolations(race, () => this.record(tx, told));
  }

  private async record(tx: Tx, told: RecordTreatmentTold): Promise<Result<Treated, PestRefusal[]>> {
    const { organisationId, userId } = actorOf(tx);
    const treatment = treatmentOf(told);
    const refusals = [
      ...refuseTreatment(treatment, { now: tx.now, pickedOn: await this.pickedOn(tx, treatment.batchId) }),
      ...(await this.refuseBatch(tx, treatment.batchId)),
      ...(await this.desk.refuseAttachment(tx, treatment.attachmentId)),
      ...(await this.refuseCorrection(tx, treatment)),
    ];
    if (refusals.length > 0) return err(refusals);
    const id = tx.ids.next<QuarantineTreatmentId>();
    const { batchId, attachmentId, correctsId } = treatment;
    const visibleTo = seenBy(organisationId, await this.desk.viewersOfBatch(tx, batchId));
    await tx.manager.insert(QuarantineTreatment, {
      id,
      organisationId,
      ...treatment,
      recordedAt: tx.now,
      recordedById: userId,
      confirmedAt: null,
      confirmedById: null,
      visibleTo,
    });
    await this.desk.show(tx, attachmentId, visibleTo);
    await this.ledger.append(tx, {
      kind: 'pest.treated',
      subjects: [id, batchId, ...(correctsId ? [correctsId] : [])],
      facts: { ...treatment, attachmentSha256: await this.desk.sha256Of(tx, attachmentId) },
      occurredAt: treatment.endedAt ?? treatment.startedAt,
    });
    await this.reactions.notify(tx, { by: 'BATCH', id: batchId });
    return ok({ treatmentId: id });
  }

  /** The first day on which fruit of the batch was picked; asked as the product, because the caller may see less upstream. */
  private async pickedOn(tx: Tx, batchId: BatchId): Promise<LocalDate | null> {
    const [row] = await this.uow.elevated(tx, 'system', ({ manager }) =>
      manager.query<{ day: LocalDate | null }[]>(
        `SELECT min(h.made_on) AS day FROM batch_origin o JOIN batch h ON h.id = o.origin_batch_id WHERE o.batch_id = $1`,
        [batchId],
      ),
    );
    return row?.day ?? null;
  }

  private async refuseBatch(tx: Tx, batchId: BatchId): Promise<PestRefusal[]> {
    const { organisationId } = actorOf(tx);
    const [batch] = await this.batches.visible(tx, [batchId]);
    if (!batch) return [notFound(batchId, 'batchId')];
    const { code, kind, holderId, consignedToId } = batch;
    if (kind !== 'PACKED')
      return [{ code: 'TREATMENT_BATCH_NOT_PACKED', values: { code }, path: ['batchId'] }];
    if (![holderId, consignedToId].includes(organisationId))
      return [{ code: 'TREATMENT_NOT_YOURS', values: { code }, path: ['batchId'] }];
    return [];
  }

  private async refuseCorrection(
    tx: Tx,
    { batchId, correctsId, isVoid }: Pick<QuarantineTreatment, 'batchId' | 'correctsId' | 'isVoid'>,
  ): Promise<PestRefusal[]> {
    if (correctsId === null)
      return isVoid ? [{ code: 'PEST_VOID_WITHOUT_RECORD', values: {}, path: ['correctsId'] }] : [];
    const { organisationId } = actorOf(tx);
    const earlier = await tx.manager.findOneBy(QuarantineTreatment, { id: correctsId, organisationId });
    if (!earlier) return [notFound(correctsId, 'correctsId')];
    if (earlier.batchId !== batchId)
      return [{ code: 'TREATMENT_OF_ANOTHER_RECORD', values: {}, path: ['correctsId'] }];
    return (await tx.manager.existsBy(QuarantineTreatment, { correctsId })) ? [CORRECTED] : [];
  }
}

const treatmentOf = (told: RecordTreatmentTold) => ({
  batchId: told.batchId,
  kind: told.kind,
  facility: told.facility ?? null,
  startedAt: told.startedAt,
  endedAt: told.endedAt ?? null,
  readings: (told.readings ?? [])
    .map(({ at, celsius }) => ({ at, celsius }))
    .toSorted((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at))),
  dose: told.dose ?? null,
  doseUnit: told.doseUnit ?? null,
  certificateNumber: told.certificateNumber ?? null,
  attachmentId: told.attachmentId ?? null,
  correctsId: told.correctsId ?? null,
  isVoid: told.isVoid ?? false,
});
