import { Injectable } from '@nestjs/common';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { ProductLabelId } from '../../../kernel/ids.js';
import { addDays, legalDay } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { DAYS_BACK } from '../domain/days-back.js';
import { isReadWhole } from '../domain/label-figures.js';
import { refuseConfirmation } from '../domain/refuse-confirmation.js';
import { GrowingReactions, type SpraysChange } from '../growing-reactions.js';
import type { GrowingRefusal } from '../growing.refusals.js';
import { ProductLabel } from '../product-label.entity.js';
import { STANDS } from '../stated-sprays.queries.js';
import { lockLabel } from './correct-product-label.js';
import { LabelPhotographs } from './label-photographs.js';

/**
 * Confirms a label that another organisation entered. From then on its interval and ingredients count, also for sprays that
 * were recorded under it before: modules above are told of them, in all cooperatives.
 */
@Injectable()
export class ConfirmProductLabel {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly photographs: LabelPhotographs,
    private readonly reactions: GrowingReactions,
    private readonly ledger: Ledger,
  ) {}

  execute(
    ctx: Ctx,
    told: { productLabelId: ProductLabelId } & CommandInput,
  ): Outcome<{ productLabelId: ProductLabelId }, GrowingRefusal> {
    return this.uow.command(ctx, 'confirmProductLabel', told, (tx) => this.within(tx, told));
  }

  async within(
    tx: Tx,
    { productLabelId }: { productLabelId: ProductLabelId },
  ): Promise<Result<{ productLabelId: ProductLabelId }, GrowingRefusal[]>> {
    const found = await lockLabel(tx, productLabelId);
    if (!found.ok) return found;
    const actor = actorOf(tx);
    const hasPhotograph = await this.photographs.isThere(tx, found.value);
    const { enteredById, enteredByOrganisationId } = found.value;
    const isWhole = isReadWhole(found.value);
    const label = { enteredById, enteredByOrganisationId, hasPhotograph, isWhole };
    const refusals = refuseConfirmation(label, actor);
    if (refusals.length > 0) return err(refusals);
    await tx.manager.update(
      ProductLabel,
      { id: productLabelId },
      {
        confirmedById: actor.userId,
        confirmedByOrganisationId: actor.organisationId,
        confirmedAt: tx.now,
      },
    );
    const { phiDays, statesNoInterval, maxApplications, statesNoMaximum, substances } = found.value;
    await this.ledger.append(tx, {
      kind: 'label.confirmed',
      subjects: [productLabelId],
      facts: { phiDays, statesNoInterval, maxApplications, statesNoMaximum, substances },
    });
    await this.uow.elevated(tx, 'system', (wider) => this.tellOfSprays(wider, productLabelId));
    return ok({ productLabelId });
  }

  private async tellOfSprays(tx: Tx, labelId: ProductLabelId): Promise<void> {
    const changes = await tx.manager.query<SpraysChange[]>(
      `SELECT g.plot_id AS "plotId", array_agg(g.id ORDER BY g.id) AS "recordIds", min(g.performed_on) AS "performedOn"
       FROM growing_record g
       WHERE g.product_label_id = $1 AND g.kind = 'SPRAY' AND g.performed_on >= $2 AND ${STANDS}
       GROUP BY g.plot_id ORDER BY g.plot_id`,
      [labelId, addDays(legalDay(tx.now), -DAYS_BACK)],
    );
    for (const change of changes) await this.reactions.notify(tx, { ...change, labelId });
    await this.reactions.notifyOfLabel(tx, labelId);
  }
}
