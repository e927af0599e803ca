import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsIn } from 'class-validator';
import { connectionOf, type Page } from '../../graphql/connection.js';
import { IdField } from '../../graphql/id-field.js';
import { CommandInputType } from '../../graphql/refused.js';
import { InstantScalar } from '../../graphql/scalars/scalars.js';
import { TextField } from '../../graphql/text-field.js';
import { ROLES, type Role } from '../../infrastructure/auth/permissions.js';
import type { InvitationId, MembershipId, OrganisationId, UserId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { RoleEnum, UserType } from './account.types.js';
import { OrganisationType } from './organisation.types.js';
import { PasswordField } from './password-field.js';

@ObjectType('Member', { description: 'A person in an organisation.' })
export class MemberType {
  @Field(() => ID, { description: 'Id of the membership.' })
  id!: string;

  @Field(() => UserType, { description: 'The person.' })
  user!: UserType;

  @Field(() => [RoleEnum], { description: 'What the person is there.' })
  roles!: Role[];

  @Field(() => InstantScalar, { description: 'Member since.' })
  since!: Instant;
}

export const MemberConnection = connectionOf('Member', () => MemberType);

/** A page with the organisation it is of, from which its total is counted. */
export type MemberPage = Page<MemberType> & { readonly organisationId: OrganisationId };

@ObjectType('Invitation', { description: 'Asks somebody to join an organisation; works once.' })
export class InvitationType {
  @Field(() => ID, { description: 'Id.' })
  id!: string;

  @Field(() => String, { description: 'Whom it is for.' })
  displayName!: string;

  @Field(() => [RoleEnum], { description: 'What the person will be.' })
  roles!: Role[];

  @Field(() => InstantScalar, { description: 'Invited at.' })
  createdAt!: Instant;

  @Field(() => InstantScalar, { description: 'Works until.' })
  expiresAt!: Instant;

  @Field(() => InstantScalar, { nullable: true, description: 'Accepted at, where it was.' })
  acceptedAt!: Instant | null;

  @Field(() => InstantScalar, { nullable: true, description: 'Withdrawn at, where it was.' })
  revokedAt!: Instant | null;
}

/** A list of roles in an input: at least one. */
function RolesField(description: string): PropertyDecorator {
  return (target, property) => {
    Field(() => [RoleEnum], { description })(target, property);
    for (const check of [
      IsArray(),
      ArrayMinSize(1, { message: '至少一项 | must have at least one' }),
      ArrayMaxSize(ROLES.length, { message: `最多 ${ROLES.length} 项 | must have at most ${ROLES.length}` }),
      IsIn(ROLES, { each: true }),
    ])
      check(target, property);
  };
}

@InputType({ description: 'Whom to invite, and as what.' })
export class InviteMemberInput extends CommandInputType {
  @IdField({
    nullable: true,
    description:
      "The organisation to join; the caller's own if left out. Another's only for the base office.",
  })
  organisationId?: OrganisationId | null;

  @TextField({ max: 100, description: 'Name of the person.' })
  displayName!: string;

  @RolesField('What the person will be.')
  roles!: Role[];
}

@InputType({ description: 'An invitation nobody has accepted.' })
export class RevokeInvitationInput extends CommandInputType {
  @IdField({ description: 'The invitation.' })
  invitationId!: InvitationId;
}

@InputType({ description: 'An invitation, and the account to accept it with.' })
export class AcceptInvitationInput extends CommandInputType {
  @TextField({ max: 200, description: 'The token of the invitation.' })
  token!: string;

  @TextField({
    max: 64,
    description:
      'Name to sign in with: 3 to 64 letters, digits, dots, hyphens or underscores. The name and password of an account that exists joins with that account.',
  })
  username!: string;

  @PasswordField({ description: 'At least 10 characters, not the username.' })
  password!: string;
}

@InputType({ description: 'An invitation to accept with the account that is signed in.' })
export class JoinOrganisationInput extends CommandInputType {
  @TextField({ max: 200, description: 'The token of the invitation.' })
  token!: string;
}

@InputType({ description: 'Leaving.' })
export class LeaveOrganisationInput extends CommandInputType {}

@InputType({ description: 'Whose membership to end.' })
export class EndMembershipInput extends CommandInputType {
  @IdField({ description: 'The membership.' })
  membershipId!: MembershipId;
}

@InputType({ description: 'The roles a member has from now on.' })
export class ChangeRolesInput extends CommandInputType {
  @IdField({ description: 'The membership.' })
  membershipId!: MembershipId;

  @RolesField('All roles from now on.')
  roles!: Role[];
}

@InputType({ description: 'Whose password to reset.' })
export class ResetPasswordInput extends CommandInputType {
  @IdField({ description: 'The person.' })
  userId!: UserId;
}

@InputType({ description: 'An account to shut or to open again.' })
export class DisableAccountInput extends CommandInputType {
  @IdField({ description: 'The person.' })
  userId!: UserId;

  @Field(() => Boolean, { description: 'True shuts the account everywhere, false opens it again.' })
  @IsBoolean()
  disabled!: boolean;
}

@ObjectType({ description: 'Somebody is invited.' })
export class InviteMemberPayload {
  @Field(() => InvitationType, { description: 'The invitation.' })
  invitation!: InvitationType;

  @Field(() => String, {
    nullable: true,
    description:
      'Give it to the person. Shown once: absent where the request is repeated. If it was lost, withdraw the invitation and make another.',
  })
  token!: string | null;
}

@ObjectType({ description: 'The invitation is withdrawn.' })
export class RevokeInvitationPayload {
  @Field(() => InvitationType, { description: 'The invitation.' })
  invitation!: InvitationType;
}

@ObjectType({ description: 'The account is a member now. Sign in with it.' })
export class AcceptInvitationPayload {
  @Field(() => OrganisationType, { description: 'The organisation joined.' })
  organisation!: OrganisationType;
}

@ObjectType({ description: 'The account is a member now.' })
export class JoinOrganisationPayload {
  @Field(() => OrganisationType, { description: 'The organisation joined.' })
  organisation!: OrganisationType;
}

@ObjectType({ description: 'The membership is over.' })
export class LeaveOrganisationPayload {
  @Field(() => OrganisationType, { description: 'The organisation left.' })
  organisation!: OrganisationType;
}

@ObjectType({ description: 'The membership is over.' })
export class EndMembershipPayload {
  @Field(() => ID, { description: 'The person who is no longer a member.' })
  userId!: string;
}

@ObjectType({ description: 'The member has these roles.' })
export class ChangeRolesPayload {
  @Field(() => MemberType, {
    nullable: true,
    description: 'The member; absent where the request is repeated and the membership ended meanwhile.',
  })
  member!: MemberType | null;
}

@ObjectType({ description: 'The old password no longer works, and the sessions of the account are over.' })
export class ResetPasswordPayload {
  @Field(() => ID, { description: 'The person.' })
  userId!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Tell the person; it must be changed after signing in. Shown once: absent where the request is repeated. If it was lost, reset again.',
  })
  temporaryPassword!: string | null;
}

@ObjectType({ description: 'The account is shut, or open again.' })
export class DisableAccountPayload {
  @Field(() => UserType, { description: 'The account.' })
  user!: UserType;
}
