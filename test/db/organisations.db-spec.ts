import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Ctx } from '../../src/infrastructure/database/context.js';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import { ok } from '../../src/kernel/result.js';
import { AcceptInvitation } from '../../src/modules/organisations/commands/accept-invitation.js';
import { CreateUser } from '../../src/modules/organisations/commands/create-user.js';
import { InviteMember } from '../../src/modules/organisations/commands/invite-member.js';
import { LeaveOrganisation } from '../../src/modules/organisations/commands/leave-organisation.js';
import { RegisterOrganisation } from '../../src/modules/organisations/commands/register-organisation.js';
import { MemberQueries } from '../../src/modules/organisations/member.queries.js';
import { ANSWERED_401 } from '../support/expectations.js';
import { givenIn, valueOf, type Given, type Member } from '../support/given/index.js';
import { organisationDocuments as documents } from '../support/given/organisation-documents.js';
import { collectStatements } from '../support/query-counter.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let testApp: TestApp;
let given: Given;
let office: Member;

beforeAll(async () => {
  testApp = await startTestApp();
  given = givenIn(testApp);
  office = await given.member('BASE_OFFICE');
});
afterAll(() => testApp?.close());

const codesOf = (results: readonly ({ ok: true } | { ok: false; error: readonly { code: string }[] })[]) =>
  results.flatMap((result) => (result.ok ? ['done'] : result.error.map(({ code }) => code)));

describe('at the same moment', () => {
  it('two administrators leave: one goes, the other is the last', async () => {
    const one = await given.member('COOPERATIVE');
    const two = await given.colleague(one, ['ADMINISTRATOR']);
    const command = testApp.app.get(LeaveOrganisation);
    const leave = async (by: Member) => command.execute(await by.ctx(), { requestId: randomUUID() });
    const codes = codesOf(await Promise.all([leave(one), leave(two)]));
    expect(new Set(codes)).toEqual(new Set(['done', 'LAST_ADMINISTRATOR']));
  });

  it('two organisations ask for one code: one gets it', async () => {
    const command = testApp.app.get(RegisterOrganisation);
    const ctx = await office.ctx();
    const register = (nameZh: string) =>
      command.execute(ctx, {
        requestId: randomUUID(),
        code: 'RACE-1',
        kind: 'EXPORTER',
        nameZh,
        nameEn: 'Race',
        countyCode: null,
        townCode: null,
        gln: null,
      });
    const codes = codesOf(await Promise.all([register('示范一'), register('示范二')]));
    expect(new Set(codes)).toEqual(new Set(['done', 'ORGANISATION_CODE_TAKEN']));
  });

  it('two people choose one username: one gets it', async () => {
    const ctx = await office.ctx();
    const invite = async () => {
      const invitation = { requestId: randomUUID(), organisationId: null, displayName: '示范人员' };
      const roles = ['VIEWER'] as const;
      return valueOf(await testApp.app.get(InviteMember).execute(ctx, { ...invitation, roles })).token ?? '';
    };
    const command = testApp.app.get(AcceptInvitation);
    const accept = async (token: string, password: string) =>
      command.execute(ctx, { token, username: 'wanted-by-both', password }, '127.0.0.1');
    const [first, second] = [await invite(), await invite()];
    const answers = await Promise.all([accept(first, 'password of one'), accept(second, 'password of two')]);
    expect(new Set(codesOf(answers))).toEqual(new Set(['done', 'USERNAME_TAKEN']));
  });
});

