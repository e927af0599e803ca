import { seasonOf, seasonStart, type LocalDate } from '../../../kernel/local-date.js';
import type { TreatmentFacts, WatchListFacts } from '../domain/coverage-facts.js';
import type { BatchFacts, OriginFacts, SprayFacts } from '../domain/facts.js';
import { once } from '../domain/indexed.js';
import { grownIn } from './grown.js';

/** Why a batch has to be tested for something, and what of it. */
export type Need =
  | { readonly because: 'SPRAYED'; readonly plot: PlotOrigins; readonly substances: readonly string[] }
  | {
      readonly because: 'APPLIED';
      readonly treatment: TreatmentFacts;
      readonly substances: readonly string[];
    }
  | {
      readonly because: 'WATCHED';
      readonly plots: readonly PlotOrigins[];
      readonly substances: readonly string[];
    };

/** The harvests of a batch on one plot. */
export interface PlotOrigins {
  readonly plotId: string;
  readonly plotCode: string;
  readonly origins: readonly OriginFacts[];
}

/**
 * What a batch must be tested for: on each plot every substance recorded as sprayed since the season of its harvest
 * began and before it was picked, of each treatment after harvest every active substance, and whatever the market
 * watches for. What was sprayed after the harvest did not reach the fruit; what was not recorded, or is no
 * known substance, adds nothing here.
 *
 * @see reference/working-rules.md, rule 12
 */
export function scopeOf(batch: BatchFacts, watchList: WatchListFacts | null): readonly Need[] {
  const own = ownScope(batch);
  const substances = distinct(watchList?.substances ?? []);
  return substances.length === 0 ? own : [...own, { because: 'WATCHED', plots: plotsOf(batch), substances }];
}

/**
 * What is left to be tested of a scope where the market needs no limit of some substances 豁免制定限量. What it watches for it wants
 * to see tested all the same.
 *
 * @param isExempt whether no limit is needed of a substance
 */
export const withoutExempt = (
  needs: readonly Need[],
  isExempt: (substance: string) => boolean,
): readonly Need[] =>
  needs
    .map((need) =>
      need.because === 'WATCHED'
        ? need
        : { ...need, substances: need.substances.filter((each) => !isExempt(each)) },
    )
    .filter(({ substances }) => substances.length > 0);

/** Whatever the market. */
const ownScope = once((batch: BatchFacts): readonly Need[] => {
  const sprayed = Map.groupBy(spraysOfSeason(batch), ({ plotId }) => plotId);
  const needs: Need[] = [
    ...plotsOf(batch).map((plot) => ({
      because: 'SPRAYED' as const,
      plot,
      substances: distinct((sprayed.get(plot.plotId) ?? []).flatMap(knownOf)),
    })),
    ...(batch.treatments ?? []).map((treatment) => ({
      because: 'APPLIED' as const,
      treatment,
      substances: distinct(knownOf(treatment)),
    })),
  ];
  return needs.filter(({ substances }) => substances.length > 0);
});

/** Laboratories report what is in the list; what is not is open by itself. */
const knownOf = ({ substances, unlisted = [] }: Pick<SprayFacts, 'substances' | 'unlisted'>): string[] =>
  (substances ?? []).filter((substance) => !unlisted.includes(substance));

const distinct = (codes: readonly string[]): string[] => [...new Set(codes)].sort();

const plotsOf = once(({ origins }: BatchFacts): readonly PlotOrigins[] =>
  [...Map.groupBy(origins ?? [], ({ plotId }) => plotId)].map(([plotId, ofPlot]) => ({
    plotId,
    plotCode: ofPlot[0]?.plotCode ?? plotId,
    origins: ofPlot,
  })),
);

/**
 * Sprays before the harvest, since 1 September of the season in which the plot's fruit was picked; of several harvests,
 * the earliest. Where no day of harvest is recorded, every spray on record.
 */
export const spraysOfSeason = once((batch: BatchFacts): readonly SprayFacts[] => {
  const begins = new Map<string, LocalDate>();
  for (const { plotId, harvestedOn } of batch.origins ?? []) {
    if (harvestedOn === null) continue;
    const first = seasonStart(seasonOf(harvestedOn));
    const known = begins.get(plotId);
    if (known === undefined || first < known) begins.set(plotId, first);
  }
  return grownIn(batch).spraysBeforeHarvest.filter(({ plotId, performedOn }) => {
    const first = begins.get(plotId);
    return first === undefined || performedOn >= first;
  });
});
