import type { GrowingRecordId } from '../../../kernel/ids.js';
import { addDays, type LocalDate } from '../../../kernel/local-date.js';
import { bannedSubstancesOn, type Ban } from './banned-use.js';
import { intervalOf, type Spray } from './spray.js';

/** What a growing record says against fruit picked on a day: reasons to stop the fruit, not to doubt that it was picked. */
export type HarvestProblem =
  | {
      readonly kind: 'WITHIN_INTERVAL';
      readonly recordId: GrowingRecordId;
      /** First day on which this spray's interval was over. */
      readonly clearFrom: LocalDate;
    }
  | {
      readonly kind: 'BANNED_SUBSTANCE';
      readonly recordId: GrowingRecordId;
      /** Code of the substance. */
      readonly substance: string;
      /** Code of the rule that forbids it; the rules of a ban are named after its act, see `reference/rules.json`. */
      readonly ruleCode: string;
    };

/**
 * What the sprays on a plot say against fruit picked there on a day; one problem a record and kind. An unknown interval
 * and a ban that nobody confirmed are no problem here: they leave the verdict open, which the evaluator says.
 *
 * @param sprays of the plot; those after the day are left out
 * @see reference/working-rules.md, rule 5, for intervals; reference/banned-substances.json, for bans
 */
export function harvestProblems(
  sprays: readonly Spray[],
  bans: readonly Ban[],
  harvestedOn: LocalDate,
): HarvestProblem[] {
  return sprays
    .filter(({ performedOn }) => performedOn <= harvestedOn)
    .flatMap((spray) => [...withinInterval(spray, harvestedOn), ...bannedUse(spray, bans)]);
}

function withinInterval(spray: Spray, harvestedOn: LocalDate): HarvestProblem[] {
  const interval = intervalOf(spray);
  if (typeof interval === 'string') return [];
  const clearFrom = addDays(spray.performedOn, interval);
  return harvestedOn < clearFrom ? [{ kind: 'WITHIN_INTERVAL', recordId: spray.id, clearFrom }] : [];
}

function bannedUse(spray: Spray, bans: readonly Ban[]): HarvestProblem[] {
  const settled = bannedSubstancesOn(spray.performedOn, spray.substances, bans).find((use) => use.isSettled);
  if (!settled) return [];
  const { act, substance } = settled.ban;
  return [{ kind: 'BANNED_SUBSTANCE', recordId: spray.id, substance, ruleCode: `BAN-${act}` }];
}