describe('a stranger, by direct SQL as the application’s role', () => {
  /** Rows of a neighbour that a member of another organisation reaches. */
  async function reached(ctx: Ctx, sql: string, params: unknown[]): Promise<unknown[]> {
    return testApp.app.get(UnitOfWork).read(ctx, ({ manager }) => manager.query<unknown[]>(sql, params));
  }

  it('reads nothing of a neighbour’s people, sessions, keys and invitations', async () => {
    const [stranger, neighbour] = [await given.member('COOPERATIVE'), await given.member('COOPERATIVE')];
    await given.colleague(neighbour, ['CLERK']);
    const input = {
      name: '示范',
      scopes: ['plot:read'],
      expiresAt: new Date(Date.parse(testApp.clock.now()) + 1000),
    };
    await neighbour.client.run(documents.createApiKey, { input });
    const { userId, organisationId } = neighbour;
    const questions: [string, string][] = [
      ['SELECT id FROM user_account WHERE id = $1', userId],
      ['SELECT user_id FROM user_password WHERE user_id = $1', userId],
      ['SELECT id FROM membership WHERE organisation_id = $1', organisationId],
      ['SELECT id FROM session WHERE user_id = $1', userId],
      ['SELECT id FROM api_key WHERE organisation_id = $1', organisationId],
      ['SELECT id FROM invitation WHERE organisation_id = $1', organisationId],
      ['SELECT actor_id FROM client_request WHERE actor_id = $1', userId],
    ];
    const asSystem: Ctx = { ...testApp.system(), authority: 'authentication' };
    for (const [sql, id] of questions.slice(0, -1))
      expect([sql, await reached(asSystem, sql, [id])]).not.toEqual([sql, []]);
    for (const [sql, id] of questions)
      expect([sql, await reached(await stranger.ctx(), sql, [id])]).toEqual([sql, []]);
  });

  it('changes nothing of them, nor lets himself in', async () => {
    const [stranger, neighbour] = [await given.member('COOPERATIVE'), await given.member('COOPERATIVE')];
    const ctx = await stranger.ctx();
    const attempt = (sql: string, params: unknown[]) =>
      testApp.app
        .get(UnitOfWork)
        .write<number, never>(ctx, async ({ manager }) => {
          const [, count] = await manager.query<[unknown, number]>(sql, params);
          return ok(count);
        })
        .then(
          (result) => valueOf(result),
          (error: unknown) => String(error),
        );
    const { userId, organisationId } = neighbour;
    const at = testApp.clock.now();
    expect(await attempt(`UPDATE user_account SET disabled_at = $2 WHERE id = $1`, [userId, at])).toBe(0);
    expect(await attempt(`UPDATE user_password SET hash = 'x' WHERE user_id = $1`, [userId])).toBe(0);
    expect(await attempt(`UPDATE organisation SET name_zh = 'x' WHERE id = $1`, [organisationId])).toBe(0);
    expect(await attempt(`UPDATE session SET revoked_at = $2 WHERE user_id = $1`, [userId, at])).toBe(0);
    const join = `INSERT INTO membership (id, user_id, organisation_id, roles, started_at) VALUES ($1, $2, $3, '{ADMINISTRATOR}', $4)`;
    expect(await attempt(join, [randomUUID(), stranger.userId, organisationId, at])).toMatch(
      /row-level security/,
    );
  });

  it('finds nobody through the queries either', async () => {
    const [stranger, neighbour] = [await given.member('COOPERATIVE'), await given.member('COOPERATIVE')];
    const queries = testApp.app.get(MemberQueries);
    const ctx = await stranger.ctx();
    expect(await queries.find(ctx, { userId: neighbour.userId })).toBeNull();
    expect(await queries.count(ctx, neighbour.organisationId)).toBe(0);
    expect(await queries.count(await office.ctx(), neighbour.organisationId)).toBe(1);
  });
});

describe('what it costs', () => {
  it('a request writes nothing when its token was used in the same minute, and once after that', async () => {
    const member = await given.member('COOPERATIVE');
    const updates = async () => {
      const { statements } = await collectStatements(testApp, () =>
        member.client.run('{ me { user { id } } }'),
      );
      return statements.filter((statement) => /^\s*UPDATE/.test(statement)).length;
    };
    testApp.clock.advance({ seconds: 61 });
    expect([await updates(), await updates(), await updates()]).toEqual([1, 0, 0]);
  });

  it('a page of the register is one statement, whatever its size, and its total one more', async () => {
    const statements = async (first: number) => {
      const run = () => office.client.run(documents.organisations, { first });
      return (await collectStatements(testApp, run)).statements.length;
    };
    await statements(1);
    // Who is asking, the page, the total.
    expect([await statements(1), await statements(100)]).toEqual([3, 3]);
  });
});

