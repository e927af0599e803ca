import { Injectable } from '@nestjs/common';
import { notFound, type NotFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { CorrectiveActionId } from '../../../kernel/ids.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Attachments } from '../../attachments/commands/attachments.js';
import type { ErasingRefusal } from '../../attachments/erasing.refusals.js';
import { Ledger } from '../../ledger/ledger.js';
import { CorrectiveAction } from '../corrective-action.entity.js';
import { refuseAgreement } from '../domain/refuse-corrective-action.js';
import { InspectionReactions } from '../inspection-reactions.js';
import type { InspectionRefusal } from '../inspection.refusals.js';

type Refusal = InspectionRefusal | ErasingRefusal | NotFound;
type Confirmed = { correctiveActionId: CorrectiveActionId };

/**
 * The base office, as the responsible authority, agrees that what a packhouse did is likely to be effective: from then on its
 * batches are sampled again, tightened.
 */
@Injectable()
export class ConfirmCorrectiveAction {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly attachments: Attachments,
    private readonly reactions: InspectionReactions,
    private readonly ledger: Ledger,
  ) {}

  execute(
    ctx: Ctx,
    told: { correctiveActionId: CorrectiveActionId } & CommandInput,
  ): Outcome<Confirmed, Refusal> {
    return this.uow.command(ctx, 'confirmCorrectiveAction', told, (tx) => this.within(tx, told));
  }

  async within(
    tx: Tx,
    { correctiveActionId: id }: { correctiveActionId: CorrectiveActionId },
  ): Promise<Result<Confirmed, Refusal[]>> {
    const found = await tx.manager.findOne(CorrectiveAction, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    if (!found) return err([notFound(id, 'correctiveActionId')]);
    const { takenOn, organisationId, recordedById, measures, attachmentId, confirmedAt } = found;
    const actor = actorOf(tx);
    const action = { takenOn, organisationId, recordedById, measures, isConfirmed: confirmedAt !== null };
    const refusals: Refusal[] = [
      ...refuseAgreement(action, actor),
      ...(await this.attachments.refuseErased(tx, [attachmentId])),
    ];
    if (refusals.length > 0) return err(refusals);
    await tx.manager.update(CorrectiveAction, { id }, { confirmedAt: tx.now, confirmedById: actor.userId });
    await this.ledger.append(tx, {
      kind: 'corrective-action.confirmed',
      subjects: [id],
      facts: {},
      shownTo: [organisationId],
    });
    await this.reactions.notifyOfAction(tx, organisationId);
    return ok({ correctiveActionId: id });
  }
}
