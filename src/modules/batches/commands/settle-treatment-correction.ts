import { Injectable } from '@nestjs/common';
import { notFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { BatchId, OrganisationId, PostHarvestTreatmentId, UserId } from '../../../kernel/ids.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { correctionMade, refuseAgreement } from '../../growing/domain/refuse-agreement.js';
import {
  isSettledBy,
  settledColumns,
  settledEntry,
  type DeclineReason,
  type Settled,
  type Settling,
} from '../../growing/domain/settling.js';
import type { GrowingRefusal } from '../../growing/growing.refusals.js';
import { Ledger } from '../../ledger/ledger.js';
import { PostHarvestTreatment } from '../post-harvest-treatment.entity.js';
import { TreatmentReactions } from '../treatment-reactions.js';
import type { Treated } from './record-post-harvest-treatment.js';

/**
 * The base office agrees to the correction or voiding of a treatment, with all that led to it: from then on fruit is judged as
 * if what was withdrawn had never been entered. Or it declines it, and what was withdrawn counts.
 */
@Injectable()
export class SettleTreatmentCorrection {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly reactions: TreatmentReactions,
    private readonly ledger: Ledger,
  ) {}

  agree(ctx: Ctx, told: Treated & CommandInput): Outcome<Treated, GrowingRefusal> {
    return this.uow.command(ctx, 'agreeToTreatmentCorrection', told, (tx) => this.within(tx, told, null));
  }

  decline(
    ctx: Ctx,
    told: Treated & { readonly reason: DeclineReason } & CommandInput,
  ): Outcome<Treated, GrowingRefusal> {
    return this.uow.command(ctx, 'declineTreatmentCorrection', told, (tx) =>
      this.within(tx, told, told.reason),
    );
  }

  private async within(
    tx: Tx,
    { treatmentId }: Treated,
    settling: Settling,
  ): Promise<Result<Treated, GrowingRefusal[]>> {
    const treatment = await tx.manager.findOne(PostHarvestTreatment, {
      where: { id: treatmentId },
      lock: { mode: 'for_no_key_update' },
    });
    if (!treatment) return err([notFound(treatmentId, 'treatmentId')]);
    const isCorrected = await tx.manager.existsBy(PostHarvestTreatment, { correctsId: treatmentId });
    const chain = await tx.manager.query<Link[]>(CHAIN, [treatmentId]);
    const refusals = refuseAgreement(
      correctionMade(treatment, chain, isCorrected),
      actorOf(tx),
      'treatmentId',
    );
    if (refusals.length > 0) return err(refusals);
    for (const link of chain) if (isSettledBy(settling, link)) await this.settle(tx, link, settling);
    await this.reactions.notify(tx, { batchIds: [...new Set(chain.flatMap(({ batchIds }) => batchIds))] });
    return ok({ treatmentId });
  }

  private async settle(tx: Tx, { id, organisationId }: Link, settling: Settling): Promise<void> {
    const { userId } = actorOf(tx);
    await tx.manager.update(PostHarvestTreatment, { id }, settledColumns(settling, userId, tx.now));
    await this.ledger.append(tx, {
      ...settledEntry('post-harvest', settling),
      subjects: [id],
      shownTo: [organisationId],
    });
  }
}

interface Link extends Settled {
  readonly id: PostHarvestTreatmentId;
  readonly organisationId: OrganisationId;
  readonly recordedById: UserId;
  readonly batchIds: readonly BatchId[];
}

/** A correction with all that it corrects, the first entry last. */
const CHAIN = `
  WITH RECURSIVE chain AS (
    SELECT t.*, 0 AS place FROM post_harvest_treatment t WHERE t.id = $1
    UNION ALL SELECT t.*, c.place + 1 FROM chain c JOIN post_harvest_treatment t ON t.id = c.corrects_id
  ) SELECT id, organisation_id AS "organisationId", recorded_by_id AS "recordedById", needs_agreement AS "needsAgreement",
      agreed_at AS "agreedAt", declined_at AS "declinedAt",
      ARRAY(SELECT x.batch_id FROM post_harvest_treatment_batch x WHERE x.treatment_id = chain.id ORDER BY 1) AS "batchIds"
    FROM chain ORDER BY place`;
