import {
  AUTHENTICATOR,
  type Authenticator,
  type Credentials,
} from '../../../src/infrastructure/auth/authenticator.js';
import type { Ctx } from '../../../src/infrastructure/database/context.js';
import type { MembershipId, OrganisationId, UserId } from '../../../src/kernel/ids.js';
import type { RegisterOrganisationInput } from '../../../src/modules/organisations/commands/register-organisation.js';
import { SignIn } from '../../../src/modules/organisations/commands/sign-in.js';
import { GraphQLClient } from '../graphql-client.js';
import type { TestApp } from '../test-app.js';
import { valueOf } from './value-of.js';

export interface GivenOrganisation extends RegisterOrganisationInput {
  readonly id: OrganisationId;
}

/** Somebody who signed in, and the organisation that he or she acts for. */
export interface Member {
  readonly client: GraphQLClient;
  readonly token: string;
  readonly username: string;
  readonly password: string;
  readonly userId: UserId;
  readonly membershipId: MembershipId;
  readonly organisationId: OrganisationId;
  readonly organisation: GivenOrganisation;
  /** The context a request of this member has now: for calling commands and queries without HTTP. */
  ctx(): Promise<Ctx>;
}

/** Signs in a person who belongs to an organisation. */
export async function memberOf(
  testApp: TestApp,
  organisation: GivenOrganisation,
  person: Pick<Member, 'userId' | 'membershipId' | 'username' | 'password'>,
): Promise<Member> {
  const { userId, membershipId, username, password } = person;
  const token = await signIn(testApp, username, password);
  return {
    client: new GraphQLClient(testApp.url, token),
    token,
    username,
    password,
    userId,
    membershipId,
    organisationId: organisation.id,
    organisation,
    ctx: () => ctxOf(testApp, { token, from: 'bearer', organisationId: organisation.id }),
  };
}

/** @returns the token of a new session */
export async function signIn(testApp: TestApp, username: string, password: string): Promise<string> {
  const command = testApp.app.get(SignIn);
  return valueOf(
    await command.execute(
      testApp.system(),
      { username, password },
      { allowDemo: true, address: '127.0.0.1' },
    ),
  ).token;
}

async function ctxOf(testApp: TestApp, credentials: Credentials): Promise<Ctx> {
  const actor = await testApp.app.get<Authenticator>(AUTHENTICATOR).authenticate(credentials);
  if (!actor) throw new Error('nobody is signed in with these credentials');
  const authority = actor.organisationKind === 'BASE_OFFICE' ? 'office' : 'member';
  return { ...testApp.system(), actor, authority };
}
