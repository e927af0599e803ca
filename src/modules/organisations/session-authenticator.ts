import { Inject, Injectable } from '@nestjs/common';
import { notAMember } from '../../infrastructure/auth/access-errors.js';
import { DEMO_SIGN_IN } from '../../infrastructure/auth/demo-sign-in.js';
import type { Authenticator, Credentials, Remembered } from '../../infrastructure/auth/authenticator.js';
import {
  BEFORE_PASSWORD_CHANGE,
  permissionsOf,
  type OrganisationKind,
  type Permission,
  type Role,
} from '../../infrastructure/auth/permissions.js';
import { CLOCK, ID_SOURCE, type Clock } from '../../infrastructure/clock.js';
import type { Actor } from '../../infrastructure/database/context.js';
import { systemContext } from '../../infrastructure/database/system-context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import type { IdSource, OrganisationId, UserId } from '../../kernel/ids.js';
import { addMillis, type Instant } from '../../kernel/instant.js';
import { ok } from '../../kernel/result.js';
import { authenticating } from './authenticating.js';
import { tokenHash, tokenKind } from './domain/token.js';
import { LookUps } from './look-ups.js';
import { RememberedTokens } from './remembered-tokens.js';

/** A session or a key, and the person it belongs to. */
export interface Found {
  readonly id: string;
  readonly user_id: UserId;
  readonly last_used_at: Instant | null;
  readonly must_change: boolean;
  /** Null for a session, which acts with all its permissions. */
  readonly scopes: readonly Permission[] | null;
  /** The organisation a key is bound to; null for a session. */
  readonly key_organisation_id: OrganisationId | null;
  readonly memberships: readonly { organisation_id: OrganisationId; kind: OrganisationKind; roles: Role[] }[];
}

/** What a token stands for, and in which state of the accounts. */
type FoundByToken = Found & {
  readonly token_hash: string;
  readonly expires_at: Instant;
  readonly epoch: number;
};

/** When a token was last used is told to the minute: a write at each request would cost more than the request. */
const LAST_USED_MILLIS = 60_000;

/** Finds who a token belongs to. Whatever is kept of it holds only as long as no account changes, so a role taken away acts at once. */
@Injectable()
export class SessionAuthenticator implements Authenticator {
  private readonly lookUps: Readonly<Record<'session' | 'api-key', LookUps<FoundByToken>>>;
  private readonly known = new RememberedTokens<Remembered>();

  constructor(
    private readonly uow: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ID_SOURCE) private readonly ids: IdSource,
    @Inject(DEMO_SIGN_IN) private readonly allowDemo: boolean,
  ) {
    const ask = (sql: string) => (hashes: string[]) => {
      const ctx = authenticating(systemContext(this.clock, this.ids));
      return this.uow.select<FoundByToken>(ctx, sql, [hashes, ctx.now, this.allowDemo]);
    };
    this.lookUps = { session: new LookUps(ask(BY_SESSION)), 'api-key': new LookUps(ask(BY_KEY)) };
  }

  async authenticate({ token, organisationId }: Credentials): Promise<Actor | null> {
    const kind = tokenKind(token);
    if (kind !== 'session' && kind !== 'api-key') return null;
    const hash = tokenHash(token);
    const found = await this.lookUps[kind].find(hash);
    if (!found) return null;
    const notedAt = await this.noteUse(kind === 'session' ? 'session' : 'api_key', found);
    const actor = actorFrom(found, organisationId);
    if (!actor && organisationId && actorFrom(found, null)) throw notAMember();
    // Then its use has to be noted again, or it is good no longer.
    const noteAgain = addMillis(notedAt, LAST_USED_MILLIS);
    const until = noteAgain < found.expires_at ? noteAgain : found.expires_at;
    if (actor) this.known.set(keyOf(hash, organisationId), { actor, accessEpoch: found.epoch }, until);
    return actor;
  }

  remembered({ token, organisationId }: Credentials): Remembered | null {
    return this.known.get(keyOf(tokenHash(token), organisationId), this.clock.now());
  }

  async standing(userId: UserId, organisationId: OrganisationId): Promise<Actor | null> {
    const ctx = authenticating(systemContext(this.clock, this.ids));
    const [found] = await this.uow.read(ctx, ({ manager }) =>
      manager.query<Found[]>(BY_PERSON, [userId, this.allowDemo]),
    );
    const actor = found ? actorFrom(found, organisationId) : null;
    return actor && { ...actor, sessionId: null };
  }

  private async noteUse(table: 'session' | 'api_key', { id, last_used_at }: Found): Promise<Instant> {
    const ctx = authenticating(systemContext(this.clock, this.ids));
    const recently = addMillis(ctx.now, -LAST_USED_MILLIS);
    if (last_used_at !== null && last_used_at > recently) return last_used_at;
    await this.uow.write<null, never>(ctx, async ({ manager, now }) => {
      // Of many requests at the same moment one writes.
      await manager.query(
        `UPDATE ${table} SET last_used_at = $2 WHERE id = $1 AND (last_used_at IS NULL OR last_used_at <= $3)`,
        [id, now, recently],
      );
      return ok(null);
    });
    return ctx.now;
  }
}

