import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { givenIn, type Given, type Member } from '../support/given/index.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let testApp: TestApp;
let given: Given;
let member: Member;

beforeAll(async () => {
  testApp = await startTestApp();
  given = givenIn(testApp);
  member = await given.member('COOPERATIVE');
});
afterAll(() => testApp.close());

/** Sends bytes as they are: fetch would not send some of these. */
function post(
  body: string | Buffer,
  headers: Record<string, string>,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(`${testApp.url}/graphql`, { method: 'POST', headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const signedIn = (): Record<string, string> => ({ authorization: `Bearer ${member.token}` });
const json = (query: string): string => JSON.stringify({ query });
const asJson = { 'content-type': 'application/json' };

describe('requests forged by another site', () => {
  it.each([
    [
      'urlencoded',
      'application/x-www-form-urlencoded',
      `query=${encodeURIComponent('mutation { signOut { __typename } }')}`,
    ],
    ['text/plain', 'text/plain', json('{ __typename }')],
    ['multipart', 'multipart/form-data; boundary=x', '--x--'],
  ])('are refused before they are read: %s', async (_, type, body) => {
    const { status, text } = await post(body, { ...signedIn(), 'content-type': type });
    expect(status).toBe(415);
    expect(text).not.toContain('"data"');
  });

  it('cannot change anything by GET', async () => {
    const query = encodeURIComponent(
      'mutation { signIn(input: { username: "x", password: "y" }) { __typename } }',
    );
    const response = await fetch(`${testApp.url}/graphql?query=${query}`);
    expect(response.status).toBe(405);
  });

  it.each(['OPTIONS', 'POST', 'GET'])(
    'are given no leave by the browser to read an answer to %s',
    async (method) => {
      const response = await fetch(`${testApp.url}/graphql?query=${encodeURIComponent('{ __typename }')}`, {
        method,
        headers: {
          origin: 'https://other.example',
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type',
          ...asJson,
        },
        ...(method === 'POST' ? { body: json('{ __typename }') } : {}),
      });
      expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
      expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    },
  );
});

describe('what errors tell', () => {
  it.each([
    ['a body that is no JSON', 'not json'],
    ['a body that is not UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d])],
    ['a query that is no text', '{"query": 7}'],
    ['variables of the wrong shape', '{"query": "query ($a: Int) { __typename }", "variables": [1]}'],
  ])('is nothing of the inside: %s', async (_, body) => {
    const { status, text } = await post(body, { ...signedIn(), ...asJson });
    expect(status).toBe(400);
    expect(text).not.toMatch(/node_modules|\.ts:|\.js:|at .*\(|SELECT|\/src\//);
  });

  it('names the field and what was expected of a scalar', async () => {
    const document = `mutation ($input: RecordHarvestInput!) { recordHarvest(input: $input) { __typename } }`;
    const input = { requestId: 'x', plotId: 'x', harvestedAt: 'yesterday', massGrams: 1.5 };
    const { body } = await member.client.raw(document, { input });
    const messages = body.errors.map((error: { message: string }) => error.message).join('\n');
    expect(messages).toMatch(/input\.harvestedAt.*expected a moment/);
    expect(messages).toMatch(/input\.massGrams.*expected a whole number of grams/);
  });

  it('does not suggest fields to somebody who guesses', async () => {
    const { body } = await member.client.raw('{ batche { id } }');
    expect(JSON.stringify(body)).not.toContain('batches');
  });

  it('is the same for a token that is unknown and for none, in the caller’s language', async () => {
    const unknown = await fetch(`${testApp.url}/graphql`, {
      method: 'POST',
      headers: { ...asJson, authorization: 'Bearer cys_nothing', 'accept-language': 'zh-CN' },
      body: json('{ regions { code } }'),
    });
    expect(unknown.status).toBe(401);
    expect(await unknown.json()).toMatchObject({
      errors: [{ message: '请先登录', extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });

  it('says what the account may not do', async () => {
    const document = `mutation ($input: PackBatchesInput!) { packBatches(input: $input) { __typename } }`;
    const input = {
      requestId: '00000000-0000-7000-8000-000000000000',
      performedAt: '2026-01-01T00:00:00Z',
      draws: [],
      outputs: [],
    };
    const { body } = await member.client.raw(document, { input });
    expect(body.errors[0].extensions).toMatchObject({ code: 'FORBIDDEN', permission: 'batch:pack' });
  });
});

/** What a query is answered with: the first time by Yoga, and from then on the short way (`known-queries.ts`). */
describe('a query that is asked again', () => {
  const BATCHES = `query Batches($first: Int, $prefix: String) {
    batches(first: $first, filter: { codePrefix: $prefix }) { edges { node { code } } pageInfo { hasNextPage } } }`;
  const ask = async (body: object, headers: Record<string, string> = {}): Promise<object> => {
    const response = await fetch(`${testApp.url}/graphql`, {
      method: 'POST',
      headers: { ...asJson, ...signedIn(), ...headers },
      body: JSON.stringify(body),
    });
    const { date, 'x-request-id': requestId, ...same } = Object.fromEntries(response.headers);
    expect([date, requestId]).toEqual([expect.any(String), expect.any(String)]);
    return { status: response.status, headers: same, text: await response.text() };
  };
  const twice = async (...asked: Parameters<typeof ask>): Promise<object> => {
    const first = await ask(...asked);
    expect(await ask(...asked)).toEqual(first);
    return first;
  };

  it.each(['application/json', 'application/graphql-response+json', '*/*', 'text/html, */*;q=0.1', ''])(
    'is answered alike where %s is accepted',
    async (accept) => {
      const answer = await twice({ query: BATCHES, variables: { first: 1 } }, { accept });
      expect(answer).toMatchObject({
        status: 200,
        text: '{"data":{"batches":{"edges":[],"pageInfo":{"hasNextPage":false}}}}',
      });
    },
  );

  it.each<[string, object, RegExp]>([
    ['variables of the wrong type', { first: 'x' }, /BAD_USER_INPUT/],
    ['a zero byte in them', { prefix: 'a\u0000' }, /BAD_USER_INPUT/],
    ['a page beyond what is allowed', { first: 1_000 }, /"code":"/],
    ['a page that costs too much', { first: 1_000_000_000 }, /"code":"/],
  ])('is refused alike with %s', async (_, variables, code) => {
    await twice({ query: BATCHES, variables: { first: 1 } });
    const answer = await twice({ query: BATCHES, variables });
    expect(answer).toMatchObject({ text: expect.stringMatching(code) });
  });

  it('is answered alike by name, and not under another', async () => {
    expect(await twice({ query: BATCHES, operationName: 'Batches' })).toMatchObject({ status: 200 });
    expect(await twice({ query: BATCHES, operationName: 'Others' })).toMatchObject({
      text: expect.stringContaining('"errors"'),
    });
    expect(await twice({ query: BATCHES, operationName: null, variables: null })).toMatchObject({
      status: 200,
    });
  });

  it('is not answered to somebody whose token is none, or who may not', async () => {
    await twice({ query: BATCHES });
    const nobody = await ask({ query: BATCHES }, { authorization: 'Bearer cys_x' });
    expect(nobody).toMatchObject({ status: 401 });
    const inspector = await given.member('INSPECTION_BODY');
    const settlements = { query: '{ settlementSums(season: "2025/26") { __typename } }' };
    const forbidden = await ask(settlements, { authorization: `Bearer ${inspector.token}` });
    expect(await ask(settlements, { authorization: `Bearer ${inspector.token}` })).toEqual(forbidden);
    expect(forbidden).toMatchObject({ text: expect.stringContaining('FORBIDDEN') });
  });

  it('is answered in the language that is asked for', async () => {
    const failing = { query: BATCHES, variables: { first: -1 } };
    const texts = await Promise.all(
      ['zh', 'en'].map((language) => twice(failing, { 'accept-language': language })),
    );
    expect(texts[0]).not.toEqual(texts[1]);
  });
});

describe('health', () => {
  it('answers without an account', async () => {
    for (const path of ['live', 'ready'])
      expect((await fetch(`${testApp.url}/health/${path}`)).status).toBe(200);
  });

  it('hides the schema unless it is offered', async () => {
    const { body } = await member.client.raw('{ __schema { types { name } } }');
    expect(body.errors[0].message).toMatch(/introspection/i);
  });
});
