import type { BatchFacts } from '../domain/facts.js';
import type { Judgement } from '../domain/finding.js';
import { both, failed, listed, passed, said, step, undecided } from '../domain/judgement.js';
import { ONE_REGISTRATION_A_RUN } from '../domain/settled-before-packing.js';
import { batchOf, type JudgeContext, type RuleKind } from '../domain/rule-kind.js';
import { confirmationOf, CUSTOMS_PAPER, evidenceOfAll } from './entered.js';
import { registrationNeverReleased } from './never-released.js';
import { harvestUnknown, originsUnknown } from './origins.js';
import { readParameters } from './read-parameters.js';
import { coveringPlot, isProven, type Covering } from './registrations.js';

/**
 * Where a market wants the orchard's registration on each carton, a packing run draws from one registration only: one
 * registration covered every plot of the batch on its day of harvest.
 *
 * @see reference/rules.json: carton marks in the summary of the protocol with Thailand (secondary)
 */
export const singleRegistrationPerRun: RuleKind<null> = {
  kind: ONE_REGISTRATION_A_RUN,
  subjects: ['BATCH'],
  actDay: 'PACKING_DAY',
  ofMarket: false,
  releasable: registrationNeverReleased,
  remedy: step(
    'PACKHOUSE',
    '包装厂另按单一果园注册登记包装果实，由出口企业以其替换该批。',
    'The packhouse packs other fruit from one registration alone, which the exporter takes in its place.',
  ),
  parseParameters: (raw) => {
    readParameters(ONE_REGISTRATION_A_RUN, raw, []);
    return null;
  },
  judge: (_, subject, ctx) => {
    const { facts } = ctx;
    const batch = batchOf(subject);
    if (batch.origins === null || batch.origins.length === 0) return originsUnknown(batch);
    const byOrigin: (readonly Covering[])[] = [];
    const uncovered: string[] = [];
    for (const origin of batch.origins) {
      if (origin.harvestedOn === null) return harvestUnknown(batch);
      const covering = coveringPlot(facts, origin, origin.harvestedOn);
      if (covering.length === 0) uncovered.push(origin.plotCode);
      byOrigin.push(covering);
    }
    return uncovered.length > 0 ? nothingToMark(batch, uncovered) : commonTo(byOrigin, ctx);
  },
};

function nothingToMark(batch: BatchFacts, uncovered: readonly string[]): Judgement {
  const plots = listed(uncovered);
  return undecided(
    said(() => both(`地块 ${plots.zh} 没有注册登记，无法标注。`, `No registration to mark for ${plots.en}.`)),
    step(
      'COOPERATIVE',
      '合作社登记这些地块的注册登记，或包装厂改换来源。',
      'The cooperative records their registration, or the packhouse draws from other plots.',
    ),
    [{ type: 'batch', id: batch.id, field: 'registration', value: null }],
  );
}

/** @param byOrigin what covered each plot; at least one registration each */
function commonTo(byOrigin: readonly (readonly Covering[])[], ctx: JudgeContext): Judgement {
  const common = sharedBy(byOrigin.map((each) => each.filter(isProven)));
  if (common) {
    return passed(
      said(() =>
        both(
          `全批出自同一果园注册登记 ${common.number}。`,
          `All of it grew under one orchard registration, ${common.number}.`,
        ),
      ),
      [{ type: 'registration', id: common.id, field: 'number', value: common.number }],
    );
  }
  const claimed = sharedBy(byOrigin);
  if (claimed) {
    const { id, number } = claimed;
    const open = byOrigin
      .flat()
      .flatMap(({ registration, unconfirmed }) => (registration.id === id ? unconfirmed : []));
    return undecided(
      said(() =>
        both(
          `果园注册登记 ${number} 或其所涵盖的地块已录入，基地办公室尚未确认。`,
          `Orchard registration ${number}, or a plot under it, is entered and the base office has not confirmed it yet.`,
        ),
      ),
      confirmationOf(open, CUSTOMS_PAPER, ctx),
      evidenceOfAll(open),
    );
  }
  const all = byOrigin.flat().map(({ registration }) => registration);
  const numbers = listed(all.map(({ number }) => number));
  return failed(
    said(() =>
      both(
        `该批混有多个果园注册登记的果实：${numbers.zh}。`,
        `Fruit of several orchard registrations is mixed: ${numbers.en}.`,
      ),
    ),
    all.map(({ id, number }) => ({ type: 'registration', id, field: 'number', value: number })),
  );
}

/** A registration that stands in every one of these lists. */
const sharedBy = ([first = [], ...others]: readonly (readonly Covering[])[]) =>
  first
    .map(({ registration }) => registration)
    .find(({ id }) => others.every((each) => each.some(({ registration }) => registration.id === id)));
