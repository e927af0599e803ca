import type { SprayFacts } from '../domain/facts.js';
import type { SprayLabelFacts } from '../domain/spray-label-facts.js';
import type { Evidence, Judgement } from '../domain/finding.js';
import { both, said, step, undecided } from '../domain/judgement.js';
import { productTold } from '../domain/names.js';

/** Who completes a label. One that was confirmed never changes, so it is entered anew. */
export const FIGURE_IS_ENTERED = step(
  'COOPERATIVE',
  '合作社植保员按标签录入，标签未规定的注明未规定；标签已核对而不能改动的，另行录入一份，核对后在用药记录中改选。',
  "The cooperative's plant-protection officer enters it from the label, or that the label states none; a label that was confirmed without it is entered anew, confirmed, and named in the record instead.",
);

const OUR_LABEL_IS_NAMED = step(
  'COOPERATIVE',
  '合作社植保员更正用药记录，改为实际所用、登记于柑橘的标签；该标签尚未录入的，先按实物录入，由另一单位核对。',
  "The cooperative's plant-protection officer corrects the record to name the label for citrus that was really used; one that is not entered yet is entered from the bottle and confirmed by another organisation.",
);

/**
 * INDETERMINATE: the label is for another crop, or for fruit that was picked. An interval and a maximum belong to label and
 * crop, so its figures neither pass nor fail citrus; its substances count all the same.
 */
export const labelForAnotherCrop = (
  { productLabel, performedOn }: Pick<SprayFacts, 'productLabel' | 'performedOn'>,
  { id }: SprayLabelFacts,
  crop: string,
  evidence: readonly Evidence[] = [],
): Judgement =>
  undecided(
    said(() =>
      both(
        `${performedOn} 施用的 ${productTold(productLabel).zh}，其标签用于“${crop}”，不是用于树上的柑橘，安全间隔期和每季次数不适用。`,
        `The label of ${productTold(productLabel).en}, sprayed on ${performedOn}, is for "${crop}", not for citrus on the tree: its interval and maximum do not apply.`,
      ),
    ),
    OUR_LABEL_IS_NAMED,
    [...evidence, { type: 'product-label', id, field: 'crop', value: crop }],
  );
