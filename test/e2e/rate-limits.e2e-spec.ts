import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { refusedWith } from '../support/expectations.js';
import { client } from '../support/graphql-client.js';
import { givenIn, type Given } from '../support/given/index.js';
import { organisationDocuments as documents } from '../support/given/organisation-documents.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const LIMITS = { perCaller: 40, perAddress: 20 };

let testApp: TestApp;
let given: Given;

beforeAll(async () => {
  testApp = await startTestApp({ limits: LIMITS });
  given = givenIn(testApp);
});

afterAll(() => testApp.close());

async function ask(query: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${testApp.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
}

const statuses = async (count: number, headers: Record<string, string>): Promise<number[]> => {
  const answers = await Promise.all(Array.from({ length: count }, () => ask('{ __typename }', headers)));
  return answers.map(({ status }) => status).sort();
};

const of = (status: number, all: number[]): number => all.filter((one) => one === status).length;

describe('somebody who asks too often', () => {
  it('is told so with 429, how long to wait, and in the own language', async () => {
    const member = await given.member('EXPORTER');
    const headers = { authorization: `Bearer ${member.token}`, 'accept-language': 'zh' };
    const seen = await statuses(60, headers);
    expect([of(200, seen), of(429, seen)]).toEqual([40, 20]);
    const refused = await ask('{ me { user { username } } }', headers);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    const answer = (await refused.json()) as {
      errors: { message: string; extensions: { code: string } }[];
      data?: unknown;
    };
    expect(answer.data ?? null).toBeNull();
    expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual(['RATE_LIMITED']);
    expect(answer.errors[0]?.message).toContain('请求过于频繁');
  });

  it('does not spend what others may ask', async () => {
    const [busy, calm] = [await given.member('EXPORTER'), await given.member('EXPORTER')];
    await statuses(60, { authorization: `Bearer ${busy.token}` });
    const answer = await ask('{ __typename }', { authorization: `Bearer ${calm.token}` });
    expect(answer.status).toBe(200);
  });

  it('without an account, or with tokens that are tried, is counted by address', async () => {
    const seen = await statuses(30, {});
    expect(of(429, seen)).toBeGreaterThanOrEqual(10);
    const guessing = await ask('{ __typename }', { authorization: `Bearer cys_${'A'.repeat(43)}` });
    expect(guessing.status).toBe(429);
  });
});

describe('somebody who tries passwords', () => {
  it('is refused after ten, with the right one too; a session that is open stays open', async () => {
    const member = await given.member('EXPORTER');
    // Asked under an account, since the tests before have spent what the address may ask.
    const anybody = client(testApp.url, (await given.member('EXPORTER')).token);
    const signIn = async (password: string) =>
      (await anybody.run(documents.signIn, { input: { username: member.username, password } })).answer;
    for (let tried = 0; tried < 10; tried += 1)
      expect(await signIn('wrong horse')).toMatchObject(refusedWith('SIGN_IN_FAILED'));
    const refused = await signIn(member.password);
    expect(refused).toMatchObject(refusedWith('TOO_MANY_TRIES'));
    expect(refused.reasons[0].message).toContain('15 min');
    expect((await member.client.run('{ me { user { username } } }')).me.user.username).toBe(member.username);
  });
});
