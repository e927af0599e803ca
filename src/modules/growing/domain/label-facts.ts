import type { SprayFacts } from '../../standards/domain/facts.js';
import type { SprayLabelFacts } from '../../standards/domain/spray-label-facts.js';
import type { LabelFigures } from './label-figures.js';
import { otherCropOf } from './label-crop.js';

/** A label as it stands in the database, confirmed or not. */
export interface LabelRow extends LabelFigures {
  readonly id: string;
  readonly isConfirmed: boolean;
  readonly crop: string;
}

/**
 * What rules are told of the label of a spray. The crop is settled here and not when it is judged, so that a judgement made
 * again says the same after the list of crops has grown. The interval of a label that is for another crop, or that nobody
 * confirmed, is none.
 */
export function labelFactsOf(
  row: LabelRow | null,
): Required<Pick<SprayFacts, 'label' | 'preharvestIntervalDays'>> {
  if (!row) return { preharvestIntervalDays: null, label: null };
  const { id, isConfirmed, maxApplications, statesNoInterval, statesNoMaximum } = row;
  const label: SprayLabelFacts = {
    id,
    isConfirmed,
    otherCrop: otherCropOf(row.crop),
    statesNoInterval,
    maxApplications,
    statesNoMaximum,
  };
  const counts = isConfirmed && label.otherCrop === null;
  return { preharvestIntervalDays: counts ? row.phiDays : null, label };
}
