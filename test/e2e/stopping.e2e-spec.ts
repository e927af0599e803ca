import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
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
import { until } from '../support/until.js';

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
  await waiting(1);
  return { answer, code, finish: async () => void (await owner.query('COMMIT')) };
}
/** Until so many statements wait for growers. */
const waiting = (count: number): Promise<true> =>
  until(`${count} wait for the lock`, async () => {
    const waits = `SELECT FROM pg_locks WHERE relation = 'grower'::regclass AND NOT granted`;
    return (await owner.query(waits)).rowCount === count;
  });
const growers = async (code: string): Promise<number> =>
  (
    await coop.client.run('query ($code: String) { growers(filter: { codePrefix: $code }) { totalCount } }', {
      code,
    })
  ).growers.totalCount as number;

async function refusesConnections(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ECONNREFUSED';
  } finally {
    socket.destroy();
  }
}

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
    expect(await refusesConnections(port)).toBe(false);
    // Pipelined behind a request that runs, on its connection, this one arrives when the server stops already.
    const socket = connect(port, '127.0.0.1');
    let received = '';
    socket.on('data', (chunk: Buffer) => (received += chunk.toString('utf8')));
    const query = JSON.stringify({ query: '{ growers { totalCount } }' });
    socket.write(
      `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer ${coop.token}\r\nContent-Length: ${query.length}\r\n\r\n${query}`,
    );
    await waiting(2);
    const closed = app.close();
    await until('nobody listens any more', () => refusesConnections(port));
    const arrived = once(app.getHttpServer(), 'request');
    socket.write('GET /health/ready HTTP/1.1\r\nHost: x\r\n\r\n');
    await arrived;
    await command.finish();
    await Promise.all([closed, command.answer]);
    expect(received).toMatch(/^HTTP\/1\.1 200/);
    expect(received).toMatch(/HTTP\/1\.1 503 [^]*connection: close/i);
  });

  it('waits neither for connections on which nothing is asked nor for half a request', async () => {
    // Whoever waited for them would wait longer than this test may take.
    const { app, port } = await start(600_000);
    const accepted: Socket[] = [];
    app.getHttpServer().on('connection', (socket: Socket) => accepted.push(socket));
    const silent = connect(port, '127.0.0.1');
    const half = connect(port, '127.0.0.1');
    half.write('POST /graphql HTTP/1.1\r\nHost: x\r\n');
    await until('both are connected and the half has arrived', () => {
      const read = accepted.map(({ bytesRead }) => bytesRead > 0);
      return read.length === 2 && read.includes(true);
    });
    const gone = Promise.all(
      [silent, half].map((socket) =>
        once(
          socket.on('error', () => undefined),
          'close',
        ),
      ),
    );
    await app.close();
    await gone;
  });

  it('ends after a while what does not finish, and keeps nothing of it', async () => {
    const { app, url } = await start(300);
    const command = await slowCommand(url);
    const refused = expect(command.answer).rejects.toThrow('fetch failed');
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
