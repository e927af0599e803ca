import { Injectable } from '@nestjs/common';
import type { OrganisationKind, Role } from '../../../infrastructure/auth/permissions.js';
import type { Ctx, Tx } from '../../../infrastructure/database/context.js';
import { UnitOfWork } from '../../../infrastructure/database/unit-of-work.js';
import type { MembershipId, OrganisationId, UserId } from '../../../kernel/ids.js';
import type { RefusalOf } from '../../../kernel/refusal.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { normalUsername, refuseCredentials } from '../domain/credentials.js';
import { hashPassword } from '../domain/password.js';
import type { organisationRefusals } from '../organisation.refusals.js';
import { People } from '../people.js';
import { RegisterOrganisation, type RegisterOrganisationInput } from './register-organisation.js';

export interface NewUser {
  readonly username: string;
  readonly displayName: string;
  readonly password: string;
  /** Whether somebody else knows the password, so that nothing is allowed until it is changed. */
  readonly mustChangePassword?: boolean;
  readonly roles: readonly Role[];
  /** Registered if there is none with this code; if there is one it must be of this kind. */
  readonly organisation: RegisterOrganisationInput;
  readonly isDemo?: boolean;
}

export interface UserCreated {
  readonly userId: UserId;
  readonly organisationId: OrganisationId;
  readonly membershipId: MembershipId;
}

type Refusal = RefusalOf<typeof organisationRefusals>;

/**
 * Makes an account without an invitation, and its organisation if need be: the first one of all, which nobody could
 * invite, and those of the demo season. Not offered by the API; whoever runs it owns the server.
 */
@Injectable()
export class CreateUser {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly registerOrganisation: RegisterOrganisation,
    private readonly people: People,
    private readonly ledger: Ledger,
  ) {}

  /** @param ctx with the authority `system` */
  async execute(ctx: Ctx, user: NewUser): Promise<Result<UserCreated, Refusal[]>> {
    const username = normalUsername(user.username);
    const refusals = refuseCredentials(username, user.password);
    if (user.roles.length === 0) refusals.push({ code: 'ROLES_MISSING', values: {}, path: ['roles'] });
    if (refusals.length > 0) return err(refusals);
    const passwordHash = await hashPassword(user.password);
    return this.uow.write(ctx, async (tx) => {
      const organisation = await this.organisationOf(tx, user.organisation);
      if (!organisation.ok) return organisation;
      const userId = await this.people.openAccount(tx, {
        username,
        displayName: user.displayName,
        passwordHash,
        mustChangePassword: user.mustChangePassword ?? false,
        isDemo: user.isDemo ?? false,
      });
      if (!userId) return err([{ code: 'USERNAME_TAKEN', values: { username }, path: ['username'] }]);
      return ok(await this.join(tx, user, userId, organisation.value.organisationId));
    });
  }

  private async join(
    tx: Tx,
    user: NewUser,
    userId: UserId,
    organisationId: OrganisationId,
  ): Promise<UserCreated> {
    const membershipId = await this.people.join(tx, userId, organisationId, user.roles);
    if (!membershipId) throw new Error('a new account is a member already');
    await this.ledger.append(tx, {
      kind: 'account.created',
      subjects: [userId, organisationId],
      facts: { membershipId, roles: user.roles, isDemo: user.isDemo ?? false },
      personal: { username: normalUsername(user.username), displayName: user.displayName },
    });
    return { userId, organisationId, membershipId };
  }

  private async organisationOf(
    tx: Tx,
    wanted: RegisterOrganisationInput,
  ): Promise<Result<{ organisationId: OrganisationId }, Refusal[]>> {
    const [found] = await tx.manager.query<
      { id: OrganisationId; kind: OrganisationKind; closed_at: string | null }[]
    >(`SELECT id, kind, closed_at FROM organisation WHERE code = $1`, [wanted.code]);
    if (!found) return this.registerOrganisation.within(tx, wanted);
    const { code } = wanted;
    if (found.closed_at) return err([{ code: 'ORGANISATION_CLOSED', values: { code } }]);
    if (found.kind !== wanted.kind)
      return err([{ code: 'ORGANISATION_KIND_DIFFERS', values: { code, kind: found.kind } }]);
    return ok({ organisationId: found.id });
  }
}
