import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ANSWERED_401, refusedWith } from '../support/expectations.js';
import { client } from '../support/graphql-client.js';
import type { Given, Member } from '../support/given/index.js';
import { officeScene, type OfficeScene } from '../support/given/office-scene.js';
import { organisationDocuments as documents } from '../support/given/organisation-documents.js';
import { done, send } from '../support/given/send.js';
import type { TestApp } from '../support/test-app.js';

let testApp: TestApp;
let given: Given;
let office: Member;
let anybody: OfficeScene['anybody'];

const PASSWORD = 'orange blossom honey';
beforeAll(async () => {
  ({ testApp, given, office, anybody } = await officeScene());
});
afterAll(() => testApp?.close());

describe('coming in', () => {
  it('by an invitation makes an account with the roles of the invitation', async () => {
    const administrator = await given.member('PACKHOUSE');
    const clerk = await given.colleague(administrator, ['CLERK']);
    const { me } = await clerk.client.run(documents.me);
    expect(me).toMatchObject({
      user: { id: clerk.userId, username: clerk.username },
      organisation: { id: administrator.organisationId },
      credential: 'SESSION',
      mustChangePassword: false,
    });
    expect(me.permissions).toEqual(expect.arrayContaining(['batch:receive']));
    expect(me.permissions).not.toContain('member:manage');
  });

  it('works once: two who accept at once do not both become members', async () => {
    const administrator = await given.member('PACKHOUSE');
    const { token } = await done(administrator, documents.inviteMember, {
      displayName: '示范人员',
      roles: ['VIEWER'],
    });
    const accept = (username: string) =>
      send(anybody, documents.acceptInvitation, { token, username, password: PASSWORD });
    const answers = await Promise.all([accept('first-guest'), accept('second-guest')]);
    expect(answers).toContainEqual(expect.objectContaining({ __typename: 'AcceptInvitationPayload' }));
    expect(answers).toContainEqual(expect.objectContaining(refusedWith('INVITATION_UNUSABLE')));
    const { members } = await administrator.client.run(documents.members);
    expect(members.totalCount).toBe(2);
  });

  it('answers an acceptance that is sent again as it did the first time', async () => {
    const administrator = await given.member('PACKHOUSE');
    const { token } = await done(administrator, documents.inviteMember, {
      displayName: '示范人员',
      roles: ['VIEWER'],
    });
    const input = { requestId: randomUUID(), token, username: 'Third-Guest', password: PASSWORD };
    const both = await Promise.all([1, 2].map(() => send(anybody, documents.acceptInvitation, input)));
    expect(both[0].__typename).toBe('AcceptInvitationPayload');
    expect(both[1]).toEqual(both[0]);
    const { members } = await administrator.client.run(documents.members);
    expect(members.totalCount).toBe(2);
  });

  it('is refused with a short password, a name in use, an old or a withdrawn invitation', async () => {
    const administrator = await given.member('PACKHOUSE');
    const invite = () =>
      done(administrator, documents.inviteMember, { displayName: '示范人员', roles: ['VIEWER'] });
    const accept = (token: string, username: string, password: string) =>
      send(anybody, documents.acceptInvitation, { token, username, password });
    const [open, old, withdrawn] = [await invite(), await invite(), await invite()];
    expect(await accept(open.token, 'No', 'no')).toMatchObject(
      refusedWith('USERNAME_MALFORMED', 'PASSWORD_TOO_SHORT', 'PASSWORD_IS_USERNAME'),
    );
    expect(await accept(open.token, office.username, PASSWORD)).toMatchObject(refusedWith('USERNAME_TAKEN'));
    await done(administrator, documents.revokeInvitation, { invitationId: withdrawn.invitation.id });
    expect(await accept(withdrawn.token, 'guest-x', PASSWORD)).toMatchObject(
      refusedWith('INVITATION_UNUSABLE'),
    );
    testApp.clock.advance({ days: 7 });
    expect(await accept(old.token, 'guest-y', PASSWORD)).toMatchObject(refusedWith('INVITATION_UNUSABLE'));
    testApp.clock.advance({ days: -7 });
  });

  it('shows the token once: the same request again answers without it', async () => {
    const input = { requestId: randomUUID(), displayName: '示范人员', roles: ['VIEWER'] };
    const first = await done(office, documents.inviteMember, input);
    const again = await done(office, documents.inviteMember, input);
    expect(first.token).toMatch(/^cyi_/);
    expect(again).toEqual({ ...first, token: null });
  });

  it('lets somebody of one organisation join another, and say which one is acted for', async () => {
    const [packhouse, exporter] = [await given.member('PACKHOUSE'), await given.member('EXPORTER')];
    const { token } = await done(exporter, documents.inviteMember, { displayName: '无', roles: ['CLERK'] });
    await done(packhouse, documents.joinOrganisation, { token });
    const as = async (organisationId: string) =>
      (await packhouse.client.run(documents.me, {}, { organisationId })).me;
    expect((await as(exporter.organisationId)).permissions).toContain('lot:open');
    expect((await as(packhouse.organisationId)).permissions).not.toContain('lot:open');
    expect(
      await packhouse.client.raw(documents.me, {}, { organisationId: office.organisationId }),
    ).toMatchObject({ status: 403, body: { errors: [{ extensions: { code: 'NOT_A_MEMBER' } }] } });
  });

  it('invites the first administrator of a new organisation by the base office, and nobody else may', async () => {
    const { id: organisationId } = await given.organisation('COOPERATIVE');
    const input = { organisationId, displayName: '示范人员', roles: ['ADMINISTRATOR'] };
    expect((await done(office, documents.inviteMember, input)).token).toMatch(/^cyi_/);
    const stranger = await given.member('COOPERATIVE');
    expect(await send(stranger, documents.inviteMember, input)).toMatchObject(refusedWith('NOT_FOUND'));
  });
});

