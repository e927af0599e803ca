import type { BatchFacts } from '../domain/facts.js';
import type { Judgement } from '../domain/finding.js';
import { both, listed, notApplicable, step, undecided } from '../domain/judgement.js';
import { className } from '../domain/names.js';
import type { ParameterReader } from './read-parameters.js';

/** The classes a rule is for; null: every class, and fruit that has none. */
export type Classes = readonly string[] | null;

/** Reads the optional parameter `classes`. */
export const readClasses = (read: ParameterReader): Classes =>
  read.raw('classes') === undefined || read.raw('classes') === null ? null : read.texts('classes');

/** What to answer where a rule is for certain classes and the batch is not, or not known to be, of one; null: judge it. */
export function outsideClasses(batch: BatchFacts, classes: Classes): Judgement | null {
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
