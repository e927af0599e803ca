import type { LocalDate } from '../../../kernel/local-date.js';
import type { SprayLabelFacts } from './spray-label-facts.js';
import type { Withdrawn } from './withdrawal-facts.js';

/**
 * A spray that stands, neither corrected nor void; or, where it is said so, one that was withdrawn: with the record that took its
 * place it is one application.
 */
export interface SprayFacts extends Withdrawn {
  readonly id: string;
  readonly plotId: string;
  /** The product as its label names it (农药登记证号 and name). */
  readonly productLabel: string;
  /** Codes of the active ingredients, and references to those that are in no list; null: not recorded. */
  readonly substances: readonly string[] | null;
  /**
   * Those of them that are in no list: references (`domain/names.ts`), names as told in what is not kept and in facts of older
   * versions. Left out where there are none, and in facts kept by versions older still.
   */
  readonly unlisted?: readonly string[];
  readonly performedOn: LocalDate;
  /**
   * The label's interval 安全间隔期 in days for this crop; null: no label, none stated on it, or nobody confirmed it.
   */
  readonly preharvestIntervalDays: number | null;
  /** The product label it names; null: none. Absent in facts kept by older versions. */
  readonly label?: SprayLabelFacts | null;
}

/** Days of a plot for which nobody stated that all sprays are on record; both ends are included. */
export interface UnstatedDays {
  readonly plotId: string;
  readonly plotCode: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/**
 * What is known of sprays where it is not known that those are all: the ones on record speak against fruit, and their number
 * says nothing for it.
 *
 * @see docs/adr/0036-spray-statements.md
 */
export interface UnstatedSprays {
  readonly recorded: readonly SprayFacts[];
  /** At least one. */
  readonly days: readonly UnstatedDays[];
}
