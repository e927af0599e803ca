import type { LocalDate } from '../../../kernel/local-date.js';
import type { Facts } from '../domain/facts.js';
import type { Judgement } from '../domain/finding.js';
import { both, failed, notApplicable, passed, said, step } from '../domain/judgement.js';
import { nameOf } from '../domain/names.js';
import type { RuleKind } from '../domain/rule-kind.js';
import { eachHarvest, type Harvest } from './harvests.js';
import { readParameters } from './read-parameters.js';
import { entryOf, listOn, restingOnEntry } from './variety-listed.js';

/**
 * The fruit was picked inside the window that the unified list gives for its variety, where it gives one.
 *
 * @see reference/working-rules.md, rule 3
 */
export const harvestWindow: RuleKind<null> = {
  kind: 'harvest-window',
  subjects: ['BATCH', 'PLOT'],
  actDay: 'HARVEST_DAY',
  ofMarket: false,
  releasable: true,
  remedy: step(
    'EXPORTER',
    '不在采收期内采收的果实不进入联合出口批；目录有误的由基地办公室发布新版。',
    'Fruit picked outside the window stays out of the joint lot; if the list is wrong, the base office publishes a new edition.',
  ),
  parseParameters: (raw) => {
    readParameters('harvest-window', raw, []);
    return null;
  },
  judge: (_, subject, { facts }) => eachHarvest(subject, facts, judgeDay),
};

function judgeDay({ varietyCode, day, of }: Harvest, facts: Facts): Judgement {
  const list = listOn(facts, day);
  const entry = list && entryOf(list, varietyCode);
  const name = nameOf(facts, 'variety', varietyCode);
  if (!list || !entry || entry.harvestFrom === null || entry.harvestTo === null) {
    return notApplicable(
      said(() => both(`目录未列${name.zh}的采收期。`, `The list gives no harvest window for ${name.en}.`)),
    );
  }
  const { harvestFrom: from, harvestTo: to } = entry;
  const evidence = [
    { ...of, field: 'harvestedOn', value: day },
    { type: 'variety-list', id: list.edition, field: 'harvestWindow', value: `${from}/${to}` },
  ];
  const decide = inWindow(day, from, to) ? passed : failed;
  const judgement = decide(
    both(
      `采收于 ${day}，采收期 ${from} 至 ${to}。`,
      `Harvested on ${day}; the window runs from ${from} to ${to}.`,
    ),
    evidence,
  );
  return restingOnEntry(judgement, list, entry);
}

/** Whether a day lies in a yearly window of `MM-DD`, which may run over the new year (12-01 to 02-28). */
function inWindow(day: LocalDate, from: string, to: string): boolean {
  const monthDay = day.slice(5);
  return from <= to ? from <= monthDay && monthDay <= to : from <= monthDay || monthDay <= to;
}
