import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { buildClientSchema, getIntrospectionQuery, parse, printSchema, validate } from 'graphql';
import { LOT_STATES } from '../../src/modules/lots/domain/lot-state.js';
import { client } from '../support/graphql-client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const BROWSER = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };

let graphiqlDirectory: string;
let offered: TestApp;
let closed: TestApp;

beforeAll(async () => {
  graphiqlDirectory = mkdtempSync(join(tmpdir(), 'chengyuan-graphiql-'));
  execFileSync(process.execPath, ['scripts/lib/graphiql.mjs', graphiqlDirectory]);
  offered = await startTestApp({ introspection: true, graphiqlDirectory });
  closed = await startTestApp({ introspection: false, graphiqlDirectory });
});
afterAll(async () => {
  await Promise.all([offered.close(), closed.close()]);
  rmSync(graphiqlDirectory, { recursive: true });
});

const page = async (): Promise<string> =>
  (await fetch(`${offered.url}/graphql`, { headers: BROWSER })).text();
const files = async (): Promise<string[]> => (await page()).match(/\/graphiql\/[\w.-]+/g) ?? [];

describe('where the schema is offered', () => {
  it('answers introspection with the whole schema', async () => {
    const { body } = await client(offered.url).raw(getIntrospectionQuery());
    const told = buildClientSchema(body.data);
    expect(printSchema(told)).toBe(printSchema(offered.app.get(GraphQLSchemaHost).schema));
  });

  it.each([
    ['in the document', '{ lots(filter: {states: [OPNE]}) { totalCount } }', {}],
    [
      'in a variable',
      'query ($f: LotFilter) { lots(filter: $f) { totalCount } }',
      { f: { states: ['OPNE'] } },
    ],
  ])('says which values an enum has to who wrote another: %s', async (_, query, variables) => {
    for (const [language, words, separator] of [
      ['zh', '应为：', '、'],
      ['en', 'Expected one of: ', ', '],
    ] as const) {
      const told = async (of: TestApp): Promise<string> =>
        (await client(of.url).raw(query, variables, { language })).body.errors[0].message;
      expect(await told(offered)).toContain(words + LOT_STATES.toSorted().join(separator));
      expect(await told(closed)).not.toContain('CLEARED');
    }
  });

  it('gives browsers GraphiQL, which may run and ask nothing but this server', async () => {
    const response = await fetch(`${offered.url}/graphql`, { headers: BROWSER });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'self';");
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval|script-src[^;]*unsafe/);
  });

  it('names no other server in the page and has no script inside it', async () => {
    const html = await page();
    expect(html.replaceAll('http%3A%2F%2Fwww.w3.org%2F2000%2Fsvg', '')).not.toMatch(/https?(:|%3A)\/\//);
    const scripts = [...html.matchAll(/<script[^>]*>/g)].map(([tag]) => tag);
    expect(scripts.length).toBeGreaterThan(1);
    for (const tag of scripts) expect(tag).toMatch(/ src="\/|application\/json/);
  });

  it('begins with a document that can be run', async () => {
    const [, json = ''] = /id="settings">(.*)<\/script>/.exec(await page()) ?? [];
    const { options } = JSON.parse(json) as { options: { defaultQuery: string } };
    const { schema } = offered.app.get(GraphQLSchemaHost);
    expect(validate(schema, parse(options.defaultQuery))).toEqual([]);
    expect(options.defaultQuery).toContain('username: "exporter"');
  });

  it('sends a browser there that opens the address alone, with the headers of every answer, and no program', async () => {
    const at = (of: TestApp, headers: Record<string, string>): Promise<Response> =>
      fetch(`${of.url}/`, { headers, redirect: 'manual' });
    const sent = await at(offered, BROWSER);
    expect([sent.status, sent.headers.get('location'), await sent.text()]).toEqual([302, '/graphql', '']);
    expect(sent.headers.get('x-content-type-options')).toBe('nosniff');
    const asked = await fetch(`${offered.url}/`, { headers: BROWSER });
    expect([asked.status, asked.url]).toEqual([200, `${offered.url}/graphql`]);
    for (const [of, headers] of [
      [offered, { accept: 'application/json' }],
      [offered, {}],
      [closed, BROWSER],
    ] as const)
      expect((await at(of, headers)).status).toBe(404);
    expect((await fetch(`${offered.url}/nothing`, { headers: BROWSER })).status).toBe(404);
  });

  it('hands out the files of the page compressed, to be kept for good', async () => {
    const names = await files();
    expect(names).toHaveLength(6);
    for (const name of names) {
      const { headers, body } = await raw(`${offered.url}${name}`, { 'accept-encoding': 'gzip, br' });
      expect(headers).toMatchObject({
        'content-encoding': 'gzip',
        'cache-control': 'public, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
      });
      expect(headers['content-type']).toBe(
        name.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8',
      );
      const plain = await raw(`${offered.url}${name}`, {});
      expect(plain.headers['content-encoding']).toBeUndefined();
      expect(plain.body.equals(gunzipSync(body))).toBe(true);
    }
  });

  it.each([
    '/graphiql/files.json',
    '/graphiql/..%2Ffiles.json',
    '/graphiql/%2e%2e%2f%2e%2e%2fpackage.json',
    '/graphiql/',
  ])('hands out nothing else: %s', async (path) => {
    expect((await raw(`${offered.url}${path}`, {})).status).toBe(404);
  });

  it('still answers programs that ask by GET', async () => {
    const response = await fetch(`${offered.url}/graphql?query={__typename}`, {
      headers: { accept: 'application/json' },
    });
    expect(await response.json()).toEqual({ data: { __typename: 'Query' } });
  });
});

describe('where it is not', () => {
  it('there is no page and there are no files', async () => {
    const response = await fetch(`${closed.url}/graphql`, { headers: BROWSER });
    expect(response.headers.get('content-type') ?? '').not.toContain('html');
    expect(await response.text()).not.toMatch(/<html|graphiql/i);
    for (const name of await files()) expect((await fetch(closed.url + name)).status).toBe(404);
  });

  it.each(['{ __schema { types { name } } }', '{ __type(name: "Lot") { fields { name } } }'])(
    'the schema is not told: %s',
    async (query) => {
      const { body } = await client(closed.url).raw(query);
      expect(body.data ?? null).toBeNull();
      expect(body.errors[0].message).toMatch(/introspection/i);
    },
  );
});

/** Asks without the decompression that fetch does by itself. */
function raw(
  url: string,
  headers: Record<string, string>,
): Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }> {
  return new Promise((resolve, reject) => {
    httpRequest(url, { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    })
      .on('error', reject)
      .end();
  });
}
