import type { LocalDate } from '../../../kernel/local-date.js';

/** A spray that stands, neither corrected nor void; or, where it is said so, one that was withdrawn. */
export interface SprayFacts {
  readonly id: string;
  readonly plotId: string;
  /** The product as its label names it (农药登记证号 and name). */
  readonly productLabel: string;
  /** Codes of the active ingredients; null: not recorded. */
  readonly substances: readonly string[] | null;
  readonly performedOn: LocalDate;
  /**
   * The label's interval 安全间隔期 in days for this crop; null: no label, none stated on it, or nobody confirmed it.
   */
  readonly preharvestIntervalDays: number | null;
  /** The product label it names; null: none. Absent in facts kept by older versions. */
  readonly label?: SprayLabelFacts | null;
  /** Of one that was withdrawn by a correction: the record that took its place, with which it is one application. */
  readonly correctedById?: string;
}

/** What a product label says of how often the product may be used. */
export interface SprayLabelFacts {
  readonly id: string;
  /** Confirmed by somebody of another organisation than entered it; before, nothing rests on its figures. */
  readonly isConfirmed: boolean;
  /** Most applications a season 每季最多使用次数; null: the label states none. */
  readonly maxApplications: number | null;
}
