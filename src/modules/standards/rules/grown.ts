import type { OriginFacts, SprayFacts } from '../domain/facts.js';
import type { Evidence, Judgement } from '../domain/finding.js';
import { both, said, step, undecided } from '../domain/judgement.js';
import { batchOf, type PlotSubject, type SubjectFacts } from '../domain/rule-kind.js';
import { harvestUnknown, originsUnknown, spraysUnknown } from './origins.js';

/** What kinds that ask about growing look at: the fruit of a batch, from all of its plots, or that of one plot. */
export interface Grown {
  /** What it is evidence of, where that is not a plot or a spray. */
  readonly of: Pick<Evidence, 'type' | 'id'>;
  readonly origins: readonly OriginFacts[] | null;
  /** Null: growing records are not kept. */
  readonly sprays: readonly SprayFacts[] | null;
  /** What to answer where the plots, the day of a harvest, or what was sprayed is not recorded. */
  readonly originsUnknown: () => Judgement;
  readonly harvestUnknown: () => Judgement;
  readonly spraysUnknown: () => Judgement;
}

/**
 * The fruit of a batch or a plot.
 *
 * @throws Error for another subject: the rule's subject was checked before
 */
export function grownOf(subject: SubjectFacts): Grown {
  if (subject.type === 'PLOT') return onPlot(subject);
  const batch = batchOf(subject);
  return {
    of: { type: 'batch', id: batch.id },
    origins: batch.origins,
    sprays: batch.sprays,
    originsUnknown: () => originsUnknown(batch),
    harvestUnknown: () => harvestUnknown(batch),
    spraysUnknown: () => spraysUnknown(batch),
  };
}

function onPlot({ id, code, origins, sprays }: PlotSubject): Grown {
  const missing = (field: string): Evidence[] => [{ type: 'plot', id, field, value: null }];
  const noHarvest = () =>
    undecided(
      said(() =>
        both(`地块 ${code} 的采收日期未记录。`, `The day of a harvest on plot ${code} is not recorded.`),
      ),
      step('COOPERATIVE', '合作社补记采收记录。', 'The cooperative records the harvest.'),
      missing('harvestedOn'),
    );
  return {
    of: { type: 'plot', id },
    origins,
    sprays,
    originsUnknown: noHarvest,
    harvestUnknown: noHarvest,
    spraysUnknown: () =>
      undecided(
        said(() => both(`地块 ${code} 没有用药记录。`, `No growing records exist for plot ${code}.`)),
        step(
          'COOPERATIVE',
          '合作社补记用药，没有用药也须声明。',
          'The cooperative records the sprays, or states that there were none.',
        ),
        missing('sprays'),
      ),
  };
}
