import { Agent } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { givenIn, type Member } from '../support/given/index.js';
import { expectFreed, postBytes, settledMemory, type BareAnswer, type Memory } from '../support/hostile.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let testApp: TestApp;
let member: Member;
let memoryAtFirst: Memory;

beforeAll(async () => {
  testApp = await startTestApp();
  member = await givenIn(testApp).member('COOPERATIVE');
  memoryAtFirst = await settledMemory();
});
afterAll(() => testApp.close());

/** Whatever was sent, the next one who asks is answered. */
afterEach(async () => {
  expect((await member.client.run('{ __typename }')).__typename).toBe('Query');
});

/** Nothing of it was kept. */
const expectNothingKept = (): Promise<void> => expectFreed('heap', memoryAtFirst, 40);

const send = (body: string | Buffer, headers: Record<string, string> = {}): Promise<BareAnswer> =>
  postBytes(testApp.url, body, {
    authorization: `Bearer ${member.token}`,
    'accept-language': 'en',
    ...headers,
  });

const ask = (query: string, variables?: object): string => JSON.stringify({ query, variables });
const times = (count: number, text: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => text(i)).join(' ');
/** Variables as text, for JSON that JSON.stringify would never write. */
const withVariables = (query: string, json: string): string =>
  `{"query":${JSON.stringify(query)},"variables":${json}}`;

const LOT = 'query ($code: String) { lot(code: $code) { code } }';
const LOTS = 'query ($first: Int!) { lots(first: $first) { edges { node { code } } } }';