describe('leaving', () => {
  it('stops the token of somebody who was let go, at once', async () => {
    const administrator = await given.member('COOPERATIVE');
    const clerk = await given.colleague(administrator, ['CLERK']);
    await done(administrator, documents.endMembership, { membershipId: clerk.membershipId });
    expect(await clerk.client.raw(documents.me)).toMatchObject(ANSWERED_401);
    const { members } = await administrator.client.run(documents.members);
    expect(members.totalCount).toBe(1);
    expect((await given.ledgerOf(clerk.userId)).at(-1)).toMatchObject({ kind: 'member.ended' });
  });

  it('lets somebody go by oneself and come back with the same account', async () => {
    const administrator = await given.member('COOPERATIVE');
    const clerk = await given.colleague(administrator, ['CLERK']);
    await done(clerk, documents.leaveOrganisation, {});
    const { token } = await done(administrator, documents.inviteMember, {
      displayName: '示范人员',
      roles: ['VIEWER'],
    });
    await done(anybody, documents.acceptInvitation, {
      token,
      username: clerk.username,
      password: clerk.password,
    });
    const back = client(testApp.url, await given.signIn(clerk.username, clerk.password));
    expect((await back.run(documents.me)).me).toMatchObject({
      user: { id: clerk.userId },
      memberships: [{ roles: ['VIEWER'] }],
    });
  });

  it('keeps the last administrator, whichever way it is tried', async () => {
    const administrator = await given.member('COOPERATIVE');
    await given.colleague(administrator, ['CLERK']);
    const { me } = await administrator.client.run(documents.me);
    const membershipId = me.memberships[0].id;
    const last = refusedWith('LAST_ADMINISTRATOR');
    expect(await send(administrator, documents.leaveOrganisation, {})).toMatchObject(last);
    expect(await send(office, documents.endMembership, { membershipId })).toMatchObject(last);
    const roles = ['CLERK'];
    expect(await send(administrator, documents.changeRoles, { membershipId, roles })).toMatchObject(last);
  });

  it('takes a role away from the next request on', async () => {
    const administrator = await given.member('COOPERATIVE');
    const second = await given.colleague(administrator, ['ADMINISTRATOR']);
    await second.client.run(documents.apiKeys);
    const { member } = await done(administrator, documents.changeRoles, {
      membershipId: second.membershipId,
      roles: ['VIEWER'],
    });
    expect(member.roles).toEqual(['VIEWER']);
    const { body } = await second.client.raw(documents.apiKeys);
    expect(body.errors[0].extensions).toMatchObject({ code: 'FORBIDDEN', permission: 'api-key:manage' });
  });
});

describe('neighbours', () => {
  it('do not see each other’s people, and the base office sees them all', async () => {
    const [one, other] = [await given.member('COOPERATIVE'), await given.member('COOPERATIVE')];
    const variables = { organisationId: other.organisationId };
    const seen = async (by: Member) => (await by.client.run(documents.members, variables)).members;
    expect(await seen(one)).toMatchObject({ totalCount: 0, edges: [] });
    expect(await seen(office)).toMatchObject({
      totalCount: 1,
      edges: [{ node: { user: { id: other.userId } } }],
    });
  });

  it('get the same answer for another’s id as for one that does not exist', async () => {
    const [one, other] = [await given.member('COOPERATIVE'), await given.member('COOPERATIVE')];
    const theirs = (await other.client.run(documents.me)).me.memberships[0].id as string;
    const { invitation } = await done(other, documents.inviteMember, {
      displayName: '无',
      roles: ['VIEWER'],
    });
    for (const [document, field, id] of [
      [documents.endMembership, 'membershipId', theirs],
      [documents.resetPassword, 'userId', other.userId],
      [documents.revokeInvitation, 'invitationId', invitation.id],
    ] as const) {
      const about = async (value: string) =>
        JSON.stringify(await send(one, document, { [field]: value })).replaceAll(value, 'ID');
      expect(await about(id)).toBe(await about(randomUUID()));
    }
  });
});
