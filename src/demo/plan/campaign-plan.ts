/** One day's picking on one plot. */
export interface PickingPlan {
  readonly plot: string;
  /** As the cooperative wrote it down in the field, kilograms. */
  readonly kg: number;
  /** Who enters it; the cooperative's own sign-in where nothing is said. */
  readonly by?: string;
  /** The grower for whom a clerk enters it 代录. */
  readonly onBehalfOf?: string;
  /** What the packhouse's scale showed less than was picked, kilograms, and why, where it is beyond the scales. */
  readonly short?: { readonly kg: number; readonly reason: string };
}

/** Cartons of ten kilograms, packed for one exporter. */
export interface PackedPlan {
  readonly code: string;
  readonly for: 'exporter' | 'exporter-two';
  /** Percent of the run's cartons. */
  readonly share: number;
  /** The name on the cartons of this batch alone. */
  readonly indication?: 'ZIZHONG-BLOOD-ORANGE';
}

/** Fruit picked on one day, weighed in, graded the next day and packed the day after. */
export interface CampaignPlan {
  readonly code: string;
  readonly pickedOn: string;
  readonly packer: 'packhouse' | 'packhouse-two';
  readonly pickings: readonly PickingPlan[];
  /** Class of the fruit that is packed. */
  readonly class: 'I' | 'II';
  /** What is packed, in percent of what was weighed in. */
  readonly packOut: number;
  readonly market: string;
  /** Number of the registration printed on the cartons; null: none is. */
  readonly registration: string | null;
  readonly brand?: 'JOINT';
  /** The name on the cartons of the whole run. */
  readonly indication?: 'ZIZHONG-BLOOD-ORANGE';
  readonly packed: readonly PackedPlan[];
}

/** A run packed for one exporter alone. */
export const all = (code: string, exporter: PackedPlan['for'] = 'exporter'): PackedPlan[] => [
  { code, for: exporter, share: 100 },
];
