import type { LocalDate } from '../../../kernel/local-date.js';
import { earliestHarvest, type EarliestHarvest } from '../../growing/domain/earliest-harvest.js';
import type { Spray } from '../../growing/domain/spray.js';
import type { Period } from '../../growing/domain/stated-sprays.js';
import type { CoverageFacts, TreatmentFacts } from '../../standards/domain/coverage-facts.js';
import { coversTreatment, isConfirmedIn, reachOfBlock, testsFor } from '../../standards/domain/covering.js';

/** A plot of a block, with what is known of its season. */
export interface BoardPlot {
  readonly plotId: string;
  readonly plotCode: string;
  /** Sprays of the season up to the day looked at, as far as the reader sees them. */
  readonly sprays: readonly Spray[];
  /** Whether the reader sees all of them: from a part no first day of harvest can be told. */
  readonly isWhole: boolean;
  /** Days of the year up to the day looked at for which nobody stated that those are all; none, too, where a part is seen. */
  readonly unstated: readonly Period[];
}

/** SPRAYED: used on the plots this season. WATCHED: on the market's watch list, whatever was used. */
export type GapReason = 'SPRAYED' | 'WATCHED';

/** A substance for which fruit still to be picked has no test. */
export interface BoardGap {
  readonly substance: string;
  readonly because: GapReason;
  readonly plotCodes: readonly string[];
  /** The first day on which one of these plots may be picked: the report is due before it. */
  readonly before: LocalDate;
}

/** A plot as the board shows it. */
export interface BoardPlotView extends Omit<BoardPlot, 'sprays'> {
  /** Null where the reader sees a part only. */
  readonly firstHarvest: EarliestHarvest | null;
  /** The first day on which it may be picked, as far as that is known: today, or when the last known interval is over. */
  readonly from: LocalDate;
  readonly sprayed: readonly string[];
  readonly missing: readonly string[];
  /** Sprays without ingredients on record: what to test for is not known. */
  readonly unnamedSprays: number;
}

/** The board of one block: its plots, and what they lack, by substance. */
export interface BoardView {
  readonly plots: readonly BoardPlotView[];
  readonly gaps: readonly BoardGap[];
}

/**
 * What the fruit of a block that is still to be picked lacks, before it is picked: a confirmed report that looked for
 * each substance and reaches some day from the plot's first day of harvest on.
 *
 * @param watched the market's watch list; null: no market was asked about, or its list is not on record
 * @param today   the day looked at; of a season that is over its last day
 * @param exempt  whether the market needs no limit of a substance, so that nobody has to look for it unless it watches for it
 * @see docs/adr/0019-residue-coverage.md
 */
export function boardOf(
  plots: readonly BoardPlot[],
  reports: readonly CoverageFacts[],
  watched: readonly string[] | null,
  today: LocalDate,
  exempt: (substance: string) => boolean = () => false,
): BoardView {
  const confirmed = reports.filter(({ isConfirmed }) => isConfirmed);
  const isNeeded = (substance: string): boolean => watched?.includes(substance) || !exempt(substance);
  const views = plots.map((plot) => plotView(plot, confirmed, today, isNeeded));
  const gaps = views.flatMap((view) => [
    ...view.missing.map((substance) => ({ view, substance, because: 'SPRAYED' as const })),
    ...(watched ?? [])
      .filter((substance) => !view.sprayed.includes(substance))
      .filter((substance) => !isAhead(confirmed, view.plotId, view.from, substance))
      .map((substance) => ({ view, substance, because: 'WATCHED' as const })),
  ]);
  const grouped = [...Map.groupBy(gaps, ({ because, substance }) => `${because} ${substance}`).values()];
  return {
    plots: views,
    gaps: grouped
      .map((alike) => ({
        substance: alike[0]!.substance,
        because: alike[0]!.because,
        plotCodes: alike.map(({ view }) => view.plotCode),
        before: alike.map(({ view }) => view.from).reduce((a, b) => (b < a ? b : a)),
      }))
      .toSorted((a, b) => (`${a.because} ${a.substance}` < `${b.because} ${b.substance}` ? -1 : 1)),
  };
}

function plotView(
  { sprays, ...plot }: BoardPlot,
  confirmed: readonly CoverageFacts[],
  today: LocalDate,
  isNeeded: (substance: string) => boolean,
): BoardPlotView {
  const firstHarvest = plot.isWhole ? earliestHarvest(sprays) : null;
  const notBefore = firstHarvest?.notBefore ?? null;
  const from = notBefore !== null && notBefore > today ? notBefore : today;
  const sprayed = [...new Set(sprays.flatMap(({ substances }) => substances))].sort();
  return {
    ...plot,
    firstHarvest,
    from,
    sprayed,
    missing: sprayed.filter(
      (substance) => isNeeded(substance) && !isAhead(confirmed, plot.plotId, from, substance),
    ),
    unnamedSprays: sprays.filter(({ substances }) => substances.length === 0).length,
  };
}

/** Whether some day of harvest from `from` on has a report that looked for the substance. */
const isAhead = (
  confirmed: readonly CoverageFacts[],
  plotId: string,
  from: LocalDate,
  substance: string,
): boolean =>
  confirmed.some((report) => {
    const day = report.from > from ? report.from : from;
    return (
      testsFor(report, substance) &&
      isConfirmedIn(report, plotId) &&
      reachOfBlock(report, plotId, day) === 'COVERS'
    );
  });

/** What one line applied alike, from its first day to its last. */
export interface BoardTreatment {
  readonly first: TreatmentFacts;
  readonly last: TreatmentFacts;
}

/**
 * Active substances for which treated fruit has no confirmed report, one that covers the first day and one that covers
 * the last; null: what is in the product is not recorded.
 *
 * @param exempt whether the market needs no limit of a substance, so that no treated fruit has to be tested for it; where the
 *   market watches for it, what it wants tested are the blocks
 * @see docs/adr/0019-residue-coverage.md, docs/adr/0038-what-settles-a-residue.md
 */
export function untestedOf(
  { first, last }: BoardTreatment,
  reports: readonly CoverageFacts[],
  exempt: (substance: string) => boolean = () => false,
): readonly string[] | null {
  if (last.substances === null) return null;
  const confirmed = reports.filter(({ isConfirmed }) => isConfirmed);
  const covers = (treatment: TreatmentFacts, substance: string): boolean =>
    confirmed.some((report) => testsFor(report, substance) && coversTreatment(report, treatment));
  return last.substances.filter(
    (substance) => !exempt(substance) && !(covers(first, substance) && covers(last, substance)),
  );
}
