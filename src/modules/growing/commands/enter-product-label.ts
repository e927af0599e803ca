import { Injectable } from '@nestjs/common';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import { refusingViolations } from '../../../infrastructure/database/refuse-violation.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { AttachmentId, ProductLabelId } from '../../../kernel/ids.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { refuseFigures, type LabelFigures } from '../domain/label-figures.js';
import type { GrowingRefusal } from '../growing.refusals.js';
import { ProductLabel } from '../product-label.entity.js';
import { LabelPhotographs } from './label-photographs.js';
import { SubstanceQueries } from '../substance.queries.js';

/** What a label says for one crop, as somebody read it off the bottle. */
export interface LabelDetails {
  /** 农药登记证号. */
  readonly registrationNumber: string;
  readonly nameZh: string;
  readonly crop: string;
  /** Codes, or names as printed. */
  readonly substances: readonly string[];
  /** Null: not entered. */
  readonly phiDays?: number | null | undefined;
  /** The label asks for no interval. */
  readonly statesNoInterval?: boolean | null | undefined;
  /** Null: not entered. */
  readonly maxApplications?: number | null | undefined;
  /** The label sets no maximum. */
  readonly statesNoMaximum?: boolean | null | undefined;
  readonly photographId?: AttachmentId | null | undefined;
}

/** Enters a product label. Nothing rests on its figures before somebody of another organisation has confirmed them. */
@Injectable()
export class EnterProductLabel {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly substances: SubstanceQueries,
    private readonly photographs: LabelPhotographs,
    private readonly ledger: Ledger,
  ) {}

  execute(
    ctx: Ctx,
    told: LabelDetails & CommandInput,
  ): Outcome<{ productLabelId: ProductLabelId }, GrowingRefusal> {
    return this.uow.command(ctx, 'enterProductLabel', told, (tx) => this.within(tx, told));
  }

  async within(
    tx: Tx,
    told: LabelDetails,
  ): Promise<Result<{ productLabelId: ProductLabelId }, GrowingRefusal[]>> {
    const { organisationId, userId } = actorOf(tx);
    const refusals = refuseFigures(figuresOf(told));
    const photograph = await this.photographs.take(tx, told);
    if (!photograph.ok) return err([...refusals, ...photograph.error]);
    if (refusals.length > 0) return err(refusals);
    return refusingViolations(labelTaken(told), async () => {
      const productLabelId = tx.ids.next<ProductLabelId>();
      const label = await labelOf(tx, this.substances, told);
      await tx.manager.insert(ProductLabel, {
        id: productLabelId,
        ...label,
        enteredByOrganisationId: organisationId,
        enteredById: userId,
        enteredAt: tx.now,
        confirmedById: null,
        confirmedByOrganisationId: null,
        confirmedAt: null,
      });
      await this.ledger.append(tx, {
        kind: 'label.entered',
        subjects: [productLabelId],
        facts: { ...label, ...photograph.value },
      });
      return ok({ productLabelId });
    });
  }
}

/** The label as it is stored: numbers in capitals, so that one label is not entered twice; substances by code, or by a name that may be taken back. */
export async function labelOf(tx: Tx, substances: SubstanceQueries, told: LabelDetails) {
  return {
    registrationNumber: told.registrationNumber.toUpperCase(),
    nameZh: told.nameZh,
    crop: told.crop,
    substances: await substances.kept(tx, told.substances),
    ...figuresOf(told),
    photographId: told.photographId ?? null,
  };
}

/** What is left out was not entered. */
export const figuresOf = (told: LabelDetails): LabelFigures => ({
  phiDays: told.phiDays ?? null,
  statesNoInterval: told.statesNoInterval ?? false,
  maxApplications: told.maxApplications ?? null,
  statesNoMaximum: told.statesNoMaximum ?? false,
});

export const labelTaken = ({ registrationNumber, crop }: LabelDetails): Record<string, GrowingRefusal> => ({
  product_label_one_per_crop: {
    code: 'LABEL_TAKEN',
    values: { registrationNumber, crop },
    path: ['registrationNumber'],
  },
});
