import type { BatchFacts, UnstatedDays, UnstatedSprays } from '../domain/facts.js';
import type { Judgement } from '../domain/finding.js';
import { once } from '../domain/indexed.js';
import { both, said, step, undecided, worstOf } from '../domain/judgement.js';
import type { PlotSubject } from '../domain/rule-kind.js';

/**
 * INDETERMINATE: nobody stated that all sprays are on record. Names each plot with its days, and the cooperative's step for it, so
 * that one of several cooperatives can be told its own alone.
 *
 * @see docs/adr/0036-spray-statements.md
 */
const notStated = once(({ days }: UnstatedSprays): Judgement => worstOf(days.map(notStatedOn)));

const notStatedOn = ({ plotId, plotCode: code, from, to }: UnstatedDays): Judgement =>
  undecided(
    said(() =>
      both(
        `地块 ${code} ${from} 至 ${to} 的用药记录未声明完整，是否另有用药无从知道。`,
        `Nobody has stated that all sprays on plot ${code} from ${from} to ${to} are on record, so that others cannot be ruled out.`,
      ),
    ),
    step(
      'COOPERATIVE',
      `合作社补记漏记的用药，再声明地块 ${code} ${from} 至 ${to} 的用药记录完整；没有用药的，声明未用药。`,
      `The cooperative records what is missing, then states that the spray record of plot ${code} from ${from} to ${to} is complete, or that nothing was sprayed.`,
    ),
    [{ type: 'plot', id: plotId, field: `spraysComplete:${from}..${to}`, value: null }],
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
