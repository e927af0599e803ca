import { Injectable } from '@nestjs/common';
import { notFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import { refusingViolations } from '../../../infrastructure/database/refuse-violation.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { GrowingRecordId } from '../../../kernel/ids.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { daysOf, GrowingReactions } from '../growing-reactions.js';
import { GrowingRecord } from '../growing-record.entity.js';
import type { GrowingRefusal } from '../growing.refusals.js';
import { contentOf, type SprayDetails, type StatedTold } from './growing-content.js';
import { GrowingEntries, type GrowingContent, type GrowingWritten } from './growing-entries.js';

/** What the record should have said, in full. Plot and kind stay: a record on the wrong plot is void and made anew. */
export interface CorrectGrowingRecordTold extends SprayDetails, StatedTold {
  readonly recordId: GrowingRecordId;
}
export interface VoidGrowingRecordTold {
  readonly recordId: GrowingRecordId;
  /** Why what was recorded did not happen; kept as the note of the new record. */
  readonly reason: string;
}

type Corrected = { recordId: GrowingRecordId };
const CORRECTED_ALREADY: GrowingRefusal = {
  code: 'GROWING_RECORD_CORRECTED_ALREADY',
  values: {},
  path: ['recordId'],
};

/** Corrects a growing record by another one that takes its place; both stay. */
@Injectable()
export class CorrectGrowingRecord {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly entries: GrowingEntries,
    private readonly reactions: GrowingReactions,
  ) {}

  execute(ctx: Ctx, told: CorrectGrowingRecordTold & CommandInput): Outcome<Corrected, GrowingRefusal> {
    return this.uow.command(ctx, 'correctGrowingRecord', told, (tx) => this.within(tx, told));
  }

  async within(tx: Tx, told: CorrectGrowingRecordTold): Promise<Result<Corrected, GrowingRefusal[]>> {
    const earlier = await ownRecord(tx, told.recordId);
    if (!earlier) return err([notFound(told.recordId, 'recordId')]);
    const content = contentOf(earlier.kind, earlier.plotId, told);
    return this.replace(tx, earlier, content, false);
  }

  /** Puts `content` in the place of an earlier record. */
  async replace(
    tx: Tx,
    earlier: GrowingRecord,
    content: GrowingContent,
    isVoid: boolean,
  ): Promise<Result<Corrected, GrowingRefusal[]>> {
    const isCorrected = await tx.manager.existsBy(GrowingRecord, { correctsId: earlier.id });
    const refusals = isVoid ? [] : await this.entries.refuse(tx, content);
    if (isCorrected) refusals.unshift(CORRECTED_ALREADY);
    if (refusals.length > 0) return err(refusals);
    const race = { growing_record_corrected_once: CORRECTED_ALREADY };
    return refusingViolations<Corrected, GrowingRefusal>(race, async () => {
      const needsAgreement = earlier.kind === 'SPRAY';
      const { performedOn, visibleTo: viewers } = earlier;
      const correction = { correctsId: earlier.id, isVoid, needsAgreement, performedOn, viewers };
      const written = await this.entries.write(tx, content, correction);
      await this.tell(tx, earlier, content, written);
      return ok({ recordId: written.recordId });
    });
  }

  /** Other work is of no consequence to fruit. */
  private async tell(
    tx: Tx,
    earlier: GrowingRecord,
    content: GrowingContent,
    { recordId, performedOn, statedFrom }: GrowingWritten,
  ): Promise<void> {
    const { kind, plotId } = earlier;
    if (kind === 'SPRAY')
      await this.reactions.notify(tx, {
        plotId,
        recordIds: [recordId, earlier.id],
        ...daysOf([earlier.performedOn, performedOn]),
        ...(statedFrom === null ? {} : { statedFrom }),
      });
    for (const { statedFrom: from, statedTo: to } of [earlier, content])
      if (from !== null && to !== null) await this.reactions.notifyOfStatement(tx, { plotId, from, to });
  }
}

/** Says that what a record tells did not happen, by another one that takes its place; both stay. */
@Injectable()
export class VoidGrowingRecord {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly corrections: CorrectGrowingRecord,
  ) {}

  execute(ctx: Ctx, told: VoidGrowingRecordTold & CommandInput): Outcome<Corrected, GrowingRefusal> {
    return this.uow.command(ctx, 'voidGrowingRecord', told, (tx) => this.within(tx, told));
  }

  async within(
    tx: Tx,
    { recordId, reason }: VoidGrowingRecordTold,
  ): Promise<Result<Corrected, GrowingRefusal[]>> {
    const earlier = await ownRecord(tx, recordId);
    if (!earlier) return err([notFound(recordId, 'recordId')]);
    // A void that the base office declined is made again, with what shows it.
    if (earlier.isVoid && earlier.declinedAt === null)
      return err([{ code: 'GROWING_RECORD_VOID_ALREADY', values: {}, path: ['recordId'] }]);
    const {
      areaMuHundredths,
      statedFrom: from,
      statedTo: to,
      statedSprays: spraysOnRecord,
      ...said
    } = earlier;
    const told = { ...said, from, to, spraysOnRecord };
    const content = { ...contentOf(said.kind, said.plotId, told), areaMu: areaMuHundredths, note: reason };
    return this.corrections.replace(tx, earlier, content, true);
  }
}

function ownRecord(tx: Tx, id: GrowingRecordId): Promise<GrowingRecord | null> {
  return tx.manager.findOneBy(GrowingRecord, { id, organisationId: actorOf(tx).organisationId });
}
