import { both, failed, listed, passed, undecided } from '../domain/judgement.js';
import { batchOf, type RuleKind } from '../domain/rule-kind.js';
import { harvestUnknown, originsUnknown } from './origins.js';
import { readParameters } from './read-parameters.js';
import { coveringPlot } from './registrations.js';

/**
 * Where a market wants the orchard's registration on each carton, a packing run draws from one registration only:
 * one registration covered every plot of the batch on its day of harvest.
 */
export const singleRegistrationPerRun: RuleKind<null> = {
  kind: 'single-registration-per-run',
  subjects: ['BATCH'],
  actDay: 'PACKING_DAY',
  parseParameters: (raw) => {
    readParameters('single-registration-per-run', raw, []);
    return null;
  },
  judge: (_, subject, { facts }) => {
    const batch = batchOf(subject);
    if (batch.origins === null || batch.origins.length === 0) return originsUnknown(batch);
    const byOrigin: (readonly { id: string; number: string }[])[] = [];
    const uncovered: string[] = [];
    for (const origin of batch.origins) {
      if (origin.harvestedOn === null) return harvestUnknown(batch);
      const covering = coveringPlot(facts, origin, origin.harvestedOn);
      if (covering.length === 0) uncovered.push(origin.plotCode);
      byOrigin.push(covering);
    }
    if (uncovered.length > 0) {
      const plots = listed(uncovered);
      return undecided(
        both(`地块 ${plots.zh} 没有注册登记，无法标注。`, `No registration to mark for ${plots.en}.`),
        both(
          '合作社登记这些地块的注册登记，或包装厂改换来源。',
          'The cooperative records their registration, or the packhouse draws from other plots.',
        ),
        [{ type: 'batch', id: batch.id, field: 'registration', value: null }],
      );
    }
    const [first = [], ...others] = byOrigin;
    const common = first.find(({ id }) => others.every((each) => each.some((other) => other.id === id)));
    const numbers = listed(byOrigin.flatMap((each) => each.map(({ number }) => number)));
    return common
      ? passed(
          both(
            `全批出自同一果园注册登记 ${common.number}。`,
            `All of it grew under one orchard registration, ${common.number}.`,
          ),
          [{ type: 'registration', id: common.id, field: 'number', value: common.number }],
        )
      : failed(
          both(
            `该批混有多个果园注册登记的果实：${numbers.zh}。`,
            `Fruit of several orchard registrations is mixed: ${numbers.en}.`,
          ),
          byOrigin
            .flat()
            .map(({ id, number }) => ({ type: 'registration', id, field: 'number', value: number })),
        );
  },
};
