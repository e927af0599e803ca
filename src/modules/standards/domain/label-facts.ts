import type { LocalDate } from '../../../kernel/local-date.js';

/** Labels of one design that were put on the cartons of a batch, as the packhouse recorded it. */
export interface LabelFacts {
  readonly id: string;
  readonly design: LabelDesignFacts;
  /** Null: the design carries no serial numbers. */
  readonly serials: LabelSerialsFacts | null;
}

/** A label design 标签设计 of the base office. */
export interface LabelDesignFacts {
  readonly id: string;
  readonly code: string;
  /** Code of the brand it is for. */
  readonly brand: string;
  /** The packhouse or exporter whose design it is. */
  readonly organisationId: string;
  /** Null: for any market. */
  readonly market: string | null;
  /** What it shows, of `standards/domain/label-marks.ts`. */
  readonly marks: readonly string[];
  readonly validFrom: LocalDate;
  /** Last day, inclusive; one that was ended early ends there. */
  readonly validTo: LocalDate;
  /** Whether a second person of the base office confirmed it. */
  readonly isConfirmed: boolean;
}

/** Serial numbers used, both ends included, with the range they were taken from. */
export interface LabelSerialsFacts {
  readonly series: string;
  readonly first: number;
  readonly last: number;
  readonly rangeId: string;
  /** The packhouse the range was issued to. */
  readonly issuedToId: string;
  readonly issuedOn: LocalDate;
  /** When what was left of the range was withdrawn; null: it was not. */
  readonly withdrawnOn: LocalDate | null;
}
