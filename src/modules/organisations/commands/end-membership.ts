import { Injectable } from '@nestjs/common';
import { notFound, type NotFound } from '../../../infrastructure/database/common-refusals.js';
import type { Ctx, Tx } from '../../../infrastructure/database/context.js';
import { UnitOfWork, type CommandInput } from '../../../infrastructure/database/unit-of-work.js';
import type { MembershipId, OrganisationId, UserId } from '../../../kernel/ids.js';
import type { RefusalOf } from '../../../kernel/refusal.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { refuseEnding } from '../domain/membership.js';
import type { organisationRefusals } from '../organisation.refusals.js';
import { People } from '../people.js';

export interface Ending {
  readonly membershipId: MembershipId;
}

type Ended = { organisationId: OrganisationId; userId: UserId };
type Refusal = NotFound | RefusalOf<typeof organisationRefusals>;

/** Lets a member of an organisation go. The account stays; what it did for the organisation stays on record. */
@Injectable()
export class EndMembership {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly people: People,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, input: Ending & CommandInput) {
    return this.uow.command(ctx, 'endMembership', input, (tx) => this.within(tx, input));
  }

  async within(tx: Tx, { membershipId }: Ending): Promise<Result<Ended, Refusal[]>> {
    const organisationId = await this.people.organisationOf(tx, membershipId);
    if (!organisationId) return err([notFound(membershipId, 'membershipId')]);
    const members = await this.people.lockMembers(tx, organisationId);
    const leaving = members.find(({ id }) => id === membershipId);
    if (!leaving) return err([notFound(membershipId, 'membershipId')]);
    const refusals = refuseEnding(members, leaving.id);
    if (refusals.length > 0) return err(refusals);
    await this.people.end(tx, leaving);
    const { userId } = leaving;
    await this.ledger.append(tx, {
      kind: 'member.ended',
      subjects: [userId, organisationId],
      facts: { membershipId },
    });
    return ok({ organisationId, userId });
  }
}
