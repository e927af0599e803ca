import type { LocalDate } from '../../../kernel/local-date.js';
import type { BatchFacts, Facts } from '../domain/facts.js';
import type { Evidence, Judgement } from '../domain/finding.js';
import { both, said, step, undecided, worstOf } from '../domain/judgement.js';
import { batchOf, type PlotSubject, type SubjectFacts } from '../domain/rule-kind.js';
import { grownOf } from './grown.js';
import { harvestUnknown, varietyUnknown } from './origins.js';
import { varietyUnproven } from './unproven-variety.js';

/** Fruit of one variety that was picked on one day. */
export interface Harvest {
  readonly varietyCode: string;
  readonly day: LocalDate;
  /** Whose variety and day it is. */
  readonly of: Pick<Evidence, 'type' | 'id'>;
}

/**
 * Judges the variety of a batch, or the one a plot was planted with, by the list of each day its fruit was picked; the
 * worst day decides. What is not recorded (a variety, a day) is answered before any list is asked.
 *
 * @throws Error for another subject: the rule's subject was checked before
 */
export function eachHarvest(
  subject: SubjectFacts,
  facts: Facts,
  judgeOne: (harvest: Harvest, facts: Facts) => Judgement,
): Judgement {
  return subject.type === 'PLOT'
    ? eachOfPlot(subject, facts, judgeOne)
    : eachOfBatch(batchOf(subject), facts, judgeOne);
}

function eachOfBatch(
  batch: BatchFacts,
  facts: Facts,
  judgeOne: (harvest: Harvest, facts: Facts) => Judgement,
): Judgement {
  const { varietyCode } = batch;
  if (varietyCode === null) return varietyUnknown(batch);
  const days = harvestDays(batch);
  if (days === null) return harvestUnknown(batch);
  const of = { type: 'batch', id: batch.id };
  return worstOf(days.map((day) => judgeOne({ varietyCode, day, of }, facts)));
}

/** The days on which the batch's fruit was picked, earliest first; null: origins or a day are not recorded. */
function harvestDays(batch: BatchFacts): readonly LocalDate[] | null {
  if (batch.origins === null || batch.origins.length === 0) return null;
  const days = batch.origins.map((origin) => origin.harvestedOn);
  if (!days.every((day) => day !== null)) return null;
  return [...new Set(days)].toSorted();
}

function eachOfPlot(
  plot: PlotSubject,
  facts: Facts,
  judgeOne: (harvest: Harvest, facts: Facts) => Judgement,
): Judgement {
  const unproven = plot.origins.filter(({ unprovenVarietyId }) => unprovenVarietyId);
  const harvests = new Map<string, Harvest>();
  for (const { plotVarietyCode: varietyCode, harvestedOn: day } of plot.origins) {
    if (day === null) return grownOf(plot).harvestUnknown();
    if (varietyCode === null) return plantingUnknown(plot);
    harvests.set(`${day} ${varietyCode}`, { varietyCode, day, of: { type: 'plot', id: plot.id } });
  }
  if (unproven.length > 0) return varietyUnproven(unproven, facts);
  const inOrder = [...harvests].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return worstOf(inOrder.map(([, harvest]) => judgeOne(harvest, facts)));
}

const plantingUnknown = ({ id, code }: PlotSubject): Judgement =>
  undecided(
    said(() => both(`地块 ${code} 未记录品种。`, `No variety is recorded for plot ${code}.`)),
    step('COOPERATIVE', '合作社记录地块品种。', 'The cooperative records what the plot is planted with.'),
    [{ type: 'plot', id, field: 'varietyCode', value: null }],
  );
