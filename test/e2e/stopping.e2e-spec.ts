import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { createApp } from '../../src/app.setup.js';
import { givenIn, type Member } from '../support/given/index.js';
import { landDocuments } from '../support/given/land-documents.js';
import { client, type RawAnswer } from '../support/graphql-client.js';
import { subscribe } from '../support/sse.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let testApp: TestApp;
let coop: Member;
let owner: pg.Client;
/** The server that is stopped: another process' worth of the same product on the same database. */
let stopped: { app: NestFastifyApplication; url: string; port: number } | undefined;

beforeAll(async () => {
  testApp = await startTestApp();
  coop = await givenIn(testApp).member('COOPERATIVE');
  owner = new pg.Client({ connectionString: testApp.database.ownerUrl });
  await owner.connect();
});
afterEach(async () => {
  await stopped?.app.close();
  stopped = undefined;
});
afterAll(async () => {
  await owner.end();
  await testApp.close();
});

async function start(drainMs = 10_000) {
  const { clock, ids } = testApp;
  const { applicationUrl } = testApp.database;
  const app = await createApp({
    applicationUrl,
    introspection: false,
    demoSignIns: true,
    clock,
    ids,
    logLevel: 'silent',
    drainMs,
  });
  await app.listen(0, '127.0.0.1');
  const url = new URL(await app.getUrl()).origin;
  return (stopped = { app, url, port: Number(new URL(url).port) });
}

/** A command that waits for a lock until `finish` is called. */
async function slowCommand(
  url: string,
): Promise<{ answer: Promise<RawAnswer>; finish(): Promise<void>; code: string }> {
  await owner.query('BEGIN');
  await owner.query('LOCK TABLE grower IN ACCESS EXCLUSIVE MODE');
  const code = `G-${randomUUID().slice(0, 8).toUpperCase()}`;
  const input = { requestId: randomUUID(), code, name: '示范农户' };
  const answer = client(url, coop.token).raw(landDocuments.recordGrower, { input });
  const waits = `SELECT 1 FROM pg_locks WHERE relation = 'grower'::regclass AND NOT granted`;
  while ((await owner.query(waits)).rows.length === 0) await sleep(10);
  return { answer, code, finish: async () => void (await owner.query('COMMIT')) };
}
const growers = async (code: string): Promise<number> =>
  (
    await coop.client.run('query ($code: String) { growers(filter: { codePrefix: $code }) { totalCount } }', {
      code,
    })
  ).growers.totalCount as number;

describe('a server that is asked to stop', () => {
  it('finishes the command that runs: it is answered and kept', async () => {
    const { app, url } = await start();
    const command = await slowCommand(url);
    let isClosed = false;
    const closed = app.close().then(() => (isClosed = true));
    await sleep(200);
    expect(isClosed).toBe(false);
    await command.finish();
    const { status, body } = await command.answer;
    expect([status, body.data.answer.__typename]).toEqual([200, 'GrowerPayload']);
    await closed;
    expect(await growers(command.code)).toBe(1);
  });

  it('takes no new connection, and says on an open one that it is not ready any more', async () => {
    const { app, url, port } = await start();
    const command = await slowCommand(url);
    // Pipelined behind a request that runs, on its connection, this one arrives when the server stops already.
    const socket = connect(port, '127.0.0.1');
    let received = '';
    socket.on('data', (chunk: Buffer) => (received += chunk.toString('utf8')));
    const query = JSON.stringify({ query: '{ growers { totalCount } }' });
    socket.write(
      `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer ${coop.token}\r\nContent-Length: ${query.length}\r\n\r\n${query}`,
    );
    await sleep(100);
    const closed = app.close();
    await sleep(100);
    await expect(fetch(`${url}/health/live`)).rejects.toThrow();
    socket.write('GET /health/ready HTTP/1.1\r\nHost: x\r\n\r\n');
    await sleep(50);
    await command.finish();
    await Promise.all([closed, command.answer]);
    expect(received).toMatch(/^HTTP\/1\.1 200/);
    expect(received).toMatch(/HTTP\/1\.1 503 [^]*connection: close/i);
  });

  it('waits neither for connections on which nothing is asked nor for half a request', async () => {
    const { app, port } = await start();
    const silent = connect(port, '127.0.0.1');
    const half = connect(port, '127.0.0.1');
    await Promise.all([once(silent, 'connect'), once(half, 'connect')]);
    half.write('POST /graphql HTTP/1.1\r\nHost: x\r\n');
    await sleep(100);
    const gone = Promise.all(
      [silent, half].map((socket) =>
        once(
          socket.on('error', () => undefined),
          'close',
        ),
      ),
    );
    const startedAt = performance.now();
    await app.close();
    expect(performance.now() - startedAt).toBeLessThan(8_000);
    await gone;
  });

  it('ends after a while what does not finish, and keeps nothing of it', async () => {
    const { app, url } = await start(300);
    const command = await slowCommand(url);
    const refused = expect(command.answer).rejects.toThrow();
    await app.close();
    await refused;
    await command.finish();
    expect(await growers(command.code)).toBe(0);
  });

  it('tells its subscribers to come back, and lets them go', async () => {
    const { app, url } = await start();
    const subscription = await subscribe(url, coop.token, 'subscription { holdChanged { eventId } }');
    await subscription.next();
    const closed = app.close();
    const last = await subscription.next();
    expect(last?.errors?.[0]).toMatchObject({
      message: 'The server stops; subscribe again after the last eventId you saw',
      extensions: { code: 'SERVER_STOPS' },
    });
    expect(await subscription.next()).toBeUndefined();
    await closed;
  });
});
