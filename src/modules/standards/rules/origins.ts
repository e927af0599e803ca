import type { LocalDate } from '../../../kernel/local-date.js';
import type { BatchFacts, Facts } from '../domain/facts.js';
import type { Judgement } from '../domain/finding.js';
import { both, step, undecided, worstOf } from '../domain/judgement.js';

/** The days on which the batch's fruit was picked, earliest first; null: origins or a day are not recorded. */
function harvestDays(batch: BatchFacts): readonly LocalDate[] | null {
  if (batch.origins === null || batch.origins.length === 0) return null;
  const days = batch.origins.map((origin) => origin.harvestedOn);
  if (!days.every((day) => day !== null)) return null;
  return [...new Set(days)].toSorted();
}

/** What to answer where a plot the batch came from, or its day of harvest, is not recorded. */
export const harvestUnknown = (batch: BatchFacts): Judgement =>
  undecided(
    both('来源地块或采收日期未记录。', 'The plots or the days of harvest are not recorded.'),
    step('COOPERATIVE', '合作社补记采收记录。', 'The cooperative records the harvest.'),
    [{ type: 'batch', id: batch.id, field: 'origins', value: null }],
  );

/** What to answer where the plots a batch came from are not recorded. */
export const originsUnknown = (batch: BatchFacts): Judgement =>
  undecided(
    both('来源地块未记录。', 'The plots it came from are not recorded.'),
    step('PACKHOUSE', '包装厂补记投料来源。', 'The packhouse records what was drawn.'),
    [{ type: 'batch', id: batch.id, field: 'origins', value: null }],
  );

/** What to answer where the variety of a batch is not recorded. */
export const varietyUnknown = (batch: BatchFacts): Judgement =>
  undecided(
    both('未记录品种。', 'No variety is recorded.'),
    step('PACKHOUSE', '包装厂记录该批的品种。', 'The packhouse records the variety of the batch.'),
    [{ type: 'batch', id: batch.id, field: 'varietyCode', value: null }],
  );

/** What to answer where the packing day or the packer of a batch is not recorded. */
export const packingDayUnknown = (batch: BatchFacts): Judgement =>
  undecided(
    both('未记录包装日期或包装厂。', 'The packing day or the packhouse is not recorded.'),
    step('PACKHOUSE', '包装厂补记包装作业。', 'The packhouse records the packing run.'),
    [{ type: 'batch', id: batch.id, field: 'packedOn', value: batch.packedOn }],
  );

/** What to answer where the fruit is not destined for a market yet. */
export const marketUnknown = (): Judgement =>
  undecided(
    both('未选定目的市场。', 'No destination market is chosen.'),
    step('EXPORTER', '出口企业选定目的市场。', 'The exporter chooses the market.'),
  );

/** Judges the variety of a batch by the list of each day its fruit was picked; the worst day decides. */
export function eachHarvestDay(
  batch: BatchFacts,
  facts: Facts,
  judgeDay: (batch: BatchFacts, varietyCode: string, day: LocalDate, facts: Facts) => Judgement,
): Judgement {
  const { varietyCode } = batch;
  if (varietyCode === null) return varietyUnknown(batch);
  const days = harvestDays(batch);
  if (days === null) return harvestUnknown(batch);
  return worstOf(days.map((day) => judgeDay(batch, varietyCode, day, facts)));
}
