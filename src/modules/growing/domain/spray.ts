import type { GrowingRecordId, PlotId, ProductLabelId } from '../../../kernel/ids.js';
import type { LocalDate } from '../../../kernel/local-date.js';

/** What is known of the label under which a spray was done. */
export interface SprayLabel {
  readonly id: ProductLabelId;
  /** Typed in by one person and confirmed by another; before that nothing rests on its figures. */
  readonly isConfirmed: boolean;
  /** The crop it is for, where that is not citrus on the tree (`otherCropOf`): then its figures say nothing of the fruit. */
  readonly otherCrop: string | null;
  /** Days from the spray to the first harvest, for this crop; null: not entered. */
  readonly intervalDays: number | null;
  /** Whether the label was read and asks for no interval. */
  readonly statesNoInterval: boolean;
  /** Most applications a season; null: not entered. */
  readonly maxApplications: number | null;
  /** Whether the label was read and sets no maximum. */
  readonly statesNoMaximum: boolean;
}

/** A spray that stands: neither corrected nor void. */
export interface Spray {
  readonly id: GrowingRecordId;
  readonly plotId: PlotId;
  readonly performedOn: LocalDate;
  /** Null where the record names no label. */
  readonly label: SprayLabel | null;
  /** Codes of active ingredients, or names where no code is known; empty: not recorded. */
  readonly substances: readonly string[];
  /** Those of them that are no known substance, as they were told. */
  readonly unlisted: readonly string[];
}

/** Why the interval of a spray is not known. */
const UNKNOWN_INTERVALS = [
  'NO_LABEL',
  'LABEL_FOR_ANOTHER_CROP',
  'LABEL_NOT_CONFIRMED',
  'LABEL_WITHOUT_INTERVAL',
] as const;
export type UnknownInterval = (typeof UNKNOWN_INTERVALS)[number];

/**
 * The interval in days, NONE where the label asks for none, or why it is not known. A label for another crop has none for ours, confirmed or not, and one that
 * nobody confirmed is not a label yet.
 */
export function intervalOf({ label }: Pick<Spray, 'label'>): number | 'NONE' | UnknownInterval {
  if (!label) return 'NO_LABEL';
  if (label.otherCrop !== null) return 'LABEL_FOR_ANOTHER_CROP';
  if (!label.isConfirmed) return 'LABEL_NOT_CONFIRMED';
  if (label.statesNoInterval) return 'NONE';
  return label.intervalDays ?? 'LABEL_WITHOUT_INTERVAL';
}
