import { Injectable } from '@nestjs/common';
import type { Role } from '../../../infrastructure/auth/permissions.js';
import { notFound, type NotFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import { seesAll } from '../../../infrastructure/database/scope.js';
import { UnitOfWork, type CommandInput } from '../../../infrastructure/database/unit-of-work.js';
import type { InvitationId, OrganisationId } from '../../../kernel/ids.js';
import type { RefusalOf } from '../../../kernel/refusal.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { invitationExpiry } from '../domain/invitation.js';
import { distinctRoles } from '../domain/membership.js';
import { newToken, tokenHash } from '../domain/token.js';
import { Invitation } from '../invitation.entity.js';
import type { organisationRefusals } from '../organisation.refusals.js';
import { OrganisationQueries } from '../organisation.queries.js';

export interface NewInvitation {
  /** Null for the organisation the caller acts for; the base office may invite for any. */
  readonly organisationId: OrganisationId | null;
  readonly displayName: string;
  readonly roles: readonly Role[];
}

type Refusal = NotFound | RefusalOf<typeof organisationRefusals>;

/** Asks somebody to join an organisation. Whoever is given the token may join, once, within seven days. */
@Injectable()
export class InviteMember {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly organisations: OrganisationQueries,
    private readonly ledger: Ledger,
  ) {}

  /** @returns the token too, but only to the first try: it is not kept, so a repeated one is answered without it */
  async execute(ctx: Ctx, input: NewInvitation & CommandInput) {
    let token: string | null = null;
    const result = await this.uow.command(ctx, 'inviteMember', input, (tx) => {
      token = newToken('invitation');
      return this.within(tx, input, token);
    });
    return result.ok ? ok({ ...result.value, token }) : result;
  }

  async within(
    tx: Tx,
    input: NewInvitation,
    token: string,
  ): Promise<Result<{ invitationId: InvitationId }, Refusal[]>> {
    const actor = actorOf(tx);
    const roles = distinctRoles(input.roles);
    if (roles.length === 0) return err([{ code: 'ROLES_MISSING', values: {}, path: ['roles'] }]);
    const organisationId = input.organisationId ?? actor.organisationId;
    const mayInvite = seesAll(tx) || organisationId === actor.organisationId;
    const organisation = mayInvite ? await this.organisations.find(tx, organisationId) : null;
    if (!organisation) return err([notFound(organisationId, 'organisationId')]);
    if (organisation.closedAt)
      return err([{ code: 'ORGANISATION_CLOSED', values: { code: organisation.code } }]);
    const invitationId = tx.ids.next<InvitationId>();
    await tx.manager.insert(Invitation, {
      id: invitationId,
      organisationId,
      displayName: input.displayName,
      roles,
      tokenHash: tokenHash(token),
      invitedById: actor.userId,
      createdAt: tx.now,
      expiresAt: invitationExpiry(tx.now),
      acceptedAt: null,
      acceptedById: null,
      revokedAt: null,
    });
    await this.ledger.append(tx, {
      kind: 'member.invited',
      subjects: [invitationId, organisationId],
      facts: { roles, expiresAt: invitationExpiry(tx.now) },
      personal: { displayName: input.displayName },
    });
    return ok({ invitationId });
  }
}