describe('documents made to exhaust the server are refused, quickly and by name', () => {
  afterAll(expectNothingKept);

  const nested = (depth: number): string =>
    `{ batches { edges { node ${'{ origins '.repeat(depth)}{ plotCode }${' }'.repeat(depth)} } } }`;
  /** Each fragment spreads the next one many times over. */
  const bomb = (levels: number, fan: number): string =>
    `{ regions { ...F0 } } ${times(levels, (i) => `fragment F${i} on Region { ${`...F${i + 1} `.repeat(fan)} }`)}
     fragment F${levels} on Region { code }`;

  it.each([
    ['a thousand aliases', `{ ${times(1_000, (i) => `a${i}: __typename`)} }`, 'TOO_MANY_TOKENS'],
    ['sixteen aliases', `{ ${times(16, (i) => `a${i}: brands { code }`)} }`, 'TOO_MANY_ALIASES'],
    ['depth 13', nested(13), 'QUERY_TOO_DEEP'],
    [
      'depth 200 of inline fragments',
      `{ ${'... on Query { '.repeat(200)}__typename${' }'.repeat(200)} }`,
      'QUERY_TOO_DEEP',
    ],
    ['20,000 fields', `{ ${'__typename '.repeat(20_000)} }`, 'TOO_MANY_TOKENS'],
    ['as many fields as tokens allow', `{ ${'__typename '.repeat(1_990)} }`, 'QUERY_TOO_COMPLEX'],
    ['20,000 directives', `{ __typename ${'@skip '.repeat(20_000)} }`, 'TOO_MANY_TOKENS'],
    ['as many directives as tokens allow', `{ __typename ${'@skip '.repeat(990)} }`, 'TOO_MANY_DIRECTIVES'],
    ['a fragment that spreads itself', '{ ...A } fragment A on Query { ...A }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'fragments that run in a circle',
      '{ ...A } fragment A on Query { ...B } fragment B on Query { ...C } fragment C on Query { ...A }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['a long chain of fragments', bomb(150, 2), 'QUERY_TOO_DEEP'],
    ['1,900 unknown fields', `{ ${times(1_900, (i) => `x${i}`)} }`, 'QUERY_TOO_COMPLEX'],
    [
      'pages of everything',
      `{ ${times(14, (i) => `a${i}: lots(first: 100) { edges { node { members { batchCode inspections { code } } } } }`)} }`,
      'QUERY_TOO_COSTLY',
    ],
    [
      'a page of two thousand million',
      '{ lots(first: 2147483647) { edges { node { code } } } }',
      'QUERY_TOO_COSTLY',
    ],
  ])('%s', async (_, query, code) => {
    const startedAt = performance.now();
    const { status, text, codes } = await send(ask(query));
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    expect(status).toBe(200);
    expect(codes).toContain(code);
    expect(text).not.toContain('"data":{');
  });

  it('a bomb of fragments within the depth that is allowed takes no time', async () => {
    const startedAt = performance.now();
    const { text } = await send(ask(bomb(4, 80)));
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    expect(text).toMatch(/"code":"QUERY_TOO_|"data":{"regions"/);
  });
});

describe('bodies that are not what they should be', () => {
  afterAll(expectNothingKept);

  it('are refused beyond 256 KiB, however they are announced', async () => {
    const big = `{"query":"{ __typename }","x":"${'x'.repeat(5 * 1024 * 1024)}"}`;
    await expect(send(big)).resolves.toMatchObject({ status: 413, codes: ['PAYLOAD_TOO_LARGE'] });
    const response = await fetch(`${testApp.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: new Blob([big]).stream(),
      duplex: 'half',
    } as RequestInit).catch(() => ({ status: 413 }));
    expect(response.status).toBe(413);
  });

  it.each<[string, string | Buffer]>([
    ['nothing', ''],
    ['no JSON', '{"query": '],
    ['null', 'null'],
    ['a number', '7'],
    ['text', '"{ __typename }"'],
    ['a batch', `[${ask('{ __typename }')},${ask('{ __typename }')}]`],
    ['UTF-16', Buffer.from(ask('{ __typename }'), 'utf16le')],
    [
      'bytes that are not UTF-8',
      Buffer.concat([
        Buffer.from('{"query":"{ __typename }","x":"'),
        Buffer.from([0xc3, 0x28, 0xff]),
        Buffer.from('"}'),
      ]),
    ],
    ['a zero byte', Buffer.from('{"query":"{ __type\0name }"}')],
    ['a hundred thousand brackets', '['.repeat(100_000)],
    ['a key that reaches for prototypes', '{"query":"{ __typename }","__proto__":{"isAdmin":true}}'],
    ['such a key among the variables', withVariables('{ __typename }', '{"__proto__":{"isAdmin":true}}')],
    [
      'the other way to them',
      withVariables('{ __typename }', '{"constructor":{"prototype":{"isAdmin":true}}}'),
    ],
    ['variables in a list', withVariables('{ __typename }', '[]')],
    ['variables that are text', withVariables('{ __typename }', '"x"')],
    ['an operation that is not there', '{"query":"query A { __typename }","operationName":"__proto__"}'],
  ])('are answered with 400: %s', async (_, body) => {
    const { status, text } = await send(body);
    expect(status).toBe(400);
    expect(text).not.toMatch(/"data"|node_modules|\.[jt]s:\d/);
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });

  it.each([
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain',
    'application/graphql',
    'application/json-patch+json',
    '',
  ])('are refused unread as %s', async (type) => {
    const { status } = await send('query=mutation{signOut{__typename}}', { 'content-type': type });
    expect(status).toBe(415);
  });

  it('run once where a key stands twice: as its last value', async () => {
    const { text } = await send('{"query":"{ nonsense }","query":"{ __typename }"}');
    expect(JSON.parse(text)).toEqual({ data: { __typename: 'Query' } });
  });

  it.each([
    ['an argument', '{ lots(first: 1, first: 2) { totalCount } }'],
    ['a field of an input', '{ lots(filter: { codePrefix: "A", codePrefix: "B" }) { totalCount } }'],
    ['a variable', 'query ($a: Int, $a: Int) { __typename }'],
  ])('are refused where the document names twice: %s', async (_, query) => {
    expect((await send(ask(query))).codes).toContain('GRAPHQL_VALIDATION_FAILED');
  });
});

describe('values of the wrong shape are refused as such', () => {
  afterAll(expectNothingKept);

  const brackets = (count: number): string => '['.repeat(count) + ']'.repeat(count);
  const objects = (count: number): string => `${'{"a":'.repeat(count)}1${'}'.repeat(count)}`;
  const plot = (boundary: string): string =>
    withVariables(
      'mutation ($input: RegisterPlotInput!) { registerPlot(input: $input) { __typename } }',
      `{"input":{"requestId":"0193c0de-0000-7000-8000-00000000c0de","code":"P-HOSTILE","townCode":"511025123","varietyCode":"TAROCCO","declaredMu":"10","boundary":${boundary}}}`,
    );

  it.each([
    ['a list for text', withVariables(LOT, '{"code":["a"]}')],
    ['an object for text', withVariables(LOT, '{"code":{"$ne":null}}')],
    ['100,000 brackets for text', withVariables(LOT, `{"code":${brackets(100_000)}}`)],
    ['40,000 objects for text', withVariables(LOT, `{"code":${objects(40_000)}}`)],
    ['100,000 brackets for coordinates', plot(`{"type":"Polygon","coordinates":${brackets(100_000)}}`)],
    ['30,000 objects for a boundary', plot(objects(30_000))],
    ['text for a number', withVariables(LOTS, '{"first":"10"}')],
    ['a fraction', withVariables(LOTS, '{"first":1.5}')],
    ['1e999', withVariables(LOTS, '{"first":1e999}')],
    ['a number of 100,000 digits', withVariables(LOTS, `{"first":${'9'.repeat(100_000)}}`)],
    [
      'more than 32 bits, written in the document',
      ask('{ lots(first: 99999999999999999999) { totalCount } }'),
    ],
    ['less than one', withVariables(LOTS, '{"first":-2147483648}')],
    ['a field the input does not have', ask('{ lots(filter: { __proto__: { a: 1 } }) { totalCount } }')],
    ['fields every object inherits', ask('{ __proto__ { a } constructor hasOwnProperty }')],
  ])('%s', async (_, body) => {
    const { status, codes, text } = await send(body);
    expect(status).toBe(200);
    expect(codes.length).toBeGreaterThan(0);
    for (const code of codes) expect(code).toMatch(/^(BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED)$/);
    expect(text.length).toBeLessThan(10_000);
  });

  it.each([
    ['hasOwnProperty', withVariables(LOT, '{"hasOwnProperty":1,"toString":2,"code":"x"}')],
    ['toString', withVariables('query ($toString: String) { lot(code: $toString) { code } }', '{}')],
    ['deep, but unused', withVariables('{ lot(code: "x") { code } }', `{"unused":${objects(40_000)}}`)],
  ])('variables with odd names do no harm: %s', async (_, body) => {
    expect(JSON.parse((await send(body)).text)).toEqual({ data: { lot: null } });
  });

  it('text as long as a body may be finds nothing, and is not answered with more than itself', async () => {
    const long = 'x'.repeat(200_000);
    expect((await send(ask(LOT, { code: long }))).text).toBe('{"data":{"lot":null}}');
    expect((await send(ask(`{ lot(code: "${long}") { code } }`))).text).toBe('{"data":{"lot":null}}');
    const { codes, text } = await send(ask(`{ ${long} }`));
    expect(codes).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    expect(text.length).toBeLessThan(1.1 * long.length);
  });
});

describe('text that cannot be kept is refused as input, and never reaches PostgreSQL', () => {
  afterAll(expectNothingKept);

  it.each([
    ['a zero byte in a variable', ask(LOT, { code: 'L\0' }), /^\$code: the text holds what cannot be kept/],
    ['a zero byte in the document', ask('{ lot(code: "L\\u0000") { code } }'), /^code: .*cannot be kept/],
    ['a zero byte in a block of text', ask('{ lot(code: """L\0""") { code } }'), /./],
    ['half a character', withVariables(LOT, '{"code":"\\ud83c"}'), /^\$code: .*half a character/],
    [
      'a zero byte in a filter',
      ask('query ($f: LotFilter) { lots(filter: $f) { totalCount } }', { f: { codePrefix: 'L\0' } }),
      /^\$f\.codePrefix: /,
    ],
    [
      'a zero byte in a cursor',
      ask('query ($a: String) { lots(after: $a) { totalCount } }', { a: '\0' }),
      /^\$a: /,
    ],
    [
      'a cursor that holds one',
      ask('query ($a: String) { batches(after: $a) { edges { cursor } } }', {
        a: Buffer.from(JSON.stringify(['\0', '\0'])).toString('base64url'),
      }),
      /./,
    ],
    [
      'a zero byte in a username',
      ask('mutation { signIn(input: { username: "a\\u0000", password: "b" }) { __typename } }'),
      /cannot be kept/,
    ],
  ])('%s', async (_, body, message) => {
    const { text, codes } = await send(body);
    expect(codes).toHaveLength(1);
    expect(codes[0]).toMatch(/^(BAD_USER_INPUT|GRAPHQL_(PARSE|VALIDATION)_FAILED)$/);
    const [error] = (JSON.parse(text) as { errors: { message: string }[] }).errors;
    expect(error?.message).toMatch(message);
  });

  it('says so in Chinese too', async () => {
    const { text } = await send(ask(LOT, { code: 'L\0' }), { 'accept-language': 'zh' });
    expect(text).toContain('$code：文字中有无法保存的字符');
  });
});

describe('floods', () => {
  afterAll(expectNothingKept);

  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  afterAll(() => agent.destroy());
  const flood = (count: number, body: (i: number) => string, headers: Record<string, string> = {}) =>
    Promise.all(Array.from({ length: count }, (_, i) => postBytes(testApp.url, body(i), headers, agent)));

  it('of long documents that are all different leave nothing behind', async () => {
    const before = await settledMemory();
    for (const field of ['__typename', 'nonsense'])
      await flood(250, (i) => ask(`{ a${i}: ${field} } # ${'x'.repeat(150_000)}`));
    // 500 of them hold 75 MB of text alone.
    await expectFreed('heap', before, 25);
  });

  it('of requests that want to be told of events are answered and let go', async () => {
    const headers = { accept: 'text/event-stream' };
    const answers = await flood(300, () => ask('{ __typename }'), headers);
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(answers[0]?.text).toContain('event: complete');
    const refused = await flood(100, () => ask('subscription { nonsense }'), headers);
    expect(refused.filter(({ text }) => !text.includes('GRAPHQL_VALIDATION_FAILED'))).toEqual([]);
    expect(refused.every(({ text }) => !text.includes('"data":{'))).toBe(true);
  });
});
