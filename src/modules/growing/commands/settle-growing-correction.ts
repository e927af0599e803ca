import { Injectable } from '@nestjs/common';
import { notFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { GrowingRecordId, OrganisationId, PlotId, UserId } from '../../../kernel/ids.js';
import type { LocalDate } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { correctionMade, refuseAgreement } from '../domain/refuse-agreement.js';
import {
  isSettledBy,
  settledColumns,
  settledEntry,
  type DeclineReason,
  type Settled,
  type Settling,
} from '../domain/settling.js';
import { daysOf, GrowingReactions } from '../growing-reactions.js';
import { GrowingRecord } from '../growing-record.entity.js';
import type { GrowingRefusal } from '../growing.refusals.js';
import { firstDayStated } from '../stated-sprays.queries.js';

type Answer = { readonly recordId: GrowingRecordId };
export type DeclineGrowingTold = Answer & { readonly reason: DeclineReason };

/**
 * The base office agrees to the correction or voiding of a spray, with all that led to it: from then on fruit is judged as if
 * what was withdrawn had never been entered. Or it declines it, and what was withdrawn counts. Modules above are told, as of any
 * change of a spray.
 */
@Injectable()
export class SettleGrowingCorrection {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly reactions: GrowingReactions,
    private readonly ledger: Ledger,
  ) {}

  agree(ctx: Ctx, told: Answer & CommandInput): Outcome<Answer, GrowingRefusal> {
    return this.uow.command(ctx, 'agreeToGrowingCorrection', told, (tx) => this.within(tx, told, null));
  }

  decline(ctx: Ctx, told: DeclineGrowingTold & CommandInput): Outcome<Answer, GrowingRefusal> {
    return this.uow.command(ctx, 'declineGrowingCorrection', told, (tx) =>
      this.within(tx, told, told.reason),
    );
  }

  private async within(
    tx: Tx,
    { recordId }: Answer,
    settling: Settling,
  ): Promise<Result<Answer, GrowingRefusal[]>> {
    const record = await tx.manager.findOne(GrowingRecord, {
      where: { id: recordId },
      lock: { mode: 'for_no_key_update' },
    });
    if (!record) return err([notFound(recordId, 'recordId')]);
    const isCorrected = await tx.manager.existsBy(GrowingRecord, { correctsId: recordId });
    const chain = await tx.manager.query<Link[]>(CHAIN, [recordId]);
    const refusals = refuseAgreement(correctionMade(record, chain, isCorrected), actorOf(tx), 'recordId');
    if (refusals.length > 0) return err(refusals);
    for (const link of chain) if (isSettledBy(settling, link)) await this.settle(tx, link, settling);
    // What was withdrawn, and agreed to, no longer takes the ground from what was stated of its day.
    const [stated = null] = chain.flatMap(({ statedFrom }) => statedFrom ?? []).toSorted();
    await this.reactions.notify(tx, {
      plotId: record.plotId,
      recordIds: chain.map(({ id }) => id),
      ...(stated === null || settling !== null ? {} : { statedFrom: stated }),
      ...daysOf([record.performedOn, ...chain.map(({ performedOn }) => performedOn)]),
    });
    return ok({ recordId });
  }

  private async settle(tx: Tx, { id, plotId, organisationId }: Link, settling: Settling): Promise<void> {
    const { userId } = actorOf(tx);
    await tx.manager.update(GrowingRecord, { id }, settledColumns(settling, userId, tx.now));
    await this.ledger.append(tx, {
      ...settledEntry('growing', settling),
      subjects: [id, plotId],
      shownTo: [organisationId],
    });
  }
}

interface Link extends Settled {
  readonly id: GrowingRecordId;
  readonly plotId: PlotId;
  readonly organisationId: OrganisationId;
  readonly recordedById: UserId;
  readonly performedOn: LocalDate;
  /** As of `SpraysChange`. */
  readonly statedFrom: LocalDate | null;
}

/** A correction with all that it corrects, the first record last. */
const CHAIN = `
  WITH RECURSIVE chain AS (
    SELECT g.*, 0 AS place FROM growing_record g WHERE g.id = $1
    UNION ALL SELECT g.*, c.place + 1 FROM chain c JOIN growing_record g ON g.id = c.corrects_id
  ) SELECT id, plot_id AS "plotId", organisation_id AS "organisationId", recorded_by_id AS "recordedById", performed_on AS "performedOn",
      needs_agreement AS "needsAgreement", agreed_at AS "agreedAt", declined_at AS "declinedAt",
      ${firstDayStated('chain.plot_id', 'ARRAY[chain.performed_on]')} AS "statedFrom" FROM chain ORDER BY place`;
