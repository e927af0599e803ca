import { Injectable } from '@nestjs/common';
import { notFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import { refusingViolations } from '../../../infrastructure/database/refuse-violation.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { ProductLabelId } from '../../../kernel/ids.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { refuseFigures } from '../domain/label-figures.js';
import type { GrowingRefusal } from '../growing.refusals.js';
import { ProductLabel } from '../product-label.entity.js';
import { SubstanceQueries } from '../substance.queries.js';
import { figuresOf, labelOf, labelTaken, type LabelDetails } from './enter-product-label.js';
import { LabelPhotographs } from './label-photographs.js';

export interface CorrectProductLabelTold extends LabelDetails {
  readonly productLabelId: ProductLabelId;
}

/**
 * Puts right a label that nobody has confirmed. Whoever corrects it counts as having entered it, so that it still takes
 * another person to confirm.
 */
@Injectable()
export class CorrectProductLabel {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly substances: SubstanceQueries,
    private readonly photographs: LabelPhotographs,
    private readonly ledger: Ledger,
  ) {}

  execute(
    ctx: Ctx,
    told: CorrectProductLabelTold & CommandInput,
  ): Outcome<{ productLabelId: ProductLabelId }, GrowingRefusal> {
    return this.uow.command(ctx, 'correctProductLabel', told, (tx) => this.within(tx, told));
  }

  within(
    tx: Tx,
    told: CorrectProductLabelTold,
  ): Promise<Result<{ productLabelId: ProductLabelId }, GrowingRefusal[]>> {
    const { productLabelId } = told;
    return refusingViolations<{ productLabelId: ProductLabelId }, GrowingRefusal>(
      labelTaken(told),
      async () => {
        const found = await lockLabel(tx, productLabelId);
        if (!found.ok) return found;
        const refusals = refuseFigures(figuresOf(told));
        const photograph = await this.photographs.take(tx, told);
        if (!photograph.ok) return err([...refusals, ...photograph.error]);
        if (refusals.length > 0) return err(refusals);
        const { organisationId, userId } = actorOf(tx);
        const label = await labelOf(tx, this.substances, told);
        const entered = {
          enteredByOrganisationId: organisationId,
          enteredById: userId,
          enteredAt: tx.now,
        };
        await tx.manager.update(ProductLabel, { id: productLabelId }, { ...label, ...entered });
        await this.ledger.append(tx, {
          kind: 'label.corrected',
          subjects: [productLabelId],
          facts: { ...label, ...photograph.value },
        });
        return ok({ productLabelId });
      },
    );
  }
}

/** The label, locked, unless it was confirmed: from then on it never changes. */
export async function lockLabel(tx: Tx, id: ProductLabelId): Promise<Result<ProductLabel, GrowingRefusal[]>> {
  const label = await tx.manager.findOne(ProductLabel, {
    where: { id },
    lock: { mode: 'pessimistic_write' },
  });
  if (!label) return err([notFound(id, 'productLabelId')]);
  if (label.confirmedAt === null) return ok(label);
  const { registrationNumber } = label;
  return err([{ code: 'LABEL_CONFIRMED_ALREADY', values: { registrationNumber }, path: ['productLabelId'] }]);
}