describe('a token that is remembered from an earlier request', () => {
  const PLAIN = '{ batches(first: 1) { edges { node { id } } } }';
  /** As another server process, or somebody at the database, would change it. */
  const elsewhere = async (sql: string, params: unknown[]): Promise<void> => {
    const owner = new pg.Client({ connectionString: testApp.database.ownerUrl });
    await owner.connect();
    await owner.query(`SELECT set_config('app.authority', 'system', false)`);
    await owner.query(sql, params);
    await owner.end();
  };
  const statements = async (member: Member): Promise<number> =>
    (await collectStatements(testApp, () => member.client.run(PLAIN))).statements.length;
  const remembered = async (kind: 'COOPERATIVE' | 'PACKHOUSE' = 'PACKHOUSE'): Promise<Member> => {
    const member = await given.member(kind);
    await member.client.run(PLAIN);
    return member;
  };

  it('costs no look-up: the statement itself says that it still holds', async () => {
    const member = await remembered();
    const [first, second] = [await statements(member), await statements(member)];
    expect(first).toBe(second);
    testApp.clock.advance({ seconds: 61 });
    // Who asks, and that the token was used.
    expect(await statements(member)).toBe(first + 2);
    expect(await statements(member)).toBe(first);
  });

  it.each<[string, string, (member: Member) => unknown[]]>([
    ['its session is revoked', 'UPDATE session SET revoked_at = now() WHERE user_id = $1', (m) => [m.userId]],
    ['the session is taken away', 'DELETE FROM session WHERE user_id = $1', (m) => [m.userId]],
    [
      'the account is disabled',
      'UPDATE user_account SET disabled_at = now() WHERE id = $1',
      (m) => [m.userId],
    ],
    ['the membership ends', 'UPDATE membership SET ended_at = now() WHERE id = $1', (m) => [m.membershipId]],
    [
      'the organisation closes',
      'UPDATE organisation SET closed_at = now() WHERE id = $1',
      (m) => [m.organisationId],
    ],
  ])('is good for nothing from the moment %s', async (_, sql, params) => {
    const member = await remembered();
    await elsewhere(sql, params(member));
    expect(await member.client.raw(PLAIN)).toMatchObject(ANSWERED_401);
    expect(await member.client.raw('{ __typename }')).toMatchObject(ANSWERED_401);
  });

  it('has the permissions of this moment: fewer, and more', async () => {
    const member = await remembered();
    await elsewhere(`UPDATE user_password SET must_change = true WHERE user_id = $1`, [member.userId]);
    expect(await member.client.raw(PLAIN)).toMatchObject({
      body: { errors: [{ extensions: { code: 'FORBIDDEN' } }] },
    });
    await elsewhere(`UPDATE user_password SET must_change = false WHERE user_id = $1`, [member.userId]);
    expect(await member.client.run(PLAIN)).toEqual({ batches: { edges: [] } });
  });

  it('acts for no organisation that its person does not belong to, and is told so', async () => {
    const member = await remembered();
    const foreign = await given.organisation('EXPORTER');
    for (const organisationId of [foreign.id, randomUUID()])
      expect(await member.client.raw(PLAIN, {}, { organisationId })).toMatchObject({
        status: 403,
        body: { errors: [{ extensions: { code: 'NOT_A_MEMBER' } }] },
      });
    expect((await member.client.raw(PLAIN, {}, { organisationId: member.organisationId })).status).toBe(200);
  });

  it('is not looked up again because somebody signs in, or because it is used', async () => {
    const member = await remembered();
    const plain = await statements(member);
    await given.signIn(member.username, member.password);
    expect(await statements(member)).toBe(plain);
  });
});

describe('the first account', () => {
  const organisation = {
    code: 'FIRST-1',
    kind: 'BASE_OFFICE',
    nameZh: '示范基地办公室',
    nameEn: 'Example Base Office',
    countyCode: null,
    townCode: null,
    gln: null,
  } as const;
  const user = (username: string) => ({
    username,
    displayName: '示范人员',
    password: 'orange blossom honey',
    roles: ['ADMINISTRATOR'] as const,
  });

  it('comes with its organisation, and the second joins that one', async () => {
    const command = testApp.app.get(CreateUser);
    const ctx = testApp.system();
    const one = valueOf(await command.execute(ctx, { ...user('First.One'), organisation }));
    const two = valueOf(await command.execute(ctx, { ...user('second.one'), organisation }));
    expect(two.organisationId).toBe(one.organisationId);
    expect(await given.signIn('first.one', 'orange blossom honey')).toMatch(/^cys_/);
    const kinds = (await given.ledgerOf(one.organisationId)).map(({ kind }) => kind);
    expect(kinds).toEqual(['organisation.registered', 'account.created', 'account.created']);
  });

  it('is refused as another kind of organisation, under a name in use, and leaves nothing behind', async () => {
    const command = testApp.app.get(CreateUser);
    const ctx = testApp.system();
    const another = { ...organisation, kind: 'EXPORTER' as const };
    const refused = await command.execute(ctx, { ...user('third.one'), organisation: another });
    expect(codesOf([refused])).toEqual(['ORGANISATION_KIND_DIFFERS']);
    const fresh = { ...organisation, code: 'FIRST-2' };
    const taken = await command.execute(ctx, { ...user(office.username), organisation: fresh });
    expect(codesOf([taken])).toEqual(['USERNAME_TAKEN']);
    const { organisation: found } = await office.client.run('{ organisation(code: "FIRST-2") { id } }');
    expect(found).toBeNull();
  });
});
