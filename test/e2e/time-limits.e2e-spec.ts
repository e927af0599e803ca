import { request as httpRequest, type ClientRequest } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { createApp } from '../../src/app.setup.js';
import { givenIn, type Member } from '../support/given/index.js';
import { client, type GraphQLClient } from '../support/graphql-client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';

const PLOTS = '{ plots(first: 10) { edges { node { code } } } }';
const APPLICATION = "application_name = 'chengyuan'";

let testApp: TestApp;
let member: Member;
let owner: pg.Client;
/** The server's own role, which alone may see what its connections do. */
let watcher: pg.Client;
/** The same product on the same database, with less patience. */
let hasty: { app: NestFastifyApplication; url: string };
/** The same without limits in the database, where nothing ends a statement but whoever gave it up. */
let endless: { app: NestFastifyApplication; url: string };

beforeAll(async () => {
  testApp = await startTestApp();
  member = await givenIn(testApp).member('COOPERATIVE');
  await givenIn(testApp).plot(member);
  owner = new pg.Client({ connectionString: testApp.database.ownerUrl });
  watcher = new pg.Client({ connectionString: testApp.database.applicationUrl });
  await Promise.all([owner.connect(), watcher.connect()]);
  // Enough for whatever a request asks of the database before it comes to plots.
  hasty = await another('statement_timeout=1500&lock_timeout=500', 2);
  endless = await another('statement_timeout=0&lock_timeout=0', 10);
});
afterAll(async () => {
  await hasty.app.close();
  await endless.app.close();
  await Promise.all([owner.end(), watcher.end()]);
  await testApp.close();
});

/** The same product on the same database, with other limits. */
async function another(limits: string, poolSize: number): Promise<typeof hasty> {
  const { clock, ids } = testApp;
  const app = await createApp({
    applicationUrl: `${testApp.database.applicationUrl}?${limits}`,
    introspection: false,
    demoSignIns: true,
    poolSize,
    clock,
    ids,
    logLevel: 'silent',
  });
  await app.listen(0, '127.0.0.1');
  return { app, url: new URL(await app.getUrl()).origin };
}

/** Makes every look at plots take so long, by a policy of the table; nothing of the product is replaced. */
async function slowly<T>(seconds: number, work: () => Promise<T>): Promise<T> {
  await owner.query(
    `CREATE POLICY slow ON plot AS RESTRICTIVE USING ((SELECT pg_sleep(${seconds}) IS NOT NULL))`,
  );
  try {
    return await work();
  } finally {
    await owner.query('DROP POLICY slow ON plot');
  }
}

/** Keeps plots locked while the work is done. */
async function locked<T>(work: () => Promise<T>): Promise<T> {
  await owner.query('BEGIN');
  await owner.query('LOCK TABLE plot IN ACCESS EXCLUSIVE MODE');
  try {
    return await work();
  } finally {
    await owner.query('ROLLBACK');
  }
}

describe('what takes too long', () => {
  let impatient: GraphQLClient;
  beforeEach(() => {
    impatient = client(hasty.url, member.token);
  });

  it.each([
    ['a statement', (work: () => Promise<void>) => slowly(60, work)],
    ['waiting for a lock', locked],
  ])('ends with a code and a sentence in the caller’s language, and no SQL: %s', async (_, delayed) => {
    await delayed(async () => {
      for (const [language, sentence] of [
        ['zh', /处理时间过长，已停止/],
        ['en', /took too long and was stopped/],
      ] as const) {
        const { body } = await impatient.raw(PLOTS, {}, { language });
        expect(body.data ?? null).toBeNull();
        expect(body.errors).toEqual([
          expect.objectContaining({
            message: expect.stringMatching(sentence) as unknown,
            path: ['plots'],
            extensions: { code: 'TIMED_OUT' },
          }),
        ]);
        expect(JSON.stringify(body)).not.toMatch(/SELECT|plot\b|statement|lock timeout/);
      }
    });
    expect((await impatient.run(PLOTS)).plots.edges).toHaveLength(1);
  });

  it('is limited to 15 s a statement and 10 s a lock in every connection of the server', async () => {
    const { rows } = await appQuery(
      testApp.app,
      `SELECT current_setting('statement_timeout') AS statement, current_setting('lock_timeout') AS lock`,
    );
    expect(rows).toEqual([{ statement: '15s', lock: '10s' }]);
  });
});

