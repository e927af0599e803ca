import type { BatchFacts, UnstatedDays, UnstatedSprays } from '../domain/facts.js';
import type { Judgement, NextStep } from '../domain/finding.js';
import { once } from '../domain/indexed.js';
import { both, listed, said, step, undecided } from '../domain/judgement.js';
import type { PlotSubject } from '../domain/rule-kind.js';

/**
 * INDETERMINATE: nobody stated that all sprays are on record. Names the plots with their days, and the cooperative's step.
 *
 * @see docs/adr/0036-spray-statements.md
 */
const notStated = once(({ days }: UnstatedSprays): Judgement =>
  undecided(
    said(() => {
      const { zh, en } = placesOf(days);
      return both(
        `${zh} 的用药记录未声明完整，是否另有用药无从知道。`,
        `Nobody has stated that all sprays are on record for ${en}, so that others cannot be ruled out.`,
      );
    }),
    isStated(days),
    days.map(({ plotId, from, to }) => ({
      type: 'plot',
      id: plotId,
      field: `spraysComplete:${from}..${to}`,
      value: null,
    })),
  ),
);

function isStated(days: readonly UnstatedDays[]): NextStep {
  const { zh, en } = placesOf(days);
  return step(
    'COOPERATIVE',
    `合作社补记漏记的用药，再声明${zh} 的用药记录完整；没有用药的，声明未用药。`,
    `The cooperative records what is missing, then states that the spray record is complete for ${en}, or that nothing was sprayed.`,
  );
}

const placesOf = (days: readonly UnstatedDays[]) =>
  listed(
    days.map(({ plotCode, from, to }) =>
      both(`地块 ${plotCode} ${from} 至 ${to}`, `plot ${plotCode} from ${from} to ${to}`),
    ),
  );

/** What to answer of a batch where it is not known that the sprays on record are all, nor that there was none. */
export const spraysUnknown = (batch: BatchFacts): Judgement =>
  batch.unstatedSprays
    ? notStated(batch.unstatedSprays)
    : undecided(
        both('没有来源地块的用药记录。', 'No growing records exist for the plots it came from.'),
        SPRAYS_ARE_RECORDED,
        [{ type: 'batch', id: batch.id, field: 'sprays', value: null }],
      );

/** What to answer of a plot where the same is not known. */
export const plotSpraysUnknown = ({ id, code, unstatedSprays }: PlotSubject): Judgement =>
  unstatedSprays
    ? notStated(unstatedSprays)
    : undecided(
        said(() => both(`地块 ${code} 没有用药记录。`, `No growing records exist for plot ${code}.`)),
        SPRAYS_ARE_RECORDED,
        [{ type: 'plot', id, field: 'sprays', value: null }],
      );

/** Of facts in which it is not told what is on record: those kept by older versions, and fruit whose plots are not recorded. */
const SPRAYS_ARE_RECORDED = step(
  'COOPERATIVE',
  '合作社补记用药，没有用药也须声明。',
  'The cooperative records the sprays, or states that there were none.',
);
