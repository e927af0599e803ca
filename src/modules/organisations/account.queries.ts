import { Injectable } from '@nestjs/common';
import type { Role } from '../../infrastructure/auth/permissions.js';
import { actorOf, type Ctx } from '../../infrastructure/database/context.js';
import { seesAll } from '../../infrastructure/database/scope.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import type { MembershipId, OrganisationId, SessionId, UserId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { authenticating } from './authenticating.js';

export interface PersonRow {
  readonly id: UserId;
  readonly username: string;
  readonly displayName: string;
  readonly isDisabled: boolean;
}

export interface OwnMembership {
  readonly id: MembershipId;
  readonly organisationId: OrganisationId;
  readonly roles: Role[];
  readonly since: Instant;
}

export interface Myself {
  readonly user: PersonRow;
  readonly mustChangePassword: boolean;
  /** Open ones in organisations that go on; the first joined first. */
  readonly memberships: readonly OwnMembership[];
}

export interface SessionRow {
  readonly id: SessionId;
  readonly createdAt: Instant;
  readonly lastUsedAt: Instant;
  readonly expiresAt: Instant;
}

/** An account as the operator of the server lists it: without the person's name. */
export interface DirectoryRow {
  readonly id: UserId;
  readonly username: string;
  readonly isDisabled: boolean;
  readonly isDemo: boolean;
  /** Open ones: organisation's code and roles, such as `COOP-1: ADMINISTRATOR, CLERK`. */
  readonly memberships: readonly string[];
}

/** What somebody reads of the own account, and the operator of all. */
@Injectable()
export class AccountQueries {
  constructor(private readonly uow: UnitOfWork) {}

  me(ctx: Ctx): Promise<Myself> {
    const { userId } = actorOf(ctx);
    // Whether the password must be changed stands beside its hash, out of reach of ordinary reading.
    return this.uow.read(authenticating(ctx), async ({ manager }) => {
      const [account] = await manager.query<(PersonRow & { mustChangePassword: boolean })[]>(
        `SELECT ${PERSON_COLUMNS}, p.must_change AS "mustChangePassword"
         FROM user_account u JOIN user_password p ON p.user_id = u.id WHERE u.id = $1`,
        [userId],
      );
      if (!account) throw new Error(`account ${userId} is gone`);
      const memberships = await manager.query<OwnMembership[]>(
        `SELECT m.id, m.organisation_id AS "organisationId", m.roles, m.started_at AS since
         FROM membership m JOIN organisation o ON o.id = m.organisation_id
         WHERE m.user_id = $1 AND m.ended_at IS NULL AND o.closed_at IS NULL ORDER BY m.started_at, m.id`,
        [userId],
      );
      const { mustChangePassword, ...user } = account;
      return { user, mustChangePassword, memberships };
    });
  }

  /** A colleague, or anybody for the base office; null for somebody the caller may not see. */
  person(ctx: Ctx, id: UserId): Promise<PersonRow | null> {
    return this.uow.read(ctx, async ({ manager }) => {
      const rows = await manager.query<PersonRow[]>(
        `SELECT ${PERSON_COLUMNS} FROM user_account u WHERE u.id = $1 AND ($2 OR $3 = ANY (u.organisation_ids))`,
        [id, seesAll(ctx), actorOf(ctx).organisationId],
      );
      return rows[0] ?? null;
    });
  }

  /** All accounts by username, or the one of this name. For the operator of the server, who has no account. */
  directory(ctx: Ctx, username: string | null): Promise<DirectoryRow[]> {
    return this.uow.read(ctx, ({ manager }) =>
      manager.query<DirectoryRow[]>(
        `SELECT u.id, u.username, u.disabled_at IS NOT NULL AS "isDisabled", u.is_demo AS "isDemo",
                coalesce(array_agg(o.code || ': ' || array_to_string(m.roles, ', ') ORDER BY m.started_at, m.id)
                  FILTER (WHERE m.id IS NOT NULL), '{}') AS memberships
         FROM user_account u
         LEFT JOIN membership m ON m.user_id = u.id AND m.ended_at IS NULL
         LEFT JOIN organisation o ON o.id = m.organisation_id
         WHERE $1::text IS NULL OR u.username = $1 GROUP BY u.id ORDER BY u.username`,
        [username],
      ),
    );
  }

  /** The caller's sessions that still work, the one used last first. */
  sessions(ctx: Ctx): Promise<SessionRow[]> {
    const { userId } = actorOf(ctx);
    return this.uow.read(ctx, ({ manager, now }) =>
      manager.query<SessionRow[]>(
        `SELECT id, created_at AS "createdAt", last_used_at AS "lastUsedAt", expires_at AS "expiresAt"
         FROM session WHERE user_id = $1 AND revoked_at IS NULL AND expires_at > $2
         ORDER BY last_used_at DESC, id DESC LIMIT 100`,
        [userId, now],
      ),
    );
  }
}

/** Of `user_account u`. */
export const PERSON_COLUMNS = `u.id, u.username, u.display_name AS "displayName", u.disabled_at IS NOT NULL AS "isDisabled"`;
