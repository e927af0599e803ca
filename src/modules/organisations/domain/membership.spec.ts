import { describe, expect, it } from '@jest/globals';
import type { Role } from '../../../infrastructure/auth/permissions.js';
import type { MembershipId } from '../../../kernel/ids.js';
import { distinctRoles, refuseEnding, refuseRoles, type OpenMembership } from './membership.js';

const member = (id: string, ...roles: Role[]): OpenMembership => ({ id: id as MembershipId, roles });
const ONE = member('one', 'ADMINISTRATOR');
const TWO = member('two', 'ADMINISTRATOR', 'CLERK');
const CLERK = member('clerk', 'CLERK');

describe('refuseEnding', () => {
  it.each<[string, OpenMembership[], OpenMembership, string[]]>([
    ['a clerk may go', [ONE, CLERK], CLERK, []],
    ['one of two administrators may go', [ONE, TWO], ONE, []],
    ['the last administrator stays', [TWO, CLERK], TWO, ['LAST_ADMINISTRATOR']],
    ['also when nobody else is left', [ONE], ONE, ['LAST_ADMINISTRATOR']],
  ])('%s', (_, members, leaving, expected) => {
    expect(refuseEnding(members, leaving.id).map(({ code }) => code)).toEqual(expected);
  });
});

describe('refuseRoles', () => {
  it.each<[string, OpenMembership[], OpenMembership, Role[], string[]]>([
    ['a clerk becomes an administrator', [ONE, CLERK], CLERK, ['ADMINISTRATOR'], []],
    ['one of two administrators becomes a clerk', [ONE, TWO], ONE, ['CLERK'], []],
    ['the last administrator becomes no clerk', [ONE, CLERK], ONE, ['CLERK'], ['LAST_ADMINISTRATOR']],
    ['but may take on more', [ONE, CLERK], ONE, ['ADMINISTRATOR', 'INSPECTOR'], []],
    ['nobody is left without a role', [ONE, CLERK], CLERK, [], ['ROLES_MISSING']],
  ])('%s', (_, members, { id }, roles, expected) => {
    expect(refuseRoles(members, id, roles).map(({ code }) => code)).toEqual(expected);
  });
});

describe('distinctRoles', () => {
  it('makes one list of equal sets', () => {
    expect(distinctRoles(['VIEWER', 'CLERK', 'VIEWER'])).toEqual(distinctRoles(['CLERK', 'VIEWER']));
  });
});