describe('a request that is given up', () => {
  it('stops its statement, long before that would have ended', async () => {
    await slowly(600, async () => {
      const asked = ask(PLOTS);
      await theyRun(1);
      asked.destroy();
      await theyRun(0);
    });
    await expectIdlePool();
  });

  it('stops waiting for a lock, and what it had not come to is not begun', async () => {
    await locked(async () => {
      const asked = ask(`{ a: plots(first: 1) { totalCount } b: plots(first: 2) { totalCount } }`);
      await until('it runs', async () => (await running()).length > 0);
      asked.destroy();
      await theyRun(0);
      await sleep(200);
      expect(await running()).toEqual([]);
    });
    await expectIdlePool();
  });

  it('changes nothing', async () => {
    const before = await plotCount();
    const document = `mutation ($input: RegisterPlotInput!) { registerPlot(input: $input) { __typename } }`;
    const input = {
      requestId: '0193c0de-0000-7000-8000-00000000c0de',
      code: 'P-GIVEN-UP',
      townCode: '511025123',
      varietyCode: 'TAROCCO',
      declaredMu: '10',
    };
    await slowly(600, async () => {
      const asked = ask(document, { input });
      await theyRun(1);
      asked.destroy();
      await theyRun(0);
    });
    await expectIdlePool();
    expect(await plotCount()).toBe(before);
    // Sent again under the same id, as a phone does when it has signal, it is done.
    const { registerPlot } = await member.client.run(document, { input });
    expect(registerPlot.__typename).toBe('PlotPayload');
    expect(await plotCount()).toBe(before + 1);
  });

  it('leaves the pool whole, however many give up at once', async () => {
    await slowly(600, async () => {
      const many = Array.from({ length: 40 }, () => ask(PLOTS));
      await theyRun(10);
      for (const asked of many) asked.destroy();
      await theyRun(0);
    });
    await expectIdlePool();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => client(endless.url, member.token).run(PLOTS)),
    );
    expect(answers.every(({ plots }) => plots.edges.length > 0)).toBe(true);
  });
});

/** Sends a request and leaves it open. */
function ask(query: string, variables: object = {}): ClientRequest {
  const sent = httpRequest(`${endless.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${member.token}` },
  });
  sent.on('error', () => undefined);
  sent.end(JSON.stringify({ query, variables }));
  return sent;
}

/** Statements that work for the servers on plots at this moment. */
async function running(): Promise<string[]> {
  const { rows } = await watcher.query<{ query: string }>(
    `SELECT query FROM pg_stat_activity WHERE datname = current_database() AND ${APPLICATION}
     AND state = 'active' AND query LIKE '%plot%'`,
  );
  return rows.map(({ query }) => query);
}

/** Until so many statements work on plots. */
const theyRun = (count: number): Promise<true> =>
  until(`${count} statements run`, async () => (await running()).length === count);

/** No connection of the servers is in a transaction, failed or not. */
async function expectIdlePool(): Promise<void> {
  await until('no connection is busy', async () => {
    const { rows } = await watcher.query<{ state: string }>(
      `SELECT state FROM pg_stat_activity WHERE datname = current_database() AND ${APPLICATION} AND state <> 'idle'`,
    );
    return rows.length === 0;
  });
}

async function plotCount(): Promise<number> {
  const { plots } = await member.client.run('{ plots { totalCount } }');
  return plots.totalCount as number;
}

async function appQuery(app: NestFastifyApplication, sql: string): Promise<{ rows: unknown[] }> {
  return { rows: await app.get(DataSource).query(sql) };
}
