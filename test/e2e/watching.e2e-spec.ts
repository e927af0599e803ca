import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { Metrics } from '../../src/infrastructure/watching/metrics.js';
import { givenIn, type Given, type Member } from '../support/given/index.js';
import { landDocuments } from '../support/given/land-documents.js';
import { organisationDocuments } from '../support/given/organisation-documents.js';
import { send } from '../support/given/send.js';
import { client } from '../support/graphql-client.js';
import { postBytes } from '../support/hostile.js';
import { subscribe } from '../support/sse.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { until } from '../support/until.js';
import { Collector, LogBook } from '../support/watched.js';

const TOKEN = 'metrics-token-of-the-tests-0123456789';
/** Stands for a person's name, telephone, password or token, wherever one may be written. */
const MARK = '示范人名壬癸';
const ASCII_MARK = 'Marked13800000000Person';

const log = new LogBook();
let collector: Collector;
let testApp: TestApp;
let given: Given;
let coop: Member;
let owner: pg.Client;

beforeAll(async () => {
  collector = await Collector.start();
  testApp = await startTestApp({
    limits: { perCaller: 0, perAddress: 60 },
    watching: { logLevel: 'info', logTo: log, metricsToken: TOKEN, tracesTo: collector.url },
  });
  given = givenIn(testApp);
  coop = await given.member('COOPERATIVE');
  owner = new pg.Client({ connectionString: testApp.database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await testApp.close();
  await collector.close();
});

const metrics = async (token: string | null = TOKEN): Promise<{ status: number; text: string }> => {
  const response = await fetch(`${testApp.url}/metrics`, {
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
  });
  return { status: response.status, text: await response.text() };
};
/** The value of one series, 0 where it is not there yet. */
const valueOf = (text: string, series: string): number =>
  Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${series} `))
      ?.slice(series.length + 1) ?? 0,
  );
const series = async (name: string): Promise<number> => valueOf((await metrics()).text, name);

/** Makes every new grower fail in the database, as a bug would; nothing of the product is replaced. */
async function failing<T>(sql: string, work: () => Promise<T>): Promise<T> {
  await owner.query(`CREATE FUNCTION fails() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${sql} END $$;
    CREATE TRIGGER fails BEFORE INSERT ON grower FOR EACH ROW EXECUTE FUNCTION fails()`);
  try {
    return await work();
  } finally {
    await owner.query('DROP TRIGGER fails ON grower; DROP FUNCTION fails()');
  }
}
const grower = (name: string): { input: object } => ({
  input: { requestId: randomUUID(), code: `G-${randomUUID().slice(0, 8).toUpperCase()}`, name },
});

describe('a request', () => {
  it('has one line in the log: its id, what it was, what came of it and how long that took', async () => {
    const { headers } = await coop.client.raw('query Mine { me { user { id } } }');
    const line = await log.ofRequest(headers.get('x-request-id'));
    expect(line).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as unknown,
      msg: 'request',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
      method: 'POST',
      route: '/graphql',
      type: 'query',
      operation: 'me',
      outcome: 'ok',
      status: 200,
      durationMs: expect.any(Number) as unknown,
      via: 'session',
      userId: coop.userId,
      organisationId: coop.organisationId,
    });
  });

  it('is refused with its codes, or in error with them', async () => {
    const wrong = { requestId: randomUUID(), plotId: randomUUID(), varietyCode: 'TAROCCO' };
    const refused = await coop.client.raw(landDocuments.changePlot, { input: wrong });
    expect(refused.body.data.answer.__typename).toBe('Refused');
    expect(await log.ofRequest(refused.headers.get('x-request-id'))).toMatchObject({
      type: 'mutation',
      operation: 'changePlot',
      outcome: 'refused',
      refusals: [refused.body.data.answer.reasons[0].code],
    });
    const anonymous = await client(testApp.url).raw('{ me { user { id } } }');
    expect(await log.ofRequest(anonymous.headers.get('x-request-id'))).toMatchObject({
      operation: 'me',
      outcome: 'error',
      errors: ['UNAUTHENTICATED'],
    });
  });

  it('is not given its id by a stranger', async () => {
    const { headers } = await coop.client.raw(
      '{ __typename }',
      {},
      { headers: { 'x-request-id': ASCII_MARK } },
    );
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f]{8}-/);
  });
});

describe('personal data and secrets', () => {
  const everywhere: [string, () => Promise<unknown>][] = [
    ['variables', () => coop.client.raw(landDocuments.recordGrower, grower(MARK))],
    ['a variable of the wrong type', () => coop.client.raw(landDocuments.recordGrower, { input: MARK })],
    [
      'a cursor',
      () =>
        coop.client.raw('query ($after: String) { plots(after: $after) { totalCount } }', { after: MARK }),
    ],
    [
      'a forged cursor that reaches the database',
      () =>
        coop.client.raw('query ($after: String) { plots(after: $after) { totalCount } }', {
          after: Buffer.from(JSON.stringify([MARK, MARK])).toString('base64url'),
        }),
    ],
    ['a literal', () => coop.client.raw(`{ lot(code: "${MARK}") { code } }`)],
    [
      'names the client chooses',
      () => coop.client.raw(`query ${ASCII_MARK} { ${ASCII_MARK}: me { user { id } } }`),
    ],
    ['a field that does not exist', () => coop.client.raw(`{ ${ASCII_MARK} }`)],
    ['a document that does not parse', () => coop.client.raw(`{ lot(code: "${MARK}`)],
    [
      'a password',
      () =>
        coop.client.raw(organisationDocuments.signIn, { input: { username: ASCII_MARK, password: MARK } }),
    ],
    ['a bearer token', () => client(testApp.url, ASCII_MARK).raw('{ __typename }')],
    [
      'headers',
      () =>
        coop.client.raw(
          '{ __typename }',
          {},
          {
            headers: Object.fromEntries(
              [
                'x-device',
                'x-organisation',
                'cookie',
                'user-agent',
                'referer',
                'x-forwarded-for',
                'x-request-id',
                'accept-language',
                'traceparent',
                'origin',
              ].map((name) => [name, ASCII_MARK]),
            ),
          },
        ),
    ],
    ['a path and its query', () => fetch(`${testApp.url}/${ASCII_MARK}?telephone=${ASCII_MARK}`)],
    [
      'a query in the address',
      () => fetch(`${testApp.url}/graphql?query=${encodeURIComponent(`{ lot(code: "${MARK}") { code } }`)}`),
    ],
    ['JSON that is none', () => postBytes(testApp.url, `{"query": ${MARK}`)],
    ['JSON that reaches for prototypes', () => postBytes(testApp.url, `{"__proto__": {"${ASCII_MARK}": 1}}`)],
    ['a form', () => postBytes(testApp.url, `name=${ASCII_MARK}`, { 'content-type': `text/${ASCII_MARK}` })],
    [
      'a statement that fails',
      () =>
        failing(`RAISE EXCEPTION 'no room for %', NEW.name USING DETAIL = NEW.name, HINT = NEW.name;`, () =>
          coop.client.raw(landDocuments.recordGrower, grower(MARK)),
        ),
    ],
  ];

  it.each(everywhere)('in %s stand in no log line, no metric and no trace', async (_, act) => {
    const before = log.written.length;
    await act();
    // Something was written, so there was something to look through.
    await until('there is a line about it', () =>
      log.lines().some(({ msg }, at) => at >= before && msg === 'request'),
    );
    expect((await metrics()).text).toContain('chengyuan_requests_total');
    for (const written of [...log.written, (await metrics()).text, ...collector.bodies])
      for (const mark of [MARK, ASCII_MARK, ASCII_MARK.toLowerCase(), encodeURIComponent(MARK), coop.token])
        expect(written).not.toContain(mark);
    expect(log.lines().every(({ msg }) => typeof msg === 'string')).toBe(true);
  });

  it('are not needed to find a bug: what failed, where, and in which request', async () => {
    const { headers, body } = await failing(`RAISE EXCEPTION 'no room for %', NEW.name;`, () =>
      coop.client.raw(landDocuments.recordGrower, grower(MARK)),
    );
    expect(body.errors[0].extensions.code).toBe('INTERNAL');
    const requestId = headers.get('x-request-id');
    expect(await log.ofRequest(requestId)).toMatchObject({
      operation: 'recordGrower',
      outcome: 'failed',
      errors: ['INTERNAL'],
    });
    expect(log.lines().filter((line) => line.requestId === requestId)).toContainEqual(
      expect.objectContaining({
        level: 'error',
        from: 'GraphQL',
        error: expect.objectContaining({
          type: 'QueryFailedError',
          code: 'P0001',
          at: expect.arrayContaining([expect.stringContaining('record-grower')]) as unknown,
        }) as unknown,
      }),
    );
  });
});

describe('the metrics', () => {
  it('are read by who shows the token, and by nobody else', async () => {
    expect((await metrics(null)).status).toBe(401);
    expect(await metrics(`${TOKEN}x`)).toEqual({ status: 401, text: '' });
    expect((await metrics()).status).toBe(200);
  });

  it('count requests, refusals and errors, and time what was done', async () => {
    const ok = 'chengyuan_requests_total{type="query",operation="me",outcome="ok"}';
    const timed = 'chengyuan_request_duration_seconds_count{operation="me"}';
    const before = (await metrics()).text;
    await coop.client.run('{ me { user { id } } }');
    await coop.client.run('query Named { again: me { user { id } } }');
    const wrong = await coop.client.raw('{ me { nothing } }');
    const refusal = await send(coop, landDocuments.changePlot, {
      plotId: randomUUID(),
      varietyCode: 'TAROCCO',
    });
    const refused = `chengyuan_refusals_total{code="${refusal.reasons[0].code}"}`;
    // A request is counted a moment after its answer.
    const after = await until('the last of them is counted', async () => {
      const { text } = await metrics();
      return valueOf(text, refused) > valueOf(before, refused) && text;
    });
    const more = (name: string): number => valueOf(after, name) - valueOf(before, name);
    expect(more(ok)).toBe(2);
    expect(more(timed)).toBe(2);
    expect(more('chengyuan_requests_total{type="none",operation="none",outcome="error"}')).toBe(1);
    expect(more(`chengyuan_errors_total{code="${wrong.body.errors[0].extensions.code}"}`)).toBe(1);
    expect(more(refused)).toBe(1);
    expect(valueOf(after, 'process_resident_memory_bytes')).toBeGreaterThan(1e7);
    expect(after).toMatch(/^nodejs_eventloop_lag_seconds\{quantile="0.99"\} [0-9]/m);
    expect(after).toMatch(/^chengyuan_pool_connections\{state="idle"\} [1-9]/m);
    expect(after).toMatch(/^chengyuan_pool_waiting 0$/m);
    expect(after).toMatch(/^chengyuan_jobs\{state="FAILED"\} 0$/m);
  });

  it('have no more series than the schema has fields, whatever clients call things', async () => {
    const count = async (): Promise<number> => (await metrics()).text.split('\n').length;
    await coop.client.raw('query A { a: me { user { id } } }');
    await fetch(`${testApp.url}/a`);
    const before = await count();
    for (let i = 0; i < 20; i += 1) {
      await coop.client.raw(`query A${i} { a${i}: me { user { id } } }`);
      await fetch(`${testApp.url}/a${i}`);
    }
    expect(await count()).toBe(before);
  });

  it('count a transaction that PostgreSQL had begin again, and the request says so', async () => {
    await owner.query('CREATE SEQUENCE tries; GRANT USAGE ON SEQUENCE tries TO PUBLIC');
    const name = 'chengyuan_transaction_retries_total{sqlstate="40001"}';
    const before = await series(name);
    const answer = await failing(
      `IF nextval('tries') < 3 THEN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END IF; RETURN NEW;`,
      () => coop.client.raw(landDocuments.recordGrower, grower('示范农户')),
    );
    expect(answer.body.data.answer.__typename).toBe('GrowerPayload');
    expect((await series(name)) - before).toBe(2);
    expect(await log.ofRequest(answer.headers.get('x-request-id'))).toMatchObject({
      outcome: 'ok',
      retries: 2,
    });
  });

  it('count who asks too often, and the open subscriptions', async () => {
    for (let i = 0; i < 100; i += 1)
      if ((await client(testApp.url).raw('{ __typename }')).status === 429) break;
    expect(await series('chengyuan_errors_total{code="RATE_LIMITED"}')).toBeGreaterThan(0);
    const running = 'chengyuan_requests_running{type="subscription"}';
    expect(await series(running)).toBe(0);
    const open = await subscribe(testApp.url, coop.token, 'subscription { holdChanged { eventId } }');
    await open.next();
    expect(await series(running)).toBe(1);
    await open.close();
    await until('the server has noticed', async () => (await series(running)) === 0);
  });

  it('take states of other parts, and do without those that cannot be told', async () => {
    const all = testApp.app.get(Metrics);
    all.gauge('test_jobs', 'Jobs.', 'state', () => Promise.resolve({ waiting: 3, failed: 1 }));
    all.gauge('test_broken', 'Broken.', 'state', () => Promise.reject(new Error('the database is away')));
    const { status, text } = await metrics();
    expect(status).toBe(200);
    expect(valueOf(text, 'test_jobs{state="waiting"}')).toBe(3);
    expect(text).not.toContain('test_broken{');
  });
});

describe('the traces', () => {
  it('have a span for each request and one below it for each of its transactions', async () => {
    const { headers } = await coop.client.raw(landDocuments.recordGrower, grower('示范农户'));
    const id = headers.get('x-request-id');
    // Spans are sent every five seconds, many at once.
    const request = await until('its span was sent', () =>
      collector.spans().find(({ attributes }) => attributes['chengyuan.request_id'] === id),
    );
    expect(request).toMatchObject({
      name: 'mutation recordGrower',
      attributes: { 'chengyuan.outcome': 'ok', 'graphql.operation.type': 'mutation' },
    });
    const below = collector.spans().filter(({ parentSpanId }) => parentSpanId === request.spanId);
    expect(below.map(({ name }) => name)).toContain('transaction');
    expect(below.map(({ attributes }) => attributes['chengyuan.isolation'])).toContain('READ COMMITTED');
  });
});