const keyOf = (hash: string, organisationId: string | null): string => `${hash} ${organisationId ?? ''}`;

/** The actor for the organisation asked for, or the first one joined; null if the person is in none, or not in that one. */
export function actorFrom(found: Found, wanted: string | null): Actor | null {
  const memberships = found.memberships.filter(
    ({ organisation_id }) => !found.key_organisation_id || organisation_id === found.key_organisation_id,
  );
  const asked = wanted?.toLowerCase() ?? null;
  const acting = asked ? memberships.find((m) => m.organisation_id === asked) : memberships[0];
  if (!acting) return null;
  return {
    userId: found.user_id,
    organisationId: acting.organisation_id,
    organisationKind: acting.kind,
    organisationIds: found.memberships.map((m) => m.organisation_id),
    permissions: permissionsFor(found, permissionsOf(acting.kind, acting.roles)),
    via: found.scopes ? 'api-key' : 'session',
    sessionId: found.scopes ? null : found.id,
    keyId: found.scopes ? found.id : null,
  };
}

function permissionsFor(found: Found, held: ReadonlySet<Permission>): Set<Permission> {
  const scoped = found.scopes ? found.scopes.filter((scope) => held.has(scope)) : [...held];
  return new Set(
    found.must_change ? scoped.filter((scope) => BEFORE_PASSWORD_CHANGE.includes(scope)) : scoped,
  );
}

const PERSON = `u.id AS user_id, p.must_change, coalesce((
  SELECT jsonb_agg(jsonb_build_object('organisation_id', m.organisation_id, 'kind', o.kind, 'roles', m.roles) ORDER BY m.started_at, m.id)
  FROM membership m JOIN organisation o ON o.id = m.organisation_id
  WHERE m.user_id = u.id AND m.ended_at IS NULL AND o.closed_at IS NULL), '[]') AS memberships`;

const EPOCH = `(SELECT value FROM access.epoch) AS epoch`;

const BY_SESSION = `
  SELECT s.token_hash, s.expires_at, ${EPOCH}, s.id, s.last_used_at, NULL AS scopes, NULL AS key_organisation_id, ${PERSON}
  FROM session s JOIN user_account u ON u.id = s.user_id JOIN user_password p ON p.user_id = u.id
  WHERE s.token_hash = ANY ($1) AND s.revoked_at IS NULL AND s.expires_at > $2 AND u.disabled_at IS NULL AND ($3 OR NOT u.is_demo)`;

const BY_PERSON = `
  SELECT NULL AS id, NULL AS last_used_at, NULL AS scopes, NULL AS key_organisation_id, ${PERSON}
  FROM user_account u JOIN user_password p ON p.user_id = u.id
  WHERE u.id = $1 AND u.disabled_at IS NULL AND ($2 OR NOT u.is_demo)`;

const BY_KEY = `
  SELECT k.secret_hash AS token_hash, k.expires_at, ${EPOCH}, k.id, k.last_used_at, k.scopes, k.organisation_id AS key_organisation_id, ${PERSON}
  FROM api_key k JOIN user_account u ON u.id = k.user_id JOIN user_password p ON p.user_id = u.id
  WHERE k.secret_hash = ANY ($1) AND k.revoked_at IS NULL AND k.expires_at > $2 AND u.disabled_at IS NULL AND ($3 OR NOT u.is_demo)`;
