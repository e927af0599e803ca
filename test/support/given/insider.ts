import type { Given, Member } from './index.js';
import { organisationDocuments } from './organisation-documents.js';
import { done } from './send.js';

/** An administrator of the base office who belongs to another organisation too. */
export async function insiderOf(given: Given, base: Member, of: Member, role = 'VIEWER'): Promise<Member> {
  const insider = await given.colleague(base, ['ADMINISTRATOR']);
  const invited = await done(of, organisationDocuments.inviteMember, { displayName: '示例', roles: [role] });
  await done(insider, organisationDocuments.joinOrganisation, { token: invited.token });
  return insider;
}
