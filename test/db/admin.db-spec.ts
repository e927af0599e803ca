import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Administration } from '../../src/admin/administration.js';
import { readArguments } from '../../src/admin/read-arguments.js';
import { client } from '../support/graphql-client.js';
import { givenIn, valueOf, type Given } from '../support/given/index.js';
import { organisationDocuments as documents } from '../support/given/organisation-documents.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let testApp: TestApp;
let given: Given;

beforeAll(async () => {
  testApp = await startTestApp();
  given = givenIn(testApp);
});
afterAll(() => testApp?.close());

const PASSWORD = 'orange blossom honey';

const run = (...args: string[]) =>
  new Administration(testApp.app).run(valueOf(readArguments(args)), () => Promise.resolve(PASSWORD));
const refusals = async (...args: string[]): Promise<string[]> => {
  const answer = await run(...args);
  return answer.ok ? [] : answer.error.map(({ en }) => en);
};
const temporary = (lines: readonly string[]): string => lines.at(-1)?.split(': ').at(-1) ?? '';
const office = ['--organisation-code', 'OFFICE', '--organisation-kind', 'BASE_OFFICE'];
const named = ['--name-zh', '示范基地办公室', '--name-en', 'Example Base Office'];

describe('the operator of the server', () => {
  it('says how the first account is made where there is none', async () => {
    const lines = valueOf(await run('list-users')).join('\n');
    expect(lines).toContain('还没有账号');
    expect(lines).toContain('There are no accounts yet; create-user makes the first one');
  });

  it('makes the first account, with a password given on standard input', async () => {
    const made = await run('create-user', '--username', 'First', ...office, ...named, '--password-stdin');
    expect(valueOf(made)).toEqual(['已创建账号 · Account made: first @ OFFICE (ADMINISTRATOR)']);
    const token = await given.signIn('first', PASSWORD);
    const { me } = await client(testApp.url, token).run(documents.me);
    expect(me).toMatchObject({
      organisation: { code: 'OFFICE', kind: 'BASE_OFFICE' },
      mustChangePassword: false,
    });
  });

  it('makes a second one by the code alone, with a temporary password that is printed', async () => {
    const made = await run(
      'create-user',
      '--username',
      'second',
      '--organisation-code',
      'OFFICE',
      '--roles',
      'CLERK',
    );
    const token = await given.signIn('second', temporary(valueOf(made)));
    const { me } = await client(testApp.url, token).run(documents.me);
    expect(me).toMatchObject({ mustChangePassword: true, memberships: [{ roles: ['CLERK'] }] });
  });

  it('resets a password, which ends the sessions', async () => {
    const token = await given.signIn('first', PASSWORD);
    const lines = valueOf(await run('reset-password', '--username', 'FIRST'));
    expect(await client(testApp.url, token).raw(documents.me)).toMatchObject({ status: 401 });
    expect(await given.signIn('first', temporary(lines))).toMatch(/^cys_/);
  });

  it('lists accounts with their organisations and roles', async () => {
    expect(valueOf(await run('list-users'))).toEqual([
      'first\tOFFICE: ADMINISTRATOR',
      'second\tOFFICE: CLERK',
    ]);
  });

  it('is told what cannot be', async () => {
    expect(await refusals('create-user', '--username', 'first', ...office, ...named)).toEqual([
      'The username first is taken',
    ]);
    expect(await refusals('create-user', '--username', 'x', '--organisation-code', 'NEW')).toEqual([
      'The organisation NEW is not registered yet; add --organisation-kind, --name-zh and --name-en',
    ]);
    expect(await refusals('reset-password', '--username', 'nobody')).toEqual(['There is no user nobody']);
  });
});
