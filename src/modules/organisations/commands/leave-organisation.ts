import { Injectable } from '@nestjs/common';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import { UnitOfWork, type CommandInput } from '../../../infrastructure/database/unit-of-work.js';
import type { OrganisationId } from '../../../kernel/ids.js';
import type { RefusalOf } from '../../../kernel/refusal.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { refuseEnding } from '../domain/membership.js';
import type { organisationRefusals } from '../organisation.refusals.js';
import { People } from '../people.js';

/** Ends the caller's own membership of the organisation that he or she acts for. */
@Injectable()
export class LeaveOrganisation {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly people: People,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, input: CommandInput) {
    // The organisation is part of what is asked for: with another X-Organisation it would be another request.
    const asked = { ...input, organisationId: actorOf(ctx).organisationId };
    return this.uow.command(ctx, 'leaveOrganisation', asked, (tx) => this.within(tx));
  }

  async within(
    tx: Tx,
  ): Promise<Result<{ organisationId: OrganisationId }, RefusalOf<typeof organisationRefusals>[]>> {
    const { userId, organisationId } = actorOf(tx);
    const members = await this.people.lockMembers(tx, organisationId);
    const own = members.find((member) => member.userId === userId);
    // Let go by somebody else a moment ago: what was asked for is done.
    if (!own) return ok({ organisationId });
    const refusals = refuseEnding(members, own.id);
    if (refusals.length > 0) return err(refusals);
    await this.people.end(tx, own);
    await this.ledger.append(tx, {
      kind: 'member.left',
      subjects: [userId, organisationId],
      facts: { membershipId: own.id },
    });
    return ok({ organisationId });
  }
}
