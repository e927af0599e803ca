import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Role } from '../../infrastructure/auth/permissions.js';
import { actorOf, type Tx } from '../../infrastructure/database/context.js';
import { seesAll } from '../../infrastructure/database/scope.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import type { MembershipId, OrganisationId, UserId } from '../../kernel/ids.js';
import { Membership } from './membership.entity.js';

export interface NewAccount {
  /** Normalised. */
  readonly username: string;
  readonly displayName: string;
  readonly passwordHash: string;
  readonly mustChangePassword: boolean;
  readonly isDemo: boolean;
}

/**
 * Writes accounts and memberships for the commands of this module. Accounts are rows of no single organisation, so
 * these statements run with the authority of signing in; who may give the command was decided before.
 */
@Injectable()
export class People {
  constructor(private readonly uow: UnitOfWork) {}

  /** @returns the new account's id, or null if the username is taken, also by somebody a moment ago */
  openAccount(tx: Tx, account: NewAccount): Promise<UserId | null> {
    return this.uow.elevated(tx, 'authentication', async ({ manager }) => {
      const made = await manager.query<{ id: UserId }[]>(
        `INSERT INTO user_account (id, username, display_name, is_demo, organisation_ids, created_at)
         VALUES ($1, $2, $3, $4, '{}', $5) ON CONFLICT (username) DO NOTHING RETURNING id`,
        [tx.ids.next<UserId>(), account.username, account.displayName, account.isDemo, tx.now],
      );
      const id = made[0]?.id;
      if (!id) return null;
      await manager.query(
        `INSERT INTO user_password (user_id, hash, must_change, changed_at) VALUES ($1, $2, $3, $4)`,
        [id, account.passwordHash, account.mustChangePassword, tx.now],
      );
      return id;
    });
  }

  /** @returns the new membership's id, or null if the person is a member already */
  join(
    tx: Tx,
    userId: UserId,
    organisationId: OrganisationId,
    roles: readonly Role[],
  ): Promise<MembershipId | null> {
    return this.uow.elevated(tx, 'authentication', async ({ manager }) => {
      const joined = await manager.query<{ id: MembershipId }[]>(
        `INSERT INTO membership (id, user_id, organisation_id, roles, started_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (user_id, organisation_id) WHERE ended_at IS NULL DO NOTHING RETURNING id`,
        [tx.ids.next<MembershipId>(), userId, organisationId, roles, tx.now],
      );
      const id = joined[0]?.id;
      if (!id) return null;
      await manager.query(
        `UPDATE user_account SET organisation_ids = array_append(organisation_ids, $2) WHERE id = $1`,
        [userId, organisationId],
      );
      return id;
    });
  }

  /**
   * All open memberships of an organisation, locked in the order of their ids: two administrators who leave at the
   * same moment come one after the other, and the second is the last one.
   */
  lockMembers(tx: Tx, organisationId: OrganisationId): Promise<Membership[]> {
    return tx.manager.find(Membership, {
      where: { organisationId, endedAt: IsNull() },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
  }

  /** The organisation of an open membership that the caller may manage; null if there is none such. */
  async organisationOf(tx: Tx, membershipId: MembershipId): Promise<OrganisationId | null> {
    const membership = await tx.manager.findOneBy(Membership, {
      id: membershipId,
      endedAt: IsNull(),
      ...(seesAll(tx) ? {} : { organisationId: actorOf(tx).organisationId }),
    });
    return membership?.organisationId ?? null;
  }

  /** Ends a membership and the keys that rested on it. Tokens stop with it: memberships are read at each request. */
  async end(
    tx: Tx,
    membership: { id: MembershipId; userId: UserId; organisationId: OrganisationId },
  ): Promise<void> {
    const { id, userId, organisationId } = membership;
    await tx.manager.query(`UPDATE membership SET ended_at = $2 WHERE id = $1`, [id, tx.now]);
    await this.uow.elevated(tx, 'authentication', async ({ manager }) => {
      // The person leaves the reader's sight with this change, so the reader alone could not make it.
      await manager.query(
        `UPDATE user_account SET organisation_ids = array_remove(organisation_ids, $2) WHERE id = $1`,
        [userId, organisationId],
      );
      await manager.query(
        `UPDATE api_key SET revoked_at = $3 WHERE user_id = $1 AND organisation_id = $2 AND revoked_at IS NULL`,
        [userId, organisationId, tx.now],
      );
    });
  }

  /** Ends all sessions of a person but one. */
  async endSessions(tx: Tx, userId: UserId, except: string | null): Promise<void> {
    await this.uow.elevated(tx, 'authentication', ({ manager }) =>
      manager.query(
        `UPDATE session SET revoked_at = $2 WHERE user_id = $1 AND revoked_at IS NULL AND id IS DISTINCT FROM $3::uuid`,
        [userId, tx.now, except],
      ),
    );
  }

  /** The caller's own username and password hash, locked against another change until the transaction ends. */
  lockCredentials(tx: Tx, userId: UserId): Promise<{ username: string; hash: string }> {
    return this.uow.elevated(tx, 'authentication', async ({ manager }) => {
      const [found] = await manager.query<{ username: string; hash: string }[]>(
        `SELECT u.username, p.hash FROM user_password p JOIN user_account u ON u.id = p.user_id
         WHERE p.user_id = $1 FOR UPDATE OF p`,
        [userId],
      );
      if (!found) throw new Error(`account ${userId} has no password`);
      return found;
    });
  }

  /** @param mustChange whether the account may do nothing but choose another one */
  async setPassword(tx: Tx, userId: UserId, hash: string, mustChange: boolean): Promise<void> {
    await this.uow.elevated(tx, 'authentication', ({ manager }) =>
      manager.query(
        `UPDATE user_password SET hash = $2, must_change = $3, changed_at = $4 WHERE user_id = $1`,
        [userId, hash, mustChange, tx.now],
      ),
    );
  }
}
