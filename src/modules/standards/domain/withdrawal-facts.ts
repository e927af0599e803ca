/** Of what somebody took back while nobody has agreed to that; all left out of others, and in facts kept by older versions. */
export interface Withdrawn {
  /** The entry that took its place. */
  readonly correctedById?: string;
  /** The base office declined that, so that it counts whatever took its place. */
  readonly isWithdrawalDeclined?: true;
}
