import { Injectable } from '@nestjs/common';
import { notFound, type NotFound } from '../../../infrastructure/database/common-refusals.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import { seesAll } from '../../../infrastructure/database/scope.js';
import { UnitOfWork, type CommandInput } from '../../../infrastructure/database/unit-of-work.js';
import type { InvitationId } from '../../../kernel/ids.js';
import type { RefusalOf } from '../../../kernel/refusal.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { Invitation } from '../invitation.entity.js';
import type { organisationRefusals } from '../organisation.refusals.js';

export interface Withdrawal {
  readonly invitationId: InvitationId;
}

/** Withdraws an invitation that nobody has accepted yet. */
@Injectable()
export class RevokeInvitation {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, input: Withdrawal & CommandInput) {
    return this.uow.command(ctx, 'revokeInvitation', input, (tx) => this.within(tx, input));
  }

  async within(
    tx: Tx,
    { invitationId }: Withdrawal,
  ): Promise<Result<{ invitationId: InvitationId }, (NotFound | RefusalOf<typeof organisationRefusals>)[]>> {
    const invitation = await tx.manager.findOne(Invitation, {
      where: {
        id: invitationId,
        ...(seesAll(tx) ? {} : { organisationId: actorOf(tx).organisationId }),
      },
      lock: { mode: 'pessimistic_write' },
    });
    if (!invitation) return err([notFound(invitationId, 'invitationId')]);
    if (invitation.acceptedAt) return err([{ code: 'INVITATION_ACCEPTED', values: {} }]);
    if (invitation.revokedAt) return ok({ invitationId });
    await tx.manager.update(Invitation, { id: invitationId }, { revokedAt: tx.now });
    await this.ledger.append(tx, {
      kind: 'invitation.revoked',
      subjects: [invitationId, invitation.organisationId],
      facts: {},
    });
    return ok({ invitationId });
  }
}
