import { Injectable } from '@nestjs/common';
import type { Role } from '../../../infrastructure/auth/permissions.js';
import { notFound, type NotFound } from '../../../infrastructure/database/common-refusals.js';
import type { Ctx, Tx } from '../../../infrastructure/database/context.js';
import { UnitOfWork, type CommandInput } from '../../../infrastructure/database/unit-of-work.js';
import type { MembershipId } from '../../../kernel/ids.js';
import type { RefusalOf } from '../../../kernel/refusal.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { distinctRoles, refuseRoles } from '../domain/membership.js';
import { Membership } from '../membership.entity.js';
import type { organisationRefusals } from '../organisation.refusals.js';
import { People } from '../people.js';

export interface RoleChange {
  readonly membershipId: MembershipId;
  /** All roles from now on. */
  readonly roles: readonly Role[];
}

type Refusal = NotFound | RefusalOf<typeof organisationRefusals>;

/** Gives a member other roles. It acts from the member's next request on, for keys as well. */
@Injectable()
export class ChangeRoles {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly people: People,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, input: RoleChange & CommandInput) {
    return this.uow.command(ctx, 'changeRoles', input, (tx) => this.within(tx, input));
  }

  async within(tx: Tx, input: RoleChange): Promise<Result<{ membershipId: MembershipId }, Refusal[]>> {
    const { membershipId } = input;
    const organisationId = await this.people.organisationOf(tx, membershipId);
    if (!organisationId) return err([notFound(membershipId, 'membershipId')]);
    const members = await this.people.lockMembers(tx, organisationId);
    const member = members.find(({ id }) => id === membershipId);
    if (!member) return err([notFound(membershipId, 'membershipId')]);
    const roles = distinctRoles(input.roles);
    const refusals = refuseRoles(members, membershipId, roles);
    if (refusals.length > 0) return err(refusals);
    await tx.manager.update(Membership, { id: membershipId }, { roles });
    await this.ledger.append(tx, {
      kind: 'member.roles-changed',
      subjects: [member.userId, organisationId],
      facts: { membershipId, before: member.roles, after: roles },
    });
    return ok({ membershipId });
  }
}
