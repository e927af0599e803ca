import { Injectable } from '@nestjs/common';
import type { NotFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { AttachmentId, CorrectiveActionId } from '../../../kernel/ids.js';
import { legalDay, type LocalDate } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Attachments } from '../../attachments/commands/attachments.js';
import { Ledger } from '../../ledger/ledger.js';
import { CorrectiveAction } from '../corrective-action.entity.js';
import { refuseCorrectiveAction } from '../domain/refuse-corrective-action.js';
import { InspectionReactions } from '../inspection-reactions.js';
import type { InspectionRefusal } from '../inspection.refusals.js';

export interface RecordCorrectiveActionTold {
  readonly takenOn: LocalDate;
  /** What was done. */
  readonly measures: string;
  /** What shows it: a report, photographs. */
  readonly attachmentId: AttachmentId;
}
type Refusal = InspectionRefusal | NotFound;
type Recorded = { correctiveActionId: CorrectiveActionId };

/** A packhouse records what it did after sampling of its batches was discontinued. It resumes nothing by itself. */
@Injectable()
export class RecordCorrectiveAction {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly attachments: Attachments,
    private readonly reactions: InspectionReactions,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: RecordCorrectiveActionTold & CommandInput): Outcome<Recorded, Refusal> {
    return this.uow.command(ctx, 'recordCorrectiveAction', told, (tx) => this.within(tx, told));
  }

  async within(
    tx: Tx,
    { takenOn, measures, attachmentId }: RecordCorrectiveActionTold,
  ): Promise<Result<Recorded, Refusal[]>> {
    const refusals: Refusal[] = [
      ...refuseCorrectiveAction(takenOn, legalDay(tx.now), await this.firstSampled(tx)),
      ...(await this.attachments.refuseMissing(tx, [attachmentId], 'attachmentId')),
    ];
    if (refusals.length > 0) return err(refusals);
    const { organisationId, userId } = actorOf(tx);
    const id = tx.ids.next<CorrectiveActionId>();
    await tx.manager.insert(CorrectiveAction, {
      id,
      organisationId,
      takenOn,
      measures,
      attachmentId,
      recordedAt: tx.now,
      recordedById: userId,
      confirmedAt: null,
      confirmedById: null,
    });
    await this.attachments.grant(tx, [attachmentId], [organisationId]);
    const [file] = [...(await this.attachments.existing(tx, [attachmentId])).values()];
    await this.ledger.append(tx, {
      kind: 'corrective-action.recorded',
      subjects: [id],
      facts: { takenOn, measures, attachmentId, attachmentSha256: file?.sha256 ?? null },
    });
    await this.reactions.notifyOfAction(tx, organisationId);
    return ok({ correctiveActionId: id });
  }

  /** When fruit that the packhouse packed was first sampled, by whomever. */
  private async firstSampled(tx: Tx): Promise<LocalDate | null> {
    const { organisationId } = actorOf(tx);
    // Of all rows: whether the packhouse may see an inspection that is not signed yet does not matter here.
    const [first] = await this.uow.elevated(tx, 'system', ({ manager }) =>
      manager.query<{ day: LocalDate | null }[]>(
        `SELECT min(i.sampled_on) AS day FROM run r JOIN batch b ON b.run_id = r.id JOIN inspection i ON i.batch_id = b.id
         WHERE r.organisation_id = $1`,
        [organisationId],
      ),
    );
    return first?.day ?? null;
  }
}
