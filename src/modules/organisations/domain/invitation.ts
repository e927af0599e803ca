import { addMillis, type Instant } from '../../../kernel/instant.js';

/** How long an invitation may be used: seven days of 24 hours. */
const INVITATION_MILLIS = 7 * 24 * 60 * 60 * 1000;

/** The moment from which an invitation can no longer be accepted. */
export const invitationExpiry = (invitedAt: Instant): Instant => addMillis(invitedAt, INVITATION_MILLIS);

/** An invitation as far as it may still be accepted; null: that has not happened. */
export interface InvitationState {
  readonly expiresAt: Instant;
  readonly acceptedAt: Instant | null;
  readonly revokedAt: Instant | null;
  /** When its organisation was closed. */
  readonly closedAt: Instant | null;
}

/** Whether an invitation may still be accepted: once, in time, not withdrawn, by an organisation that goes on. */
export function isUsable(invitation: InvitationState, now: Instant): boolean {
  const { expiresAt, acceptedAt, revokedAt, closedAt } = invitation;
  return acceptedAt === null && revokedAt === null && closedAt === null && now < expiresAt;
}
