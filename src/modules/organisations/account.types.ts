import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { FlagField } from '../../graphql/flag-field.js';
import { expectedRows } from '../../graphql/expected-rows.js';
import { describedEnum } from '../../graphql/enums.js';
import { IdField } from '../../graphql/id-field.js';
import { CommandInputType } from '../../graphql/refused.js';
import { InstantScalar } from '../../graphql/scalars/scalars.js';
import { TextField } from '../../graphql/text-field.js';
import type { Permission, Role } from '../../infrastructure/auth/permissions.js';
import type { SessionId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import { OrganisationType } from './organisation.types.js';
import { PasswordField } from './password-field.js';

export const RoleEnum = describedEnum<Role>('Role', 'What a person is in an organisation.', {
  ADMINISTRATOR: '管理员: all that the organisation may do, and its members and keys.',
  CLERK: '业务员: the daily entries.',
  PLANT_PROTECTION_OFFICER: '植保员: pests, labels, self-checks.',
  INSPECTOR: '检验员: samples, measures, signs.',
  VIEWER: '查看者: reads only.',
});

export const CredentialEnum = describedEnum<'SESSION' | 'API_KEY'>('Credential', 'How somebody came in.', {
  SESSION: 'Signed in with username and password.',
  API_KEY: 'A program, with a key.',
});

@ObjectType('User', { description: 'A person with an account, as colleagues and the base office see it.' })
export class UserType {
  @Field(() => ID, { description: 'Id.' })
  id!: string;

  @Field(() => String, { description: 'Name to sign in with.' })
  username!: string;

  @Field(() => String, { description: 'Name of the person.' })
  displayName!: string;

  @Field(() => Boolean, { description: 'Whether the base office shut the account.' })
  isDisabled!: boolean;
}

@ObjectType('OwnMembership', { description: "The caller's part in an organisation." })
export class OwnMembershipType {
  @Field(() => ID, { description: 'Id of the membership.' })
  id!: string;

  @Field(() => OrganisationType, {
    description: 'The organisation. Send its id as `X-Organisation` to act for it.',
  })
  organisation!: OrganisationType;

  @Field(() => [RoleEnum], { description: 'What the caller is there.' })
  roles!: Role[];

  @Field(() => InstantScalar, { description: 'Member since.' })
  since!: Instant;
}

@ObjectType('Me', { description: 'Who is signed in, for whom, and what that allows.' })
export class MeType {
  @Field(() => UserType, { description: 'The person.' })
  user!: UserType;

  @Field(() => OrganisationType, { description: 'The organisation acted for.' })
  organisation!: OrganisationType;

  @Field(() => [OwnMembershipType], {
    complexity: expectedRows(2),
    description: 'All organisations the person belongs to.',
  })
  memberships!: OwnMembershipType[];

  @Field(() => [String], { description: 'What may be done now, as noun:verb.' })
  permissions!: Permission[];

  @Field(() => CredentialEnum, { description: 'How the caller came in.' })
  credential!: keyof typeof CredentialEnum;

  @Field(() => Boolean, {
    description: 'Whether a temporary password has to be changed before anything else is allowed.',
  })
  mustChangePassword!: boolean;
}

@ObjectType('Session', { description: 'One place where the account is signed in.' })
export class SessionType {
  @Field(() => ID, { description: 'Id.' })
  id!: string;

  @Field(() => InstantScalar, { description: 'Signed in at.' })
  createdAt!: Instant;

  @Field(() => InstantScalar, { description: 'Last used, to the minute.' })
  lastUsedAt!: Instant;

  @Field(() => InstantScalar, { description: 'Ends by itself at.' })
  expiresAt!: Instant;

  @Field(() => Boolean, { description: 'Whether it is the one this request came with.' })
  isCurrent!: boolean;
}

@InputType({ description: 'Who signs in.' })
export class SignInInput {
  @TextField({ max: 64, description: 'Username, in any case.' })
  username!: string;

  @PasswordField({ description: 'Password.' })
  password!: string;

  @FlagField({
    description: 'For browsers: keeps the token in an HttpOnly cookie, out of reach of scripts.',
  })
  useCookie?: boolean | null;
}

@ObjectType({ description: 'A session was opened.' })
export class SignInPayload {
  @Field(() => String, {
    nullable: true,
    description: 'Send it as `Authorization: Bearer ...`. Shown once; absent with `useCookie`.',
  })
  token!: string | null;

  @Field(() => InstantScalar, { description: 'When the session ends by itself.' })
  expiresAt!: Instant;

  @Field(() => Boolean, {
    description: 'Whether a temporary password has to be changed before anything else is allowed.',
  })
  mustChangePassword!: boolean;
}

@InputType({ description: 'Signing out.' })
export class SignOutInput extends CommandInputType {}

@ObjectType({ description: 'The session of this request is over.' })
export class SignOutPayload {
  @Field(() => ID, { description: 'The session that ended.' })
  sessionId!: string;
}

@InputType({ description: 'The present password and the one to have from now on.' })
export class ChangePasswordInput extends CommandInputType {
  @PasswordField({ description: 'The present password, or the temporary one.' })
  currentPassword!: string;

  @PasswordField({
    description: 'The new password: at least 10 characters, not the username.',
  })
  newPassword!: string;
}

@ObjectType({ description: 'The password was changed; other sessions are over.' })
export class ChangePasswordPayload {
  @Field(() => UserType, { description: 'The account.' })
  user!: UserType;
}

@InputType({ description: 'A session of the own account.' })
export class RevokeSessionInput extends CommandInputType {
  @IdField({ description: 'The session.' })
  sessionId!: SessionId;
}

@ObjectType({ description: 'The session is over.' })
export class RevokeSessionPayload {
  @Field(() => ID, { description: 'The session that ended.' })
  sessionId!: string;
}
