import type { ProductLabelId } from '../../../kernel/ids.js';
import { seasonOf, type Season } from '../../../kernel/local-date.js';
import type { Spray } from './spray.js';

/** How often a product was applied on a plot in a season, against its label. */
export interface Applications {
  /** Sprays under the label in the season. */
  readonly count: number;
  /** Most the label allows; null where it states none, it was not entered, is for another crop or not confirmed: then nothing is exceeded. */
  readonly maximum: number | null;
  readonly isExceeded: boolean;
}

/**
 * How often a product was applied in a season, against what its label allows (每季最多使用次数).
 *
 * @param sprays of one plot, in any season, under any label
 * @param season September to August
 * @see reference/supplementary-rules.md, rule 1; the label itself names the figure
 */
export function applicationsInSeason(
  sprays: readonly Spray[],
  labelId: ProductLabelId,
  season: Season,
): Applications {
  const counted = sprays.filter(
    ({ label, performedOn }) => label?.id === labelId && seasonOf(performedOn) === season,
  );
  const label = counted[0]?.label;
  const maximum = label?.isConfirmed && label.otherCrop === null ? label.maxApplications : null;
  return { count: counted.length, maximum, isExceeded: maximum !== null && counted.length > maximum };
}
