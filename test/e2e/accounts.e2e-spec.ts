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

const NEW_PASSWORD = 'orange blossom honey';
beforeAll(async () => {
  ({ testApp, given, office, anybody } = await officeScene());
});
afterAll(() => testApp?.close());

const signIn = async (username: string, password: string, more: object = {}) =>
  (await anybody.client.run(documents.signIn, { input: { username, password, ...more } })).answer;

describe('signing in', () => {
  it('gives a token for twelve hours, whatever the case of the name', async () => {
    const member = await given.member('COOPERATIVE');
    const answer = await signIn(` ${member.username.toUpperCase()}`, member.password);
    expect(answer).toMatchObject({ __typename: 'SignInPayload', mustChangePassword: false });
    const theirs = client(testApp.url, answer.token);
    expect((await theirs.run(documents.me)).me.user.id).toBe(member.userId);
    testApp.clock.advance({ hours: 12 });
    expect(await theirs.raw(documents.me)).toMatchObject(ANSWERED_401);
    testApp.clock.advance({ hours: -12 });
  });

  it('is refused alike for a wrong password, an unknown name and a disabled account', async () => {
    const member = await given.member('COOPERATIVE');
    const answers = [await signIn(member.username, 'not the password'), await signIn('nobody-at-all', 'x')];
    await done(office, documents.disableAccount, { userId: member.userId, disabled: true });
    answers.push(await signIn(member.username, member.password));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]).toMatchObject(refusedWith('SIGN_IN_FAILED'));
    await done(office, documents.disableAccount, { userId: member.userId, disabled: false });
    expect(await signIn(member.username, member.password)).toMatchObject({ __typename: 'SignInPayload' });
  });

  it('stops the sessions of an account that is disabled, and only the base office may disable', async () => {
    const member = await given.member('COOPERATIVE');
    const input = { requestId: randomUUID(), userId: office.userId, disabled: true };
    const { body } = await member.client.raw(documents.disableAccount, { input });
    expect(body.errors[0].extensions.code).toBe('FORBIDDEN');
    expect(await send(office, documents.disableAccount, input)).toMatchObject(
      refusedWith('OWN_ACCOUNT_DISABLING'),
    );
    await done(office, documents.disableAccount, { userId: member.userId, disabled: true });
    expect(await member.client.raw(documents.me)).toMatchObject(ANSWERED_401);
  });

  it('answers a token that is made up, of another kind or cut short as none', async () => {
    for (const token of ['x', 'cys_', 'cyi_made-up', office.token.slice(0, -1)])
      expect(await client(testApp.url, token).raw(documents.me)).toMatchObject(ANSWERED_401);
  });
});

describe('sessions', () => {
  it('are listed and ended by their owner, and the present one by signing out', async () => {
    const member = await given.member('COOPERATIVE');
    const other = client(testApp.url, await given.signIn(member.username, member.password));
    const { mySessions } = await member.client.run(documents.mySessions);
    expect(mySessions).toHaveLength(2);
    const elsewhere = mySessions.find(({ isCurrent }: { isCurrent: boolean }) => !isCurrent);
    expect(await send(office, documents.revokeSession, { sessionId: elsewhere.id })).toMatchObject(
      refusedWith('NOT_FOUND'),
    );
    await done(member, documents.revokeSession, { sessionId: elsewhere.id });
    expect(await other.raw(documents.me)).toMatchObject(ANSWERED_401);
    await done(member, documents.signOut, {});
    expect(await member.client.raw(documents.me)).toMatchObject(ANSWERED_401);
  });

  it('tell when they were last used to the minute, and cost no write in between', async () => {
    const member = await given.member('COOPERATIVE');
    const lastUsed = async () =>
      (await member.client.run(documents.mySessions)).mySessions[0].lastUsedAt as string;
    const opened = testApp.clock.now();
    testApp.clock.advance({ seconds: 59 });
    expect(await lastUsed()).toBe(opened);
    testApp.clock.advance({ seconds: 1 });
    expect(await lastUsed()).toBe(testApp.clock.now());
  });
});

