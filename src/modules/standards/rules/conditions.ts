import type { BatchFacts, Facts } from '../domain/facts.js';
import type { Judgement } from '../domain/finding.js';
import { both, listed, notApplicable, step, undecided, worstOf } from '../domain/judgement.js';
import { className, nameOf } from '../domain/names.js';
import type { RuleConditions } from '../domain/rule-conditions.js';
import { varietyUnknown } from './origins.js';
import type { ParameterReader } from './read-parameters.js';

/**
 * Reads the optional parameter `classes` of kinds that took one before rules had conditions.
 *
 * @throws RangeError if it is given and no list of texts
 */
export const readClasses = (read: ParameterReader): RuleConditions['classes'] =>
  read.raw('classes') === undefined || read.raw('classes') === null ? null : read.texts('classes');

/**
 * What to answer where a rule is for certain fruit only: NOT_APPLICABLE for a batch outside, INDETERMINATE for one of
 * which class or variety is not recorded and that may be either; null: it is judged. What is known to be outside by one
 * condition is outside, whatever is not recorded of the other.
 *
 * @see docs/adr/0029-conditions-and-plots.md
 */
export function outsideConditions(
  batch: BatchFacts,
  { classes, varieties }: RuleConditions,
  facts: Pick<Facts, 'names'>,
): Judgement | null {
  if (classes === null && varieties === null) return null;
  const open = [outsideClasses(batch, classes), outsideVarieties(batch, varieties, facts)].filter(
    (judgement) => judgement !== null,
  );
  if (open.length === 0) return null;
  return open.find(({ verdict }) => verdict === 'NOT_APPLICABLE') ?? worstOf(open);
}

function outsideClasses(batch: BatchFacts, classes: RuleConditions['classes']): Judgement | null {
  if (classes === null) return null;
  if (batch.qualityClass === null) {
    return undecided(
      both('未记录等级。', 'No class is recorded.'),
      step('PACKHOUSE', '包装厂注明等级。', 'The packhouse gives the class.'),
      [{ type: 'batch', id: batch.id, field: 'qualityClass', value: null }],
    );
  }
  if (classes.includes(batch.qualityClass)) return null;
  const names = listed(classes.map(className));
  const own = className(batch.qualityClass);
  return notApplicable(
    both(
      `该要求只针对${names.zh}，本批为${own.zh}。`,
      `This is asked of ${names.en}; the batch is ${own.en}.`,
    ),
  );
}

function outsideVarieties(
  batch: BatchFacts,
  varieties: RuleConditions['varieties'],
  facts: Pick<Facts, 'names'>,
): Judgement | null {
  if (varieties === null) return null;
  const { varietyCode } = batch;
  if (varietyCode === null) return varietyUnknown(batch);
  if (varieties.includes(varietyCode)) return null;
  const names = listed(varieties.map((code) => nameOf(facts, 'variety', code)));
  const own = nameOf(facts, 'variety', varietyCode);
  return notApplicable(
    both(
      `该要求只针对品种${names.zh}，本批为${own.zh}。`,
      `This is asked of the varieties ${names.en}; the batch is ${own.en}.`,
    ),
  );
}
