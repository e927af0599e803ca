import { Injectable } from '@nestjs/common';
import type { Role } from '../../infrastructure/auth/permissions.js';
import type { Tx } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import type { InvitationId, MembershipId, OrganisationId, UserId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { Ledger } from '../ledger/ledger.js';
import { tokenHash } from './domain/token.js';
import { People } from './people.js';

export interface LockedInvitation {
  readonly id: InvitationId;
  readonly organisationId: OrganisationId;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly expiresAt: Instant;
  readonly acceptedAt: Instant | null;
  readonly acceptedById: UserId | null;
  readonly revokedAt: Instant | null;
  readonly closedAt: Instant | null;
}

/** What the two ways of accepting an invitation share: with a new account, and with the one a person has. */
@Injectable()
export class Invitations {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly people: People,
    private readonly ledger: Ledger,
  ) {}

  /** The invitation of a token, locked, so that two who accept it at once come one after the other. */
  lock(tx: Tx, token: string): Promise<LockedInvitation | null> {
    return this.uow.elevated(tx, 'authentication', async ({ manager }) => {
      const rows = await manager.query<LockedInvitation[]>(
        `SELECT i.id, i.organisation_id AS "organisationId", i.display_name AS "displayName", i.roles,
                i.expires_at AS "expiresAt", i.accepted_at AS "acceptedAt", i.accepted_by_id AS "acceptedById",
                i.revoked_at AS "revokedAt", o.closed_at AS "closedAt"
         FROM invitation i JOIN organisation o ON o.id = i.organisation_id
         WHERE i.token_hash = $1 FOR UPDATE OF i`,
        [tokenHash(token)],
      );
      return rows[0] ?? null;
    });
  }

  /** @returns the new membership's id, or null if the person is a member already */
  async admit(tx: Tx, invitation: LockedInvitation, userId: UserId): Promise<MembershipId | null> {
    const { id, organisationId, roles } = invitation;
    const membershipId = await this.people.join(tx, userId, organisationId, roles);
    if (!membershipId) return null;
    await this.uow.elevated(tx, 'authentication', async (wider) => {
      await wider.manager.query(`UPDATE invitation SET accepted_at = $2, accepted_by_id = $3 WHERE id = $1`, [
        id,
        tx.now,
        userId,
      ]);
      // Recorded for the organisation joined: the person may have signed in for another one, or not at all.
      await this.ledger.append(
        { ...wider, actor: null },
        {
          kind: 'member.joined',
          subjects: [userId, organisationId, id],
          facts: { membershipId, roles },
          by: { userId, organisationId },
        },
      );
    });
    return membershipId;
  }
}
