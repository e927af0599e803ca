import { mutation } from './documents.js';

const ORGANISATION = 'organisation { id code kind nameZh nameEn countyCode townCode gln closedAt }';
const USER = 'user { id username displayName isDisabled }';

/** The operations of accounts and organisations, as a client sends them. */
export const organisationDocuments = {
  signIn: mutation('signIn', '... on SignInPayload { token expiresAt mustChangePassword }'),
  signOut: mutation('signOut', '... on SignOutPayload { sessionId }'),
  changePassword: mutation('changePassword', `... on ChangePasswordPayload { ${USER} }`),
  revokeSession: mutation('revokeSession', '... on RevokeSessionPayload { sessionId }'),
  registerOrganisation: mutation(
    'registerOrganisation',
    `... on RegisterOrganisationPayload { ${ORGANISATION} }`,
  ),
  renameOrganisation: mutation('renameOrganisation', `... on RenameOrganisationPayload { ${ORGANISATION} }`),
  closeOrganisation: mutation('closeOrganisation', `... on CloseOrganisationPayload { ${ORGANISATION} }`),
  inviteMember: mutation(
    'inviteMember',
    '... on InviteMemberPayload { token invitation { id displayName roles expiresAt acceptedAt revokedAt } }',
  ),
  revokeInvitation: mutation(
    'revokeInvitation',
    '... on RevokeInvitationPayload { invitation { id revokedAt } }',
  ),
  acceptInvitation: mutation('acceptInvitation', `... on AcceptInvitationPayload { ${ORGANISATION} }`),
  joinOrganisation: mutation('joinOrganisation', `... on JoinOrganisationPayload { ${ORGANISATION} }`),
  leaveOrganisation: mutation('leaveOrganisation', `... on LeaveOrganisationPayload { ${ORGANISATION} }`),
  endMembership: mutation('endMembership', '... on EndMembershipPayload { userId }'),
  changeRoles: mutation('changeRoles', '... on ChangeRolesPayload { member { id roles } }'),
  resetPassword: mutation('resetPassword', '... on ResetPasswordPayload { userId temporaryPassword }'),
  disableAccount: mutation('disableAccount', `... on DisableAccountPayload { ${USER} }`),
  createApiKey: mutation(
    'createApiKey',
    '... on CreateApiKeyPayload { secret apiKey { id name prefix scopes expiresAt lastUsedAt revokedAt } }',
  ),
  revokeApiKey: mutation('revokeApiKey', '... on RevokeApiKeyPayload { apiKey { id revokedAt } }'),
  me: `{ me { ${USER} ${ORGANISATION} memberships { id organisation { id } roles since } permissions credential mustChangePassword } }`,
  mySessions: '{ mySessions { id createdAt lastUsedAt expiresAt isCurrent } }',
  members: `query ($organisationId: ID, $first: Int = 25, $after: String) {
    members(organisationId: $organisationId, first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor } edges { node { id roles since ${USER} } } } }`,
  organisations: `query ($filter: OrganisationFilter, $first: Int = 25, $after: String) {
    organisations(filter: $filter, first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor } edges { node { id code kind } } } }`,
  apiKeys: '{ apiKeys { id name prefix scopes lastUsedAt revokedAt } }',
};
