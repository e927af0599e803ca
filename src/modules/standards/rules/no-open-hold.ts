import { stepOfHold } from '../domain/hold-steps.js';
import { both, distinctSteps, failed, passed, said, step, undecided } from '../domain/judgement.js';
import { batchOf, type RuleKind } from '../domain/rule-kind.js';
import { holdNeverReleased } from './never-released.js';
import { readParameters } from './read-parameters.js';

/**
 * Nothing leaves while it is on hold 暂停放行.
 *
 * @see reference/working-rules.md, rule 8
 */
export const noOpenHold: RuleKind<null> = {
  kind: 'no-open-hold',
  subjects: ['BATCH'],
  actDay: 'DAY_OF_JUDGING',
  ofMarket: false,
  releasable: holdNeverReleased,
  remedy: step(
    'BASE_OFFICE',
    '按暂停原因处理后，由有权单位解除暂停放行。',
    'What the hold was placed for is dealt with, and whoever may releases the hold.',
  ),
  parseParameters: (raw) => {
    readParameters('no-open-hold', raw, []);
    return null;
  },
  judge: (_, subject) => {
    const batch = batchOf(subject);
    if (batch.openHolds === null) {
      return undecided(
        both('不知道是否有暂停放行。', 'Whether it is on hold is not known.'),
        step(
          'BASE_OFFICE',
          '重新汇集该批的记录后再判定。',
          'Gather the records of the batch and judge again.',
        ),
      );
    }
    const [first] = batch.openHolds;
    if (!first) {
      return passed(both('没有暂停放行。', 'It is not on hold.'), [
        { type: 'batch', id: batch.id, field: 'openHolds', value: 0 },
      ]);
    }
    const more = batch.openHolds.length - 1;
    return failed(
      said(() =>
        both(
          `自 ${first.placedOn} 起暂停放行：${first.reason.zh}${more > 0 ? `（另有${more}项）` : ''}。`,
          `On hold since ${first.placedOn}: ${first.reason.en}${more > 0 ? ` (and ${more} more)` : ''}.`,
        ),
      ),
      batch.openHolds.map((hold) => ({ type: 'hold', id: hold.id, field: 'placedOn', value: hold.placedOn })),
      ...distinctSteps(batch.openHolds.flatMap(({ cause }) => (cause ? [stepOfHold(cause)] : []))),
    );
  },
};
