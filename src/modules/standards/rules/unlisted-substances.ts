import type { TreatmentFacts } from '../domain/coverage-facts.js';
import type { SprayFacts } from '../domain/facts.js';
import type { Judgement } from '../domain/finding.js';
import { both, capitalised, listed, said, step, undecided } from '../domain/judgement.js';
import { isReference, productTold, substanceTold } from '../domain/names.js';
import type { Bilingual } from '../domain/rule.js';

const IS_MADE_KNOWN = step(
  'BASE_OFFICE',
  '基地办公室核实该成分，作为新成分或已有成分的别名登记入农药成分目录，第二人确认；名称写错的，由填报单位更正记录。',
  'The base office finds out what it is and makes it known, as a substance or as another name of one, and a second person confirms it; where the name is wrong, whoever recorded it corrects the record.',
);

/** How many there are, whose names the record has; what older facts name, by name. */
function ingredients(unlisted: readonly string[]): Bilingual {
  const named = unlisted.filter((each) => !isReference(each));
  const count = unlisted.length - named.length;
  const counted =
    count === 0
      ? []
      : [
          both(
            `${count} 种成分（名称见该记录）`,
            count === 1
              ? 'an ingredient (its name is in the record)'
              : `${count} ingredients (their names are in the record)`,
          ),
        ];
  return listed([...named.map(substanceTold), ...counted]);
}

/**
 * INDETERMINATE: a spray with an ingredient that is not in the list, which may be another name of anything.
 *
 * @param so what therefore cannot be told, a clause of its own
 */
export const sprayedUnlisted = (
  { id, performedOn, productLabel, unlisted = [] }: SprayFacts,
  so: Bilingual,
): Judgement =>
  undecided(
    said(() => {
      const names = ingredients(unlisted);
      const product = productTold(productLabel);
      return both(
        `${performedOn} 施用的 ${product.zh} 含农药成分目录中没有的 ${names.zh}，${so.zh}。`,
        capitalised(
          `${product.en}, sprayed on ${performedOn}, contains ${names.en}, which the list of substances does not know; ${so.en}.`,
        ),
      );
    }),
    IS_MADE_KNOWN,
    unlisted.map((name) => ({ type: 'spray', id, field: 'unlistedSubstance', value: name })),
  );

/** INDETERMINATE: the same of a treatment after harvest. */
export const appliedUnlisted = (
  { id, performedOn, product: called, unlisted = [] }: TreatmentFacts,
  so: Bilingual,
): Judgement =>
  undecided(
    said(() => {
      const names = ingredients(unlisted);
      const product = productTold(called);
      return both(
        `${performedOn} 采后处理所用的 ${product.zh} 含农药成分目录中没有的 ${names.zh}，${so.zh}。`,
        capitalised(
          `${product.en}, applied after harvest on ${performedOn}, contains ${names.en}, which the list of substances does not know; ${so.en}.`,
        ),
      );
    }),
    IS_MADE_KNOWN,
    unlisted.map((name) => ({ type: 'post-harvest-treatment', id, field: 'unlistedSubstance', value: name })),
  );

/** Whether an ingredient of it is not in the list. Facts kept by older versions do not say: judged as then. */
export const hasUnlisted = ({ unlisted }: { readonly unlisted?: readonly string[] }): boolean =>
  (unlisted?.length ?? 0) > 0;
