import { Global, Module } from '@nestjs/common';
import { AUTHENTICATOR } from '../../infrastructure/auth/authenticator.js';
import '../../infrastructure/database/common-refusals.js';
import { GeographyModule } from '../geography/geography.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { AccountQueries } from './account.queries.js';
import { AccountResolver } from './account.resolver.js';
import { ApiKeyQueries } from './api-key.queries.js';
import { ApiKeyResolver } from './api-key.resolver.js';
import { AcceptInvitation } from './commands/accept-invitation.js';
import { ChangePassword } from './commands/change-password.js';
import { ChangeRoles } from './commands/change-roles.js';
import { CloseOrganisation } from './commands/close-organisation.js';
import { CreateApiKey } from './commands/create-api-key.js';
import { CreateUser } from './commands/create-user.js';
import { DisableAccount } from './commands/disable-account.js';
import { EndMembership } from './commands/end-membership.js';
import { InviteMember } from './commands/invite-member.js';
import { JoinOrganisation } from './commands/join-organisation.js';
import { LeaveOrganisation } from './commands/leave-organisation.js';
import { RegisterOrganisation } from './commands/register-organisation.js';
import { RenameOrganisation } from './commands/rename-organisation.js';
import { ResetPassword } from './commands/reset-password.js';
import { RevokeApiKey } from './commands/revoke-api-key.js';
import { RevokeInvitation } from './commands/revoke-invitation.js';
import { RevokeSession } from './commands/revoke-session.js';
import { SignIn } from './commands/sign-in.js';
import { InvitationResolver } from './invitation.resolver.js';
import { Invitations } from './invitations.js';
import { MemberQueries } from './member.queries.js';
import { MemberResolver } from './member.resolver.js';
import { OrganisationQueries } from './organisation.queries.js';
import './organisation.refusals.js';
import { OrganisationResolver } from './organisation.resolver.js';
import { People } from './people.js';
import { SessionAuthenticator } from './session-authenticator.js';

const commands = [
  AcceptInvitation,
  ChangePassword,
  ChangeRoles,
  CloseOrganisation,
  CreateApiKey,
  CreateUser,
  DisableAccount,
  EndMembership,
  InviteMember,
  JoinOrganisation,
  LeaveOrganisation,
  RegisterOrganisation,
  RenameOrganisation,
  ResetPassword,
  RevokeApiKey,
  RevokeInvitation,
  RevokeSession,
  SignIn,
];

/** Global for one thing only: it provides the authenticator that every request needs. */
@Global()
@Module({
  imports: [LedgerModule, GeographyModule],
  providers: [
    { provide: AUTHENTICATOR, useClass: SessionAuthenticator },
    People,
    Invitations,
    ...commands,
    AccountQueries,
    ApiKeyQueries,
    MemberQueries,
    OrganisationQueries,
    AccountResolver,
    ApiKeyResolver,
    InvitationResolver,
    MemberResolver,
    OrganisationResolver,
  ],
  exports: [AUTHENTICATOR, OrganisationQueries, MemberQueries, ...commands],
})
export class OrganisationsModule {}
