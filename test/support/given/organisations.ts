import { randomUUID } from 'node:crypto';
import type { OrganisationKind, Role } from '../../../src/infrastructure/auth/permissions.js';
import { UnitOfWork } from '../../../src/infrastructure/database/unit-of-work.js';
import { withCheckDigit } from '../../../src/kernel/gs1.js';
import { AcceptInvitation } from '../../../src/modules/organisations/commands/accept-invitation.js';
import { CreateUser } from '../../../src/modules/organisations/commands/create-user.js';
import { InviteMember } from '../../../src/modules/organisations/commands/invite-member.js';
import {
  RegisterOrganisation,
  type RegisterOrganisationInput,
} from '../../../src/modules/organisations/commands/register-organisation.js';
import { MemberQueries } from '../../../src/modules/organisations/member.queries.js';
import type { TestApp } from '../test-app.js';
import { memberOf, signIn, type GivenOrganisation, type Member } from './member.js';
import { valueOf } from './value-of.js';

export type { GivenOrganisation, Member } from './member.js';

/** The two counties of the base, GB/T 2260. */
export const RONGCHANG = '500153';
export const ZIZHONG = '511025';

interface Place {
  /** GB/T 2260; Zizhong if left out. */
  readonly county?: string | null;
  readonly town?: string | null;
}

const PASSWORD = 'a long enough password';

/** Builds organisations and people through the commands that build them in earnest. */
export function givenOrganisations(testApp: TestApp) {
  const { app } = testApp;
  let count = 0;

  /** An organisation of the register, with a code, names and a GLN (prefix 952) of its own. */
  async function organisation(kind: OrganisationKind, place: Place = {}): Promise<GivenOrganisation> {
    const details = detailsOf(kind, ++count, place);
    const made = await app
      .get(UnitOfWork)
      .write(testApp.system(), (tx) => app.get(RegisterOrganisation).within(tx, details));
    return { ...details, id: valueOf(made).organisationId };
  }

  /** Somebody new in a new organisation of this kind, or in this one, signed in; an administrator unless said otherwise. */
  async function member(
    of: OrganisationKind | GivenOrganisation,
    roles: readonly Role[] = ['ADMINISTRATOR'],
  ): Promise<Member> {
    const joined = typeof of === 'string' ? await organisation(of) : of;
    const username = `user-${++count}`;
    const made = await app.get(CreateUser).execute(testApp.system(), {
      username,
      displayName: `测试用户${count}`,
      password: PASSWORD,
      roles,
      organisation: joined,
    });
    return memberOf(testApp, joined, { ...valueOf(made), username, password: PASSWORD });
  }

  /** Somebody new whom a member invites to his or her own organisation, signed in. */
  async function colleague(of: Member, roles: readonly Role[]): Promise<Member> {
    const username = `user-${++count}`;
    const ctx = await of.ctx();
    const invitation = {
      requestId: randomUUID(),
      organisationId: null,
      displayName: `测试用户${count}`,
      roles,
    };
    const { token } = valueOf(await app.get(InviteMember).execute(ctx, invitation));
    if (!token) throw new Error('an invitation without a token');
    const accepted = await app
      .get(AcceptInvitation)
      .execute(ctx, { token, username, password: PASSWORD }, '127.0.0.1');
    const { userId } = valueOf(accepted);
    const joined = await app.get(MemberQueries).find(ctx, { userId });
    if (!joined) throw new Error('nobody joined');
    const person = { userId, membershipId: joined.id, username, password: PASSWORD };
    return memberOf(testApp, of.organisation, person);
  }

  return {
    organisation,
    member,
    colleague,
    /** @returns the token of a new session */
    signIn: (username: string, password: string) => signIn(testApp, username, password),
  };
}

function detailsOf(kind: OrganisationKind, number: number, place: Place): RegisterOrganisationInput {
  return {
    code: `${kind.replaceAll('_', '-')}-${number}`,
    kind,
    nameZh: `测试机构${number}`,
    nameEn: `Test organisation ${number}`,
    countyCode: place.county === undefined ? ZIZHONG : place.county,
    townCode: place.town ?? null,
    gln: withCheckDigit(`952${String(number).padStart(9, '0')}`),
  };
}
