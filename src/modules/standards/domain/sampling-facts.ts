import type { LocalDate } from '../../../kernel/local-date.js';

/** An independent sample of an earlier batch of the packer. */
export interface EarlierSampleFacts {
  readonly batchSize: number;
  readonly cartonsCounted: number;
  readonly nonconformingCartons: number;
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