describe('the console’s cookie', () => {
  const cookieOf = (headers: Headers): string => headers.get('set-cookie')?.split(';')[0] ?? '';
  const open = async (member: Member) => {
    const input = { username: member.username, password: member.password, useCookie: true };
    return anybody.client.raw(documents.signIn, { input });
  };

  it('is out of reach of scripts and other sites, and keeps the token out of the answer', async () => {
    const { headers, body } = await open(office);
    expect(body.data.answer).toMatchObject({ __typename: 'SignInPayload', token: null });
    const [, ...attributes] = (headers.get('set-cookie') ?? '').split('; ');
    expect(attributes).toEqual(expect.arrayContaining(['HttpOnly', 'SameSite=Strict', 'Path=/']));
    expect(attributes).not.toContain('Secure');
  });

  it('lets a JSON request in and a form post not', async () => {
    const cookie = cookieOf((await open(office)).headers);
    const { body } = await anybody.client.raw(documents.me, {}, { headers: { cookie } });
    expect(body.data.me.user.id).toBe(office.userId);
    for (const type of [
      'application/x-www-form-urlencoded',
      'text/plain',
      'multipart/form-data; boundary=x',
    ]) {
      const answer = await fetch(`${testApp.url}/graphql`, {
        method: 'POST',
        headers: { cookie, 'content-type': type },
        body: new URLSearchParams({ query: '{ me { user { id } } }' }).toString(),
      });
      expect(answer.status).toBe(415);
      expect(await answer.text()).not.toContain(office.userId);
    }
  });

  it('is forgotten on signing out, and what is left of it opens nothing', async () => {
    const cookie = cookieOf((await open(office)).headers);
    const as = { headers: { cookie } };
    const input = { requestId: randomUUID() };
    const { headers, body } = await anybody.client.raw(documents.signOut, { input }, as);
    expect(body.data.answer.__typename).toBe('SignOutPayload');
    expect(cookieOf(headers)).toBe('chengyuan_session=');
    expect(await anybody.client.raw(documents.me, {}, as)).toMatchObject(ANSWERED_401);
  });
});

describe('passwords', () => {
  it('are changed by oneself, which ends the other sessions and not the present one', async () => {
    const member = await given.member('COOPERATIVE');
    const other = client(testApp.url, await given.signIn(member.username, member.password));
    const input = { currentPassword: member.password, newPassword: NEW_PASSWORD };
    await done(member, documents.changePassword, input);
    expect(await other.raw(documents.me)).toMatchObject(ANSWERED_401);
    expect((await member.client.run(documents.me)).me.user.id).toBe(member.userId);
    expect(await signIn(member.username, member.password)).toMatchObject(refusedWith('SIGN_IN_FAILED'));
    expect(await signIn(member.username, NEW_PASSWORD)).toMatchObject({ __typename: 'SignInPayload' });
  });

  it('are refused when too short, unchanged, or the present one is wrong, with every reason', async () => {
    const member = await given.member('COOPERATIVE');
    const input = { currentPassword: 'wrong', newPassword: 'wrong' };
    expect(await send(member, documents.changePassword, input)).toMatchObject(
      refusedWith('PASSWORD_TOO_SHORT', 'PASSWORD_WRONG', 'PASSWORD_UNCHANGED'),
    );
  });

  it('sent twice under one request id change once, and another password under it is refused', async () => {
    const member = await given.member('COOPERATIVE');
    const requestId = randomUUID();
    const input = { requestId, currentPassword: member.password, newPassword: NEW_PASSWORD };
    const twice = [await send(member, documents.changePassword, input)];
    twice.push(await send(member, documents.changePassword, input));
    expect(twice[0].__typename).toBe('ChangePasswordPayload');
    expect(twice[1]).toEqual(twice[0]);
    expect(
      await send(member, documents.changePassword, { ...input, newPassword: 'another new password' }),
    ).toMatchObject(refusedWith('REQUEST_ID_REUSED'));
    const kinds = (await given.ledgerOf(member.userId)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'password.changed')).toHaveLength(1);
  });

  it('that an administrator resets allow nothing but choosing another', async () => {
    const administrator = await given.member('COOPERATIVE');
    const clerk = await given.colleague(administrator, ['CLERK']);
    const input = { requestId: randomUUID(), userId: clerk.userId };
    const { temporaryPassword } = await done(administrator, documents.resetPassword, input);
    expect(await send(administrator, documents.resetPassword, input)).toMatchObject({
      temporaryPassword: null,
    });
    expect(await clerk.client.raw(documents.me)).toMatchObject(ANSWERED_401);
    const answer = await signIn(clerk.username, temporaryPassword);
    expect(answer.mustChangePassword).toBe(true);
    const theirs = { client: client(testApp.url, answer.token) };
    const { me } = await theirs.client.run(documents.me);
    expect(me).toMatchObject({ mustChangePassword: true, permissions: ['account:read', 'account:secure'] });
    for (const document of [documents.members, documents.mySessions, '{ regions { code } }'])
      expect((await theirs.client.raw(document)).body.errors[0].extensions.code).toBe('FORBIDDEN');
    await done(theirs, documents.changePassword, {
      currentPassword: temporaryPassword,
      newPassword: NEW_PASSWORD,
    });
    expect((await theirs.client.run(documents.members)).members.totalCount).toBe(2);
  });

  it('of somebody who belongs to several organisations are reset by the base office alone', async () => {
    const [packhouse, exporter] = [await given.member('PACKHOUSE'), await given.member('EXPORTER')];
    const invitation = { displayName: '示范人员', roles: ['CLERK'] };
    const { token } = await done(exporter, documents.inviteMember, invitation);
    await done(packhouse, documents.joinOrganisation, { token });
    const { userId } = packhouse;
    expect(await send(exporter, documents.resetPassword, { userId })).toMatchObject(
      refusedWith('MEMBER_ELSEWHERE_TOO'),
    );
    expect((await done(office, documents.resetPassword, { userId })).temporaryPassword).toMatch(
      /^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/,
    );
  });
});

