import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../../src/app.setup.js';
import { PATIENCE } from '../../src/infrastructure/http/receiving.js';
import { client } from '../support/graphql-client.js';
import { trickle, type Trickle } from '../support/hostile.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

/** Many times less than in earnest, so that the test need not wait a minute; enough for who sends what it has. */
const SHORT = {
  headers: 1_500,
  request: 2_000,
  upload: 3_000,
  farewell: 300,
  silence: 6_000,
  lookEvery: 100,
};

const HEADERS = 'POST /graphql HTTP/1.1\r\nHost: x\r\n';
const BODY = `${HEADERS}Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n{"query":"`;

const FORM = BODY.replace('application/json', 'text/plain');

let database: TestDatabase;
let app: NestFastifyApplication;
let port: number;

beforeAll(async () => {
  database = await createTestDatabase();
  app = await createApp({
    applicationUrl: database.applicationUrl,
    introspection: false,
    demoSignIns: false,
    logLevel: 'error',
    patience: SHORT,
  });
  await app.listen(0, '127.0.0.1');
  port = Number(new URL(await app.getUrl()).port);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const longest = async (clients: Trickle[]): Promise<number> =>
  Math.max(...(await Promise.all(clients.map(({ closed }) => closed))));
const many = (beginning: string, everyMs = 50): Trickle[] =>
  Array.from({ length: 100 }, () => trickle(port, beginning, everyMs));

describe('a hundred clients that trickle', () => {
  it.each([
    ['nothing but connect', '', 1_000_000, SHORT.headers, SHORT.headers],
    ['their headers', `${HEADERS}X-Slow: `, 50, SHORT.headers, SHORT.headers],
    ['their body', BODY, 50, SHORT.request, SHORT.request],
    // Answered before it was read: that ends it soon, or where the answer is not taken, the time of a request.
    ['a form that was refused at once', FORM, 50, SHORT.farewell, SHORT.request],
  ])(
    '%s are let go, and the others are served meanwhile',
    async (_, beginning, everyMs, atLeast, patience) => {
      const clients = many(beginning, everyMs);
      const { __typename } = await client(`http://127.0.0.1:${port}`).run('{ __typename }');
      expect(__typename).toBe('Query');
      const held = await longest(clients);
      expect(held).toBeGreaterThan(atLeast * 0.9);
      expect(held).toBeLessThan(patience + 12_000);
    },
  );
});

describe('in earnest', () => {
  it('the server waits for headers for 15 s, for a request for a minute, for an upload for a quarter of an hour, and never without end', async () => {
    expect(PATIENCE).toEqual({
      headers: 15_000,
      request: 60_000,
      upload: 900_000,
      farewell: 5_000,
      silence: 120_000,
      lookEvery: 5_000,
    });
    const inEarnest = await createApp({
      applicationUrl: database.applicationUrl,
      introspection: false,
      demoSignIns: false,
      logLevel: 'error',
    });
    const server = inEarnest.getHttpServer();
    expect(server).toMatchObject({ headersTimeout: 15_000, requestTimeout: 900_000, timeout: 120_000 });
    await inEarnest.close();
  });
});
