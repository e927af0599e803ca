import { addDays, type LocalDate } from '../../../kernel/local-date.js';
import { grams } from '../../../kernel/mass.js';
import type { BatchFacts, Facts, RegistrationFacts, SprayFacts } from '../../standards/domain/facts.js';
import type { Names } from '../../standards/domain/names.js';

/** A plot whose harvest is still to come. */
export interface PlotToPick {
  readonly id: string;
  readonly code: string;
  readonly varietyCode: string;
  readonly townCode: string;
  readonly countyCode: string;
  readonly ownerId: string;
}

/**
 * Facts of plots as if each were picked on the first day that its known intervals allow, today where they are over:
 * what rules then say of the fruit can still be done something about. Intervals that are not known stay so. Sprays on record are
 * taken for all there are: what has to be stated of them ends with the day of harvest, so that nobody could finish it yet.
 *
 * @param sprays        of the year up to `today`, on these plots: those that stand, and those that were withdrawn while nobody
 *   has agreed to that
 * @param registrations orchard registrations that cover any of them
 * @param today        the legal day
 * @returns facts without lot, market or mass: only what looks at plots and harvest can be asked of them
 */
export function plotsAsPicked(
  plots: readonly PlotToPick[],
  sprays: { readonly standing: readonly SprayFacts[]; readonly withdrawn: readonly SprayFacts[] },
  registrations: readonly RegistrationFacts[],
  names: Names,
  today: LocalDate,
): Facts {
  const standing = Map.groupBy(sprays.standing, ({ plotId }) => plotId);
  const withdrawn = Map.groupBy(sprays.withdrawn, ({ plotId }) => plotId);
  return {
    lot: null,
    market: null,
    batches: plots.map((plot) => {
      const batch = asPicked(plot, standing.get(plot.id) ?? [], today);
      const withdrawnSprays = withdrawn.get(plot.id);
      return withdrawnSprays ? { ...batch, withdrawnSprays } : batch;
    }),
    channel: null,
    licences: [],
    registrations,
    marketStatus: [],
    marketPack: null,
    documents: [],
    varietyLists: [],
    residueLimits: [],
    residueFallback: null,
    names,
  };
}

/** Named by the plot: there is no batch yet. */
function asPicked(plot: PlotToPick, sprays: readonly SprayFacts[], today: LocalDate): BatchFacts {
  const { id, code, varietyCode, townCode, countyCode, ownerId } = plot;
  const none = grams(0);
  return {
    id,
    code,
    massGrams: none,
    varietyCode,
    packedOn: null,
    packerId: null,
    packerCustomsDistrict: null,
    brandClaims: [],
    indicationClaims: [],
    markedRegistration: null,
    qualityClass: null,
    sizeCode: null,
    origins: [
      {
        plotId: id,
        plotCode: code,
        plotVarietyCode: varietyCode,
        townCode,
        countyCode,
        customsDistrict: null,
        harvestBatchId: id,
        ownerId,
        harvestedOn: firstDay(sprays, today),
        massGrams: none,
      },
    ],
    measurements: null,
    laboratoryResults: null,
    inspections: null,
    sprays,
    openHolds: [],
    interestedOrganisationIds: [],
  };
}

const firstDay = (sprays: readonly SprayFacts[], today: LocalDate): LocalDate =>
  sprays.reduce<LocalDate>((day, { performedOn, preharvestIntervalDays: interval }) => {
    const clear = interval === null ? day : addDays(performedOn, interval);
    return clear > day ? clear : day;
  }, today);