describe('API keys', () => {
  const inDays = (days: number) =>
    new Date(Date.parse(testApp.clock.now()) + days * 24 * 60 * 60 * 1000).toISOString();

  it('act within their scopes, until they are revoked', async () => {
    const member = await given.member('COOPERATIVE');
    const terms = { name: '示范秤', scopes: ['organisation:read', 'account:read'], expiresAt: inDays(30) };
    const { answer } = await member.client.run(documents.createApiKey, { input: terms });
    expect(answer).toMatchObject({ __typename: 'CreateApiKeyPayload', apiKey: { lastUsedAt: null } });
    expect(answer.secret.startsWith(answer.apiKey.prefix)).toBe(true);
    const key = client(testApp.url, answer.secret);
    expect((await key.run(documents.me)).me).toMatchObject({
      credential: 'API_KEY',
      permissions: ['account:read', 'organisation:read'],
    });
    const beyond = await key.raw(documents.members);
    expect(beyond.body.errors[0].extensions).toMatchObject({ code: 'FORBIDDEN', permission: 'member:read' });
    const { apiKeys } = await member.client.run(documents.apiKeys);
    expect(apiKeys[0].lastUsedAt).toBe(testApp.clock.now());
    await done(member, documents.revokeApiKey, { apiKeyId: answer.apiKey.id });
    expect(await key.raw(documents.me)).toMatchObject(ANSWERED_401);
  });

  it('cannot do what their maker may not, manage accounts, or last longer than a year', async () => {
    const member = await given.member('COOPERATIVE');
    const make = async (scopes: string[], days: number) => {
      const input = { name: '示范', scopes, expiresAt: inDays(days) };
      return (await member.client.run(documents.createApiKey, { input })).answer;
    };
    const answer = await make(['lot:open', 'api-key:manage', 'plot:read'], 366);
    expect(answer).toMatchObject(refusedWith('SCOPE_NOT_HELD', 'API_KEY_LIFETIME'));
    expect(answer.reasons[0].facts).toEqual([{ name: 'scopes', value: 'api-key:manage, lot:open' }]);
    expect(await make([], 0)).toMatchObject(refusedWith('SCOPES_MISSING', 'API_KEY_LIFETIME'));
    expect(await make(['plot:read'], 365)).toMatchObject({ __typename: 'CreateApiKeyPayload' });
  });

  it('end by themselves, lose what their maker loses, and are nobody else’s to revoke', async () => {
    const administrator = await given.member('COOPERATIVE');
    const second = await given.colleague(administrator, ['ADMINISTRATOR']);
    const input = { name: '示范', scopes: ['account:read', 'plot:manage'], expiresAt: inDays(10) };
    const { answer } = await second.client.run(documents.createApiKey, { input });
    const key = client(testApp.url, answer.secret);
    const permissions = async () => (await key.run(documents.me)).me.permissions as string[];
    expect(await permissions()).toEqual(['account:read', 'plot:manage']);
    await done(administrator, documents.changeRoles, {
      membershipId: second.membershipId,
      roles: ['VIEWER'],
    });
    expect(await permissions()).toEqual(['account:read']);
    const stranger = await given.member('COOPERATIVE');
    expect(await send(stranger, documents.revokeApiKey, { apiKeyId: answer.apiKey.id })).toMatchObject(
      refusedWith('NOT_FOUND'),
    );
    testApp.clock.advance({ days: 10 });
    expect(await key.raw(documents.me)).toMatchObject(ANSWERED_401);
    testApp.clock.advance({ days: -10 });
  });
});

describe('what is said', () => {
  it('of refusals and of faults is in Chinese or in English', async () => {
    const input = { username: 'nobody', password: 'nothing' };
    const say = async (language: 'zh' | 'en') =>
      (await anybody.client.run(documents.signIn, { input }, { language })).answer.reasons[0].message;
    expect([await say('zh'), await say('en')]).toEqual([
      '用户名或密码不正确',
      'Username or password is wrong',
    ]);
    const fault = async (language: 'zh' | 'en') =>
      (await anybody.client.raw(documents.me, {}, { language })).body.errors[0].message;
    expect([await fault('zh'), await fault('en')]).toEqual(['请先登录', 'Sign in first']);
  });

  it('of malformed input names the field and what was expected', async () => {
    const { body } = await office.client.raw(documents.inviteMember, {
      input: { requestId: 'x', displayName: '  ', roles: [] },
    });
    expect(body.errors[0].extensions.code).toBe('BAD_USER_INPUT');
    const fields = body.errors[0].extensions.fields as { path: string[] }[];
    const names = fields.map(({ path }) => path.at(-1));
    expect(new Set(names)).toEqual(new Set(['displayName', 'requestId', 'roles']));
    const asked = await office.client.raw('{ members(organisationId: "x") { totalCount } }');
    expect(asked.body.errors[0]).toMatchObject({ message: 'organisationId: must be a UUID' });
  });
});
