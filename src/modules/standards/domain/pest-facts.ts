import type { Decimal } from '../../../kernel/decimal.js';
import type { LocalDate } from '../../../kernel/local-date.js';
import type { EntryFacts, WaitsFor } from './facts.js';
import type { AreaStatusCode, TreatmentKind } from './pest-words.js';

/** What is recorded about pests where the fruit of the batches grew and was packed. Empty: nothing is recorded. */
export interface PestFacts {
  /** Of the counties, towns and orchard registrations that the fruit came from. */
  readonly areaStatuses: readonly AreaStatusFacts[];
  /** Of the orchard registrations over its plots, and of its packhouses. */
  readonly officers: readonly OfficerFacts[];
  /** On its plots, and of the orchard registrations over them, with what was counted in the year before a harvest. */
  readonly traps: readonly TrapFacts[];
  /** Of the batches themselves. */
  readonly treatments: readonly TreatmentFacts[];
}

/** What an area is for a pest, as a paper of the authority says it. */
export interface AreaStatusFacts {
  readonly id: string;
  readonly pest: string;
  readonly status: AreaStatusCode;
  /** Code of a county or town; null where it is of a registration. */
  readonly regionCode: string | null;
  readonly registrationId: string | null;
  readonly validFrom: LocalDate;
  /** Last day, inclusive; one that was ended stops the day before. */
  readonly validTo: LocalDate | null;
  /** Whether a second person of the base office has seen the paper. */
  readonly isConfirmed: boolean;
  /** The day from which one person says it no longer stands, of one that two people stated; null: nobody does. */
  readonly doubtedFrom?: LocalDate | null;
}

/** An appointment of a plant-protection officer 植保员. Who it is, is not among the facts: a judgement is kept for ever. */
export interface OfficerFacts extends EntryFacts {
  readonly id: string;
  /** The orchard registration; null: of the organisation's packhouse. */
  readonly registrationId: string | null;
  readonly organisationId: string;
  readonly validFrom: LocalDate;
  readonly validTo: LocalDate | null;
}

/** A trap 诱捕器, on a plot or for a registered orchard. */
export interface TrapFacts {
  readonly id: string;
  readonly code: string;
  readonly plotId: string | null;
  readonly registrationId: string | null;
  readonly pests: readonly string[];
  readonly setUpOn: LocalDate;
  /** Last day it stood; null: it stands. */
  readonly takenDownOn: LocalDate | null;
  /** Earliest first. Corrections have taken the place of what they correct. */
  readonly inspections: readonly TrapInspectionFacts[];
}

/** One look into a trap, with what was caught. */
export interface TrapInspectionFacts {
  readonly id: string;
  readonly on: LocalDate;
  readonly enteredOn: LocalDate;
  /** Whether who looked was an officer of that orchard on that day. */
  readonly byOfficer: boolean;
  /**
   * The appointment by which who looked would be one, once the base office has confirmed it; null: there is none. Absent in
   * facts kept by older versions.
   */
  readonly byUnconfirmed?: { readonly id: string; readonly waitsFor: WaitsFor } | null;
  /** Caught, by code of the pest; what is not named was not looked for. */
  readonly counts: Readonly<Record<string, number>>;
}

/** A quarantine treatment 检疫处理 that stands. */
export interface TreatmentFacts {
  readonly id: string;
  readonly batchId: string;
  readonly kind: TreatmentKind;
  /** The day it ended in China; null: it is going on. */
  readonly endedOn: LocalDate | null;
  /** Whole minutes from begin to end; null: it is going on. */
  readonly minutes: number | null;
  /** The highest temperature read, in degrees Celsius; null: none was read. */
  readonly highestCelsius: Decimal | null;
  /** The longest time without a reading, begin and end included, in whole minutes, rounded up; null: none was read. */
  readonly longestSilenceMinutes: number | null;
  /** Whether the base office has compared the record with its certificate. */
  readonly isConfirmed: boolean;
}
