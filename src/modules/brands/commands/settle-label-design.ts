import { Injectable } from '@nestjs/common';
import { notFound, type NotFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { LabelDesignId } from '../../../kernel/ids.js';
import type { LocalDate } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Attachments } from '../../attachments/commands/attachments.js';
import type { ErasingRefusal } from '../../attachments/erasing.refusals.js';
import { Ledger } from '../../ledger/ledger.js';
import { refuseDesignConfirmation, refuseDesignEnd } from '../domain/refuse-label-design.js';
import { LabelReactions } from '../label-reactions.js';
import { LabelDesign } from '../label.entity.js';
import type { LabelRefusal } from '../label.refusals.js';

type Settled = { labelDesignId: LabelDesignId };
type Refusal = LabelRefusal | ErasingRefusal | NotFound;

/** A second person of the base office has compared the design with its artwork: from then on it settles findings. */
@Injectable()
export class ConfirmLabelDesign {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly attachments: Attachments,
    private readonly reactions: LabelReactions,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: Settled & CommandInput): Outcome<Settled, Refusal> {
    return this.uow.command(ctx, 'confirmLabelDesign', told, (tx) => this.within(tx, told));
  }

  async within(tx: Tx, { labelDesignId: id }: Settled): Promise<Result<Settled, Refusal[]>> {
    const design = await lockDesign(tx, id);
    if (!design) return err([notFound(id, 'labelDesignId')]);
    const actor = actorOf(tx);
    const { code, organisationId, recordedById, texts } = design;
    const entered = { code, organisationId, recordedById, texts, isConfirmed: design.confirmedAt !== null };
    const refusals: Refusal[] = [
      ...refuseDesignConfirmation(entered, actor),
      ...(await this.attachments.refuseErased(tx, [design.artworkId])),
    ];
    if (refusals.length > 0) return err(refusals);
    const by = { confirmedAt: tx.now, confirmedById: actor.userId };
    await tx.manager.update(LabelDesign, { id }, by);
    await this.ledger.append(tx, {
      kind: 'label-design.confirmed',
      subjects: [id],
      facts: {},
      shownTo: [design.organisationId],
    });
    await this.reactions.notify(tx, { by: 'LABEL_DESIGN', id });
    return ok({ labelDesignId: id });
  }
}

export interface EndDesign extends Settled {
  /** Its last day. */
  readonly endedOn: LocalDate;
  readonly reason: string;
}

/** Ends a design before its time. What was packed up to that day is labelled rightly; the design stays on record. */
@Injectable()
export class EndLabelDesign {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly reactions: LabelReactions,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: EndDesign & CommandInput): Outcome<Settled, Refusal> {
    return this.uow.command(ctx, 'endLabelDesign', told, (tx) => this.within(tx, told));
  }

  async within(
    tx: Tx,
    { labelDesignId: id, endedOn, reason }: EndDesign,
  ): Promise<Result<Settled, Refusal[]>> {
    const design = await lockDesign(tx, id);
    if (!design) return err([notFound(id, 'labelDesignId')]);
    const refusals = refuseDesignEnd(design, endedOn);
    if (refusals.length > 0) return err(refusals);
    await tx.manager.update(LabelDesign, { id }, { endedOn });
    await this.ledger.append(tx, {
      kind: 'label-design.ended',
      subjects: [id],
      facts: { endedOn, reason },
      shownTo: [design.organisationId],
    });
    await this.reactions.notify(tx, { by: 'LABEL_DESIGN', id });
    return ok({ labelDesignId: id });
  }
}

const lockDesign = (tx: Tx, id: LabelDesignId): Promise<LabelDesign | null> =>
  tx.manager.findOne(LabelDesign, { where: { id }, lock: { mode: 'pessimistic_write' } });
