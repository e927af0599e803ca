import type { BatchFacts, OriginFacts, SprayFacts } from '../domain/facts.js';
import type { Evidence, Judgement } from '../domain/finding.js';
import { once } from '../domain/indexed.js';
import { both, said, step, undecided } from '../domain/judgement.js';
import { batchOf, type PlotSubject, type SubjectFacts } from '../domain/rule-kind.js';
import { harvestUnknown, originsUnknown, spraysBeforeHarvest } from './origins.js';
import { plotSpraysUnknown, spraysUnknown } from './unstated-sprays.js';

/** What kinds that ask about growing look at: the fruit of a batch, from all of its plots, or that of one plot. */
export interface Grown {
  /** What it is evidence of, where that is not a plot or a spray. */
  readonly of: Pick<Evidence, 'type' | 'id'>;
  readonly origins: readonly OriginFacts[] | null;
  /** On record; whether they are all is another question. */
  readonly sprays: readonly SprayFacts[];
  /** Those of them that could reach the fruit. */
  readonly spraysBeforeHarvest: readonly SprayFacts[];
  /** What stays open where it is not known that they are all; none: they are. Beside it what is on record may fail. */
  readonly open: readonly Judgement[];
  /** What to answer where the plots or the day of a harvest is not recorded. */
  readonly originsUnknown: () => Judgement;
  readonly harvestUnknown: () => Judgement;
}

/**
 * The fruit of a batch or a plot.
 *
 * @throws Error for another subject: the rule's subject was checked before
 */
export const grownOf = (subject: SubjectFacts): Grown =>
  subject.type === 'PLOT' ? onPlot(subject) : grownIn(batchOf(subject));

/** Of a batch. Every kind that looks at sprays asks, for each of its rules. */
export const grownIn = once((batch: BatchFacts): Grown => {
  const sprays = spraysOnRecord(batch);
  return {
    of: { type: 'batch', id: batch.id },
    origins: batch.origins,
    sprays,
    spraysBeforeHarvest: spraysBeforeHarvest(batch, sprays),
    open: batch.sprays === null ? [spraysUnknown(batch)] : [],
    originsUnknown: () => originsUnknown(batch),
    harvestUnknown: () => harvestUnknown(batch),
  };
});

/** Sprays on record, whether they are known to be all or not. */
const spraysOnRecord = ({
  sprays,
  unstatedSprays,
}: Pick<BatchFacts, 'sprays' | 'unstatedSprays'>): readonly SprayFacts[] =>
  sprays ?? unstatedSprays?.recorded ?? [];

const onPlot = once((plot: PlotSubject): Grown => {
  const { id, code, origins } = plot;
  const sprays = spraysOnRecord(plot);
  const noHarvest = () =>
    undecided(
      said(() =>
        both(`地块 ${code} 的采收日期未记录。`, `The day of a harvest on plot ${code} is not recorded.`),
      ),
      step('COOPERATIVE', '合作社补记采收记录。', 'The cooperative records the harvest.'),
      [{ type: 'plot', id, field: 'harvestedOn', value: null }],
    );
  return {
    of: { type: 'plot', id },
    origins,
    sprays,
    spraysBeforeHarvest: spraysBeforeHarvest(plot, sprays),
    open: plot.sprays === null ? [plotSpraysUnknown(plot)] : [],
    originsUnknown: noHarvest,
    harvestUnknown: noHarvest,
  };
});
