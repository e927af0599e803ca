import type { GrowingRefusal } from '../growing.refusals.js';
import { otherCropOf } from './label-crop.js';

/** The two figures of a label, each of which it may state, state to be none, or not have been asked for yet. */
export interface LabelFigures {
  /** Days; null: none was entered. */
  readonly phiDays: number | null;
  /** Whether the label was read and asks for no interval. */
  readonly statesNoInterval: boolean;
  /** Times a season; null: none was entered. */
  readonly maxApplications: number | null;
  /** Whether the label was read and sets no maximum. */
  readonly statesNoMaximum: boolean;
}

/**
 * Refuses a label that states a figure and at once that there is none: both cannot be read off one bottle.
 *
 * @returns LABEL_INTERVAL_AND_NONE, LABEL_MAXIMUM_AND_NONE; else empty
 */
export function refuseFigures(figures: LabelFigures): GrowingRefusal[] {
  const refusals: GrowingRefusal[] = [];
  if (figures.statesNoInterval && figures.phiDays !== null)
    refusals.push({ code: 'LABEL_INTERVAL_AND_NONE', values: {}, path: ['statesNoInterval'] });
  if (figures.statesNoMaximum && figures.maxApplications !== null)
    refusals.push({ code: 'LABEL_MAXIMUM_AND_NONE', values: {}, path: ['statesNoMaximum'] });
  return refusals;
}

/**
 * Whether both figures were read. Those of a label for another crop than citrus on the tree settle nothing, so nobody has to
 * ask for them.
 */
export const isReadWhole = ({ crop, ...figures }: LabelFigures & { readonly crop: string }): boolean =>
  otherCropOf(crop) !== null ||
  ((figures.phiDays !== null || figures.statesNoInterval) &&
    (figures.maxApplications !== null || figures.statesNoMaximum));
