import { describe, expect, it } from '@jest/globals';
import type { OrganisationId, UserId } from '../../kernel/ids.js';
import { actorFrom, type Found } from './session-authenticator.js';

const PACKHOUSE = '019aa000-0000-7000-8000-00000000000a' as OrganisationId;
const EXPORTER = '019aa000-0000-7000-8000-00000000000b' as OrganisationId;

const session: Found = {
  id: 'session',
  user_id: 'user' as UserId,
  last_used_at: null,
  must_change: false,
  scopes: null,
  key_organisation_id: null,
  memberships: [
    { organisation_id: PACKHOUSE, kind: 'PACKHOUSE', roles: ['CLERK'] },
    { organisation_id: EXPORTER, kind: 'EXPORTER', roles: ['VIEWER'] },
  ],
};
const key: Found = {
  ...session,
  scopes: ['batch:read', 'batch:receive', 'lot:read'],
  key_organisation_id: EXPORTER,
};

describe('actorFrom', () => {
  it('acts for the organisation joined first, unless another one is named', () => {
    expect(actorFrom(session, null)).toMatchObject({ organisationId: PACKHOUSE, sessionId: 'session' });
    expect(actorFrom(session, EXPORTER.toUpperCase())).toMatchObject({ organisationId: EXPORTER });
  });

  it('knows every organisation of the person, whichever is acted for', () => {
    expect(actorFrom(session, EXPORTER)?.organisationIds).toEqual([PACKHOUSE, EXPORTER]);
  });

  it('is nobody in an organisation the person does not belong to, or in none', () => {
    expect(actorFrom(session, '019aa000-0000-7000-8000-00000000000c')).toBeNull();
    expect(actorFrom({ ...session, memberships: [] }, null)).toBeNull();
  });

  it('with a key acts for its organisation only, within scopes that its maker still holds', () => {
    expect(actorFrom(key, null)).toMatchObject({
      organisationId: EXPORTER,
      via: 'api-key',
      sessionId: null,
      permissions: new Set(['batch:read', 'lot:read']),
    });
    expect(actorFrom(key, PACKHOUSE)).toBeNull();
  });

  it('may do nothing but change a temporary password', () => {
    const actor = actorFrom({ ...session, must_change: true }, null);
    expect([...(actor?.permissions ?? [])]).toEqual(['account:read', 'account:secure']);
    expect(actorFrom({ ...key, must_change: true }, null)?.permissions.size).toBe(0);
  });
});
