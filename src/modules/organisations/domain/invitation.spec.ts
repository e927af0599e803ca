import { describe, expect, it } from '@jest/globals';
import { instant } from '../../../kernel/instant.js';
import { invitationExpiry, isUsable, type InvitationState } from './invitation.js';

const INVITED = instant('2026-11-01T00:00:00.000Z');
const open: InvitationState = {
  expiresAt: invitationExpiry(INVITED),
  acceptedAt: null,
  revokedAt: null,
  closedAt: null,
};

describe('an invitation', () => {
  it('works for seven days', () => {
    expect(isUsable(open, INVITED)).toBe(true);
    expect(isUsable(open, instant('2026-11-07T23:59:59.999Z'))).toBe(true);
    expect(isUsable(open, instant('2026-11-08T00:00:00.000Z'))).toBe(false);
  });

  it.each(['acceptedAt', 'revokedAt', 'closedAt'] as const)('does not work with %s', (field) => {
    expect(isUsable({ ...open, [field]: INVITED }, INVITED)).toBe(false);
  });
});
