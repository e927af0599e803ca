import { Injectable } from '@nestjs/common';
import type { Ctx, Tx } from '../../../infrastructure/database/context.js';
import { UnitOfWork } from '../../../infrastructure/database/unit-of-work.js';
import { RateLimits } from '../../../infrastructure/limits/rate-limits.js';
import type { OrganisationId, UserId } from '../../../kernel/ids.js';
import type { RefusalOf } from '../../../kernel/refusal.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { authenticating } from '../authenticating.js';
import { normalUsername, refuseCredentials } from '../domain/credentials.js';
import { isUsable } from '../domain/invitation.js';
import { hashPassword, verifyPassword } from '../domain/password.js';
import { Invitations, type LockedInvitation } from '../invitations.js';
import type { organisationRefusals } from '../organisation.refusals.js';
import { People } from '../people.js';
import { tooManyTries } from '../too-many-tries.js';

export interface Acceptance {
  readonly token: string;
  readonly username: string;
  readonly password: string;
}

export interface Accepted {
  readonly userId: UserId;
  readonly organisationId: OrganisationId;
}

/** An account of the name that was chosen, and whether the password is its own. */
interface Namesake {
  readonly id: UserId;
  readonly isCaller: boolean;
}

type Refusal = RefusalOf<typeof organisationRefusals>;

/**
 * Makes an account for the person who holds an invitation's token, and a member of it. Whoever names an account that
 * exists and knows its password joins with that one: somebody who left can come back.
 *
 * Nobody is signed in yet, so tries are not told apart by actor and request but by the token itself, which works once:
 * sent again with the same username and password it answers as before, with others it is refused.
 */
@Injectable()
export class AcceptInvitation {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly invitations: Invitations,
    private readonly people: People,
    private readonly limits: RateLimits,
  ) {}

  /** @param address where the caller is: whoever names an account that exists tries its password */
  async execute(ctx: Ctx, input: Acceptance, address: string): Promise<Result<Accepted, Refusal[]>> {
    const username = normalUsername(input.username);
    const wait = await this.limits.ofPassword(username, address);
    if (wait > 0) return err([tooManyTries(wait)]);
    const accepted = await this.accept(ctx, input);
    if (accepted.ok) await this.limits.passwordWasRight(username, address);
    return accepted;
  }

  private accept(ctx: Ctx, input: Acceptance): Promise<Result<Accepted, Refusal[]>> {
    return this.uow.write(authenticating(ctx), (tx) => this.within(tx, input));
  }

  private async within(tx: Tx, input: Acceptance): Promise<Result<Accepted, Refusal[]>> {
    const username = normalUsername(input.username);
    const invitation = await this.invitations.lock(tx, input.token);
    if (!invitation) return err([UNUSABLE]);
    const namesake = await this.namesake(tx, username, input.password);
    const { organisationId } = invitation;
    if (namesake?.isCaller && invitation.acceptedById === namesake.id)
      return ok({ userId: namesake.id, organisationId });
    if (!isUsable(invitation, tx.now)) return err([UNUSABLE]);
    const account = namesake
      ? ownedBy(namesake, username)
      : await this.open(tx, invitation, username, input.password);
    if (!account.ok) return account;
    const membershipId = await this.invitations.admit(tx, invitation, account.value);
    return membershipId
      ? ok({ userId: account.value, organisationId })
      : err([{ code: 'ALREADY_MEMBER', values: {} }]);
  }

  /** A disabled or a demo account is nobody's to join with. */
  private async namesake(tx: Tx, username: string, password: string): Promise<Namesake | null> {
    const [found] = await tx.manager.query<{ id: UserId; hash: string; may_join: boolean }[]>(
      `SELECT u.id, p.hash, u.disabled_at IS NULL AND NOT u.is_demo AS may_join
       FROM user_account u JOIN user_password p ON p.user_id = u.id WHERE u.username = $1`,
      [username],
    );
    if (!found) return null;
    return { id: found.id, isCaller: found.may_join && (await verifyPassword(found.hash, password)) };
  }

  private async open(
    tx: Tx,
    invitation: LockedInvitation,
    username: string,
    password: string,
  ): Promise<Result<UserId, Refusal[]>> {
    const refusals = refuseCredentials(username, password);
    if (refusals.length > 0) return err(refusals);
    const userId = await this.people.openAccount(tx, {
      username,
      displayName: invitation.displayName,
      passwordHash: await hashPassword(password),
      mustChangePassword: false,
      isDemo: false,
    });
    return userId ? ok(userId) : err([taken(username)]);
  }
}

const UNUSABLE: Refusal = { code: 'INVITATION_UNUSABLE', values: {}, path: ['token'] };

const taken = (username: string): Refusal => ({
  code: 'USERNAME_TAKEN',
  values: { username },
  path: ['username'],
});

const ownedBy = ({ id, isCaller }: Namesake, username: string): Result<UserId, Refusal[]> =>
  isCaller ? ok(id) : err([taken(username)]);
