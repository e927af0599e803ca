import { Injectable } from '@nestjs/common';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import { UnitOfWork, type CommandInput } from '../../../infrastructure/database/unit-of-work.js';
import type { OrganisationId } from '../../../kernel/ids.js';
import type { RefusalOf } from '../../../kernel/refusal.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { isUsable } from '../domain/invitation.js';
import { tokenHash } from '../domain/token.js';
import { Invitations } from '../invitations.js';
import type { organisationRefusals } from '../organisation.refusals.js';

export interface Joining {
  readonly token: string;
}

type Refusal = RefusalOf<typeof organisationRefusals>;

/** Accepts an invitation with the account that is signed in. */
@Injectable()
export class JoinOrganisation {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly invitations: Invitations,
  ) {}

  execute(ctx: Ctx, { requestId, token }: Joining & CommandInput) {
    const asked = { requestId, token: tokenHash(token) };
    return this.uow.command(ctx, 'joinOrganisation', asked, (tx) => this.within(tx, { token }));
  }

  async within(tx: Tx, { token }: Joining): Promise<Result<{ organisationId: OrganisationId }, Refusal[]>> {
    const invitation = await this.invitations.lock(tx, token);
    if (!invitation || !isUsable(invitation, tx.now))
      return err([{ code: 'INVITATION_UNUSABLE', values: {}, path: ['token'] }]);
    const joined = await this.invitations.admit(tx, invitation, actorOf(tx).userId);
    return joined
      ? ok({ organisationId: invitation.organisationId })
      : err([{ code: 'ALREADY_MEMBER', values: {} }]);
  }
}
