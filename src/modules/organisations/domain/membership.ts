import type { Role } from '../../../infrastructure/auth/permissions.js';
import type { MembershipId } from '../../../kernel/ids.js';
import type { RefusalOf } from '../../../kernel/refusal.js';
import type { organisationRefusals } from '../organisation.refusals.js';

type Refusal = RefusalOf<typeof organisationRefusals>;

/** An open membership of the organisation concerned. */
export interface OpenMembership {
  readonly id: MembershipId;
  readonly roles: readonly Role[];
}

/**
 * Why a member cannot leave or be let go: without an administrator nobody could ever be invited again.
 *
 * @param members all open memberships of the organisation
 * @returns LAST_ADMINISTRATOR; else empty
 */
export function refuseEnding(members: readonly OpenMembership[], leaving: MembershipId): Refusal[] {
  return isLastAdministrator(members, leaving) ? [{ code: 'LAST_ADMINISTRATOR', values: {} }] : [];
}

/**
 * Why a member cannot have these roles.
 *
 * @param members all open memberships of the organisation
 * @param roles   the roles the member shall have from now on
 * @returns ROLES_MISSING, LAST_ADMINISTRATOR; else empty
 */
export function refuseRoles(
  members: readonly OpenMembership[],
  member: MembershipId,
  roles: readonly Role[],
): Refusal[] {
  if (roles.length === 0) return [{ code: 'ROLES_MISSING', values: {}, path: ['roles'] }];
  if (roles.includes('ADMINISTRATOR') || !isLastAdministrator(members, member)) return [];
  return [{ code: 'LAST_ADMINISTRATOR', values: {}, path: ['roles'] }];
}

/** Roles once each, sorted by name, so that equal sets are equal lists. */
export function distinctRoles(roles: readonly Role[]): Role[] {
  return [...new Set(roles)].sort();
}

function isLastAdministrator(members: readonly OpenMembership[], id: MembershipId): boolean {
  const administrators = members.filter(({ roles }) => roles.includes('ADMINISTRATOR'));
  return administrators.length === 1 && administrators[0]?.id === id;
}
