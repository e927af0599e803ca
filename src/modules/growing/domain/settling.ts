import type { UserId } from '../../../kernel/ids.js';
import type { Instant } from '../../../kernel/instant.js';

/** Why a correction is declined; a closed list, because what people write may have to be erased, and a reason stays. */
export const DECLINE_REASONS = ['CONTRADICTED', 'NOT_SHOWN', 'NO_SLIP', 'WRONG_ENTRY'] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

/** What the base office says of a correction that waits: it agrees (null), or declines it for this reason. */
export type Settling = DeclineReason | null;

/** A correction as far as it is settled or waits. */
export interface Settled {
  readonly needsAgreement: boolean;
  readonly agreedAt: Instant | null;
  readonly declinedAt: Instant | null;
}

/**
 * Whether settling the latest correction settles this one, which led to it. Who agrees takes all that nobody agreed to, what was
 * declined as well; who declines takes what still waits.
 */
export const isSettledBy = (settling: Settling, { needsAgreement, agreedAt, declinedAt }: Settled): boolean =>
  needsAgreement && agreedAt === null && (settling === null || declinedAt === null);

/** Columns of a correction that is settled, whatever it corrects. */
export const settledColumns = (settling: Settling, by: UserId, at: Instant) =>
  settling === null
    ? { agreedAt: at, agreedById: by }
    : { declinedAt: at, declinedById: by, declineReason: settling };

/** What the ledger says of it. @param noun kind of what was corrected, `growing` */
export const settledEntry = <N extends string>(noun: N, settling: Settling) =>
  settling === null
    ? { kind: `${noun}.correction-agreed` as const, facts: {} }
    : { kind: `${noun}.correction-declined` as const, facts: { reasonCode: settling } };
