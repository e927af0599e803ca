import type { LocalDate } from '../../../kernel/local-date.js';
import type { Facts, VarietyListEntry, VarietyListFacts } from '../domain/facts.js';
import type { Judgement } from '../domain/finding.js';
import { both, failed, passed, restingOn, said, step, undecided } from '../domain/judgement.js';
import { nameOf } from '../domain/names.js';
import { within, type RuleKind } from '../domain/rule-kind.js';
import { eachHarvest, type Harvest } from './harvests.js';
import { readParameters } from './read-parameters.js';

/**
 * 统一品种: the batch's variety, or the one the plot was planted with, stands on the edition of the unified list that
 * was valid on the day of the harvest.
 *
 * @see reference/working-rules.md, rule 1; docs/adr/0024-variety-lists.md
 */
export const varietyListed: RuleKind<null> = {
  kind: 'variety-listed',
  subjects: ['BATCH', 'PLOT'],
  actDay: 'HARVEST_DAY',
  ofMarket: false,
  releasable: true,
  remedy: step(
    'EXPORTER',
    '不在统一品种目录内的果实不进入联合出口批。',
    'Fruit of a variety that is not on the unified list stays out of the joint lot.',
  ),
  parseParameters: (raw) => {
    readParameters('variety-listed', raw, []);
    return null;
  },
  judge: (_, subject, { facts }) => eachHarvest(subject, facts, judgeDay),
};

function judgeDay({ varietyCode, day, of }: Harvest, facts: Facts): Judgement {
  const list = listOn(facts, day);
  if (!list) {
    return undecided(
      said(() => both(`${day} 没有有效的统一品种目录。`, `No unified variety list was valid on ${day}.`)),
      step(
        'BASE_OFFICE',
        '基地办公室发布统一品种目录。',
        'The base office publishes the unified variety list.',
      ),
    );
  }
  const name = nameOf(facts, 'variety', varietyCode);
  const entry = entryOf(list, varietyCode);
  const evidence = [
    { ...of, field: 'varietyCode', value: varietyCode },
    { type: 'variety-list', id: list.edition, field: 'listed', value: entry !== null },
  ];
  if (!entry) {
    const text = both(
      `${name.zh}不在统一品种目录（${list.edition}）中。`,
      `${name.en} is not on the unified list (${list.edition}).`,
    );
    return restingOn(failed(text, evidence), list.confidence);
  }
  const text = both(
    `${name.zh}在统一品种目录（${list.edition}）中。`,
    `${name.en} is on the unified list (${list.edition}).`,
  );
  return restingOnEntry(passed(text, evidence), list, entry);
}

/**
 * A pass or fail by what a list says of one variety, which is countersigned by itself: a list may be published before all
 * of it is. Where it is not, by when the base office sees to it; the account is in the evidence.
 */
export function restingOnEntry(
  judgement: Judgement,
  list: VarietyListFacts,
  entry: VarietyListEntry,
): Judgement {
  const rested = restingOn(judgement, entry.confidence ?? list.confidence);
  const { gap } = entry;
  if (!gap || rested.verdict !== 'INDETERMINATE') return rested;
  const { ownerId, dueOn } = gap;
  const { explanation: plain } = rested;
  return {
    ...rested,
    explanation: said(() =>
      both(
        `${plain.zh}由基地办公室负责，${dueOn} 当日或之前完成。`,
        `${plain.en} The base office sees to it, by ${dueOn}.`,
      ),
    ),
    evidence: [...rested.evidence, { type: 'account', id: ownerId, field: 'dueOn', value: dueOn }],
  };
}

/**
 * The edition valid on a day: one of the base office before what is shipped; of several, the one that began last.
 *
 * @see docs/adr/0024-variety-lists.md
 */
export function listOn(facts: Facts, day: LocalDate): VarietyListFacts | null {
  const valid = facts.varietyLists.filter((list) => within(day, list.validFrom, list.validTo));
  const ofOffice = valid.filter(({ isOfOffice }) => isOfOffice === true);
  return (ofOffice.length > 0 ? ofOffice : valid).reduce<VarietyListFacts | null>(
    (best, list) => (!best || (list.validFrom ?? '') > (best.validFrom ?? '') ? list : best),
    null,
  );
}

/** What an edition of the unified list says of a variety; null: it does not list it. */
export const entryOf = (list: VarietyListFacts, varietyCode: string): VarietyListEntry | null =>
  list.entries.find((entry) => entry.varietyCode === varietyCode) ?? null;
