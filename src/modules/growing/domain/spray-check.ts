import { addDays, seasonOf, type LocalDate } from '../../../kernel/local-date.js';
import { applicationsInSeason, type Applications } from './applications.js';
import { bannedSubstancesOn, type Ban } from './banned-use.js';
import { earliestHarvest, type EarliestHarvest } from './earliest-harvest.js';
import { intervalOf, type Spray } from './spray.js';
import type { Period } from './stated-sprays.js';
import { sprayWarnings, type GrowingWarning } from './spray-warnings.js';

/** What is to be thought of before a spray is done. */
export interface SprayCheck {
  /** What the rules would say, the gravest first. */
  readonly warnings: readonly GrowingWarning[];
  /** The first day of harvest with this spray among the others. */
  readonly earliest: EarliestHarvest;
  /** How often the product would have been used this season; null where no label is named. */
  readonly applications: Applications | null;
}

/** A spray that is thought of, with what is on record around it. */
export interface SprayPlan {
  /** The spray as it would be recorded; its id is nobody's. */
  readonly spray: Spray;
  /** The other sprays of the plot: of the year before, and of the season. */
  readonly others: readonly Spray[];
  readonly bans: readonly Ban[];
  /** Days on which fruit was picked on the plot, from the day of the spray on. */
  readonly harvestDays: readonly LocalDate[];
  /** When harvest is planned; null: not said. */
  readonly harvestOn: LocalDate | null;
  /** Days for which it is stated that all sprays of the plot are on record. */
  readonly stated: readonly Period[];
}

/**
 * What the rules on bans, intervals and applications would say of a spray before it is done. Nothing is recorded, and
 * nothing is refused: whoever sprays all the same records it, and the fruit is held as it would be then.
 */
export function checkSpray({ spray, others, bans, harvestDays, harvestOn, stated }: SprayPlan): SprayCheck {
  const sprays = [...others, spray];
  const applications =
    spray.label && applicationsInSeason(sprays, spray.label.id, seasonOf(spray.performedOn));
  const banned = bannedSubstancesOn(spray.performedOn, spray.substances, bans);
  const warnings = sprayWarnings({
    spray,
    banned,
    applications,
    harvestDays,
    statedBefore: stated.find(({ from, to }) => from <= spray.performedOn && spray.performedOn <= to) ?? null,
  });
  const early = harvestOn === null ? [] : plannedWithinInterval(spray, harvestOn);
  const grave = warnings.filter(({ code }) => code === 'BANNED_SUBSTANCE');
  return {
    warnings: [...grave, ...early, ...warnings.filter((each) => !grave.includes(each))],
    earliest: earliestHarvest(sprays),
    applications,
  };
}

/** A spray after the harvest asks nothing of it. */
function plannedWithinInterval(spray: Spray, harvestOn: LocalDate): GrowingWarning[] {
  const interval = intervalOf(spray);
  if (typeof interval === 'string' || harvestOn < spray.performedOn) return [];
  const clearFrom = addDays(spray.performedOn, interval);
  if (clearFrom <= harvestOn) return [];
  return [
    {
      code: 'HARVEST_PLANNED_WITHIN_INTERVAL',
      sentence: {
        zh: `计划 ${harvestOn} 采收，而本次施药后须 ${clearFrom} 起方可采收。`,
        en: `Harvest is planned for ${harvestOn}, but after this spray it starts on ${clearFrom}.`,
      },
    },
  ];
}
