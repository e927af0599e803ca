import { Injectable } from '@nestjs/common';
import { decodeCursor, pageOf, type Page, type PageAsked } from '../../graphql/connection.js';
import type { Role } from '../../infrastructure/auth/permissions.js';
import { actorOf, type Ctx, type Reading } from '../../infrastructure/database/context.js';
import { seesAll } from '../../infrastructure/database/scope.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import type { InvitationId, MembershipId, OrganisationId, UserId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { PERSON_COLUMNS, type PersonRow } from './account.queries.js';

export interface MemberRow {
  readonly id: MembershipId;
  readonly organisationId: OrganisationId;
  readonly roles: Role[];
  readonly since: Instant;
  readonly user: PersonRow;
}

export interface InvitationRow {
  readonly id: InvitationId;
  readonly organisationId: OrganisationId;
  readonly displayName: string;
  readonly roles: Role[];
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly acceptedAt: Instant | null;
  readonly revokedAt: Instant | null;
}

/** The people of an organisation, for their colleagues and the base office only. */
@Injectable()
export class MemberQueries {
  constructor(private readonly uow: UnitOfWork) {}

  /** Members at present, the longest first. Another's organisation has none that the caller may see. */
  page(ctx: Ctx, organisationId: OrganisationId, { first, after }: PageAsked): Promise<Page<MemberRow>> {
    const params: unknown[] = [organisationId, ...own(ctx)];
    const where = [OPEN_AND_OWN];
    if (after) {
      const { key, id } = decodeCursor(after);
      params.push(key, id);
      where.push(`(m.started_at, m.id) > ($${params.length - 1}::timestamptz, $${params.length}::uuid)`);
    }
    params.push(first + 1);
    return this.uow.read(ctx, async ({ manager }) => {
      const rows = await manager.query<Flat[]>(
        `${MEMBER} WHERE ${where.join(' AND ')} ORDER BY m.started_at, m.id LIMIT $${params.length}`,
        params,
      );
      return pageOf(rows, first, ({ since, membershipId }) => ({ key: since, id: membershipId }), memberOf);
    });
  }

  count(ctx: Ctx, organisationId: OrganisationId): Promise<number> {
    return this.uow.read(ctx, async ({ manager }) => {
      const [row] = await manager.query<{ count: number }[]>(
        `SELECT count(*) AS count FROM membership m WHERE ${OPEN_AND_OWN}`,
        [organisationId, ...own(ctx)],
      );
      return row?.count ?? 0;
    });
  }

  /** By membership or by person, in the organisations the caller may see; at present members only. */
  async find(ctx: Ctx, by: { membershipId: MembershipId } | { userId: UserId }): Promise<MemberRow | null> {
    const [column, id] = 'userId' in by ? ['m.user_id', by.userId] : ['m.id', by.membershipId];
    const [sees, organisationId] = own(ctx);
    return this.uow.read(ctx, async ({ manager }) => {
      const [row] = await manager.query<Flat[]>(
        `${MEMBER} WHERE ${column} = $1 AND m.ended_at IS NULL AND ($2 OR m.organisation_id = $3)
         ORDER BY m.organisation_id = $3 DESC, m.started_at LIMIT 1`,
        [id, sees, organisationId],
      );
      return row ? memberOf(row) : null;
    });
  }

  /** Whether a person belongs to the base office at present; for commands of the office that put somebody in charge. */
  async isOfOffice({ manager }: Reading, userId: UserId): Promise<boolean> {
    const rows = await manager.query<unknown[]>(
      `SELECT 1 FROM membership m JOIN organisation o ON o.id = m.organisation_id
       WHERE m.user_id = $1 AND m.ended_at IS NULL AND o.kind = 'BASE_OFFICE' LIMIT 1`,
      [userId],
    );
    return rows.length > 0;
  }

  /** Invitations of the caller's organisation that can still be accepted, newest first. */
  invitations(ctx: Ctx): Promise<InvitationRow[]> {
    return this.uow.read(ctx, ({ manager, now }) =>
      manager.query<InvitationRow[]>(
        `${INVITATION} WHERE organisation_id = $1 AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > $2
         ORDER BY created_at DESC, id DESC LIMIT 100`,
        [actorOf(ctx).organisationId, now],
      ),
    );
  }

  invitation(ctx: Ctx, id: InvitationId): Promise<InvitationRow | null> {
    return this.uow.read(ctx, async ({ manager }) => {
      const rows = await manager.query<InvitationRow[]>(
        `${INVITATION} WHERE id = $1 AND ($2 OR organisation_id = $3)`,
        [id, ...own(ctx)],
      );
      return rows[0] ?? null;
    });
  }
}

/** Parameters of the caller's scope: sees every organisation, own organisation. */
const own = (ctx: Ctx): [boolean, OrganisationId] => [seesAll(ctx), actorOf(ctx).organisationId];

const OPEN_AND_OWN = 'm.organisation_id = $1 AND m.ended_at IS NULL AND ($2 OR m.organisation_id = $3)';

interface Flat extends PersonRow {
  readonly membershipId: MembershipId;
  readonly organisationId: OrganisationId;
  readonly roles: Role[];
  readonly since: Instant;
}

function memberOf({ membershipId, organisationId, roles, since, ...user }: Flat): MemberRow {
  return { id: membershipId, organisationId, roles, since, user };
}

const MEMBER = `SELECT m.id AS "membershipId", m.organisation_id AS "organisationId", m.roles, m.started_at AS since,
  ${PERSON_COLUMNS} FROM membership m JOIN user_account u ON u.id = m.user_id`;

const INVITATION = `SELECT id, organisation_id AS "organisationId", display_name AS "displayName", roles,
  created_at AS "createdAt", expires_at AS "expiresAt", accepted_at AS "acceptedAt", revoked_at AS "revokedAt"
  FROM invitation`;
