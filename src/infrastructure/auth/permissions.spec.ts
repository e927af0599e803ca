import { describe, expect, it } from '@jest/globals';
import { ORGANISATION_KINDS, permissionsOf, ROLES, type OrganisationKind, type Role } from './permissions.js';

/** Who may confirm what a product label says: `docs/domain/visibility.md`, "Labels". */
const CONFIRMS_LABELS: Readonly<Record<OrganisationKind, readonly Role[]>> = {
  BASE_OFFICE: ['ADMINISTRATOR', 'PLANT_PROTECTION_OFFICER', 'INSPECTOR'],
  COOPERATIVE: ['PLANT_PROTECTION_OFFICER'],
  INSPECTION_BODY: ['ADMINISTRATOR', 'PLANT_PROTECTION_OFFICER', 'INSPECTOR'],
  PACKHOUSE: [],
  PROCESSOR: [],
  EXPORTER: [],
};

describe('a label is confirmed by those whose work it is, never by who buys or ships fruit', () => {
  it.each(ORGANISATION_KINDS)('%s', (kind) => {
    const may = ROLES.filter((role) => permissionsOf(kind, [role]).has('label:confirm'));
    expect(may).toEqual(CONFIRMS_LABELS[kind]);
  });

  it('somebody who is administrator and officer of a cooperative does both', () => {
    const may = permissionsOf('COOPERATIVE', ['ADMINISTRATOR', 'PLANT_PROTECTION_OFFICER']);
    expect([may.has('label:confirm'), may.has('member:manage')]).toEqual([true, true]);
  });
});
