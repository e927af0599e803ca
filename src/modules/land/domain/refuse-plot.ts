import type { MuHundredths } from '../../../kernel/area.js';
import type { LandRefusal } from '../land.refusals.js';

/** What a plot is said to be. */
export interface PlotClaim {
  readonly townCode: string;
  readonly varietyCode: string;
  readonly declaredMu: MuHundredths;
  readonly plantedYear: number | null;
}

/** What was found of the things that a plot names. */
export interface PlotSurroundings {
  /** Null where the town code is none of a town. */
  readonly town: { readonly countyCode: string } | null;
  readonly isVarietyKnown: boolean;
  /** The county the plot was registered in; null for a new plot. */
  readonly countyCode: string | null;
  readonly thisYear: number;
}

/**
 * What cannot be of a plot; empty if it can.
 *
 * A plot stays in its county: the county of harvested fruit is kept with each origin, and decides on the geographical
 * indication and the customs in charge. Within the county a town entered by mistake can be put right.
 *
 * @returns TOWN_UNKNOWN, PLOT_STAYS_IN_COUNTY, PLOT_VARIETY_UNKNOWN, DECLARED_AREA_ZERO, PLANTED_IN_THE_FUTURE
 */
export function refusePlot(claim: PlotClaim, found: PlotSurroundings): LandRefusal[] {
  const refusals: LandRefusal[] = [];
  if (!found.town)
    refusals.push({ code: 'TOWN_UNKNOWN', values: { townCode: claim.townCode }, path: ['townCode'] });
  if (found.town && found.countyCode !== null && found.town.countyCode !== found.countyCode)
    refusals.push({
      code: 'PLOT_STAYS_IN_COUNTY',
      values: { countyCode: found.countyCode, townCode: claim.townCode },
      path: ['townCode'],
    });
  if (!found.isVarietyKnown)
    refusals.push({
      code: 'PLOT_VARIETY_UNKNOWN',
      values: { varietyCode: claim.varietyCode },
      path: ['varietyCode'],
    });
  if (claim.declaredMu === 0) refusals.push({ code: 'DECLARED_AREA_ZERO', values: {}, path: ['declaredMu'] });
  if (claim.plantedYear !== null && claim.plantedYear > found.thisYear)
    refusals.push({
      code: 'PLANTED_IN_THE_FUTURE',
      values: { year: claim.plantedYear },
      path: ['plantedYear'],
    });
  return refusals;
}
