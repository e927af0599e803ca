import type { LocalDate } from '../../../kernel/local-date.js';
import type { Withdrawn } from './withdrawal-facts.js';

/** Cartons that were counted, and those among them that do not conform. */
export interface SampleCounts {
  readonly cartonsCounted: number;
  readonly nonconformingCartons: number;
}

/** An independent sample of an earlier batch of the packer. */
export interface EarlierSampleFacts extends SampleCounts {
  readonly batchSize: number;
  /**
   * What there was before corrections made after the signature that nobody has agreed to, or that the base office declined; left out
   * where there are none, and in facts kept by older versions. The day where another sample of the batch decided then.
   */
  readonly withdrawn?: readonly (SampleCounts & Withdrawn & { readonly sampledOn?: LocalDate })[];
  /** Absent in facts kept by older versions, which knew of nothing by which sampling is resumed. */
  readonly sampledOn?: LocalDate;
}

/** A corrective action 纠正措施 of a packhouse. */
export interface CorrectiveActionFacts {
  readonly id: string;
  readonly packerId: string;
  readonly takenOn: LocalDate;
  /** When the base office agreed that it is likely to be effective; null: it has not. */
  readonly confirmedOn: LocalDate | null;
}
