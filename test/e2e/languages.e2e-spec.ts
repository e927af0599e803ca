import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { givenIn, type Member } from '../support/given/index.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

let testApp: TestApp;
let member: Member;

beforeAll(async () => {
  testApp = await startTestApp();
  member = await givenIn(testApp).member('COOPERATIVE');
});
afterAll(() => testApp.close());

interface Answered {
  code: string;
  zh: string;
  en: string;
}

/** The errors of one document as both readers see them. */
async function errorsOf(query: string, variables: Record<string, unknown> = {}): Promise<Answered[]> {
  const [zh, en] = await Promise.all(
    (['zh', 'en'] as const).map(async (language) => {
      const { body } = await member.client.raw(query, variables, { language });
      return body.errors as { message: string; extensions: { code: string } }[];
    }),
  );
  return zh!.map((error, i) => ({
    code: error.extensions.code,
    zh: error.message,
    en: en![i]?.message ?? '',
  }));
}

const HARVEST = `mutation ($input: RecordHarvestInput!) { recordHarvest(input: $input) { __typename } }`;

describe('limits on a document', () => {
  const depth = '{ batches { edges { node '.concat(
    '{ origins '.repeat(15),
    '{ plotCode }',
    ' }'.repeat(15),
    '}}}',
  );
  const many = (n: number, text: (i: number) => string): string =>
    Array.from({ length: n }, (_, i) => text(i)).join(' ');
  it.each([
    ['QUERY_TOO_DEEP', depth, /嵌套太深：\d+ 层，上限 12 层/, /nested too deeply: \d+ levels, at most 12/],
    [
      'TOO_MANY_ALIASES',
      `{ ${many(50, (i) => `a${i}: regions { code }`)} }`,
      /别名太多：50 个，上限 15 个/,
      /too many aliases: 50, at most 15/,
    ],
    [
      'TOO_MANY_DIRECTIVES',
      `{ __typename ${many(100, () => '@include(if: true)')} }`,
      /指令太多：100 个，上限 20 个/,
      /too many directives: 100, at most 20/,
    ],
    [
      'TOO_MANY_TOKENS',
      `{ ${many(3_000, () => '__typename')} }`,
      /文本太长：上限 2000/,
      /too long: at most 2000 tokens/,
    ],
    [
      'QUERY_TOO_COSTLY',
      `{ ${many(14, (i) => `a${i}: lots(first: 100) { edges { node { members { batchCode } checks { findings { explanation } } } } }`)} }`,
      /一次要的数据太多：估计约 \d+ 行，上限 \d+ 行/,
      /asks for too much at once: about \d+ rows, at most \d+/,
    ],
  ])('are told apart by their code: %s', async (code, query, zh, en) => {
    const [error] = await errorsOf(query);
    expect(error).toEqual({
      code,
      zh: expect.stringMatching(zh),
      en: expect.stringMatching(en),
    });
  });
});

describe('values that are none', () => {
  it('are named with their field, what was sent and what was expected', async () => {
    const input = { requestId: 'x', plotId: 'x', harvestedAt: 'yesterday', massGrams: 1.5 };
    expect(await errorsOf(HARVEST, { input })).toEqual([
      {
        code: 'BAD_USER_INPUT',
        zh: '变量 $input 中 input.harvestedAt 的值 "yesterday" 不对：应为时刻，例如 2026-01-05T08:30:00+08:00',
        en: 'Variable "$input" got invalid value "yesterday" at "input.harvestedAt"; expected a moment such as 2026-01-05T08:30:00+08:00',
      },
      {
        code: 'BAD_USER_INPUT',
        zh: '变量 $input 中 input.massGrams 的值 1.5 不对：应为以克计的整数，0 至一百万吨',
        en: 'Variable "$input" got invalid value 1.5 at "input.massGrams"; expected a whole number of grams, 0 to a million tonnes',
      },
    ]);
  });

  it('are named the same way where they are written in the document', async () => {
    const [error] = await errorsOf('{ batches(filter: { madeFrom: "5 January" }) { totalCount } }');
    expect(error).toEqual({
      code: 'BAD_USER_INPUT',
      zh: 'madeFrom: "5 January" 不是 LocalDate 的值：应为日期，写作 YYYY-MM-DD',
      en: 'madeFrom: Expected value of type "LocalDate", found "5 January"; expected a day as YYYY-MM-DD',
    });
  });

  it('are named by the argument as it was written', async () => {
    expect(await errorsOf('{ batches(first: 1000) { totalCount } }')).toEqual([
      { code: 'BAD_USER_INPUT', zh: 'first: 最多 100', en: 'first: must be at most 100' },
    ]);
  });
});

describe('documents that do not fit the schema', () => {
  it.each([
    ['{ batches { totalCoun } }', 'BatchConnection 没有字段 totalCoun', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ batches', 'GraphQL 语法错误：此处应为 名称，实为 文本结尾', 'GRAPHQL_PARSE_FAILED'],
    [HARVEST, '缺少必填变量 $input（类型 RecordHarvestInput!）', 'BAD_USER_INPUT'],
    [
      'query A { __typename } query B { __typename }',
      '无法确定要执行哪个操作',
      'OPERATION_RESOLUTION_FAILURE',
    ],
  ])('are explained in Chinese to who reads Chinese: %s', async (query, zh, code) => {
    const [error] = await errorsOf(query);
    expect(error).toMatchObject({ code, zh: expect.stringContaining(zh) });
    expect(error?.en).not.toMatch(/\p{Script=Han}/u);
  });
});

describe('bodies that say nothing', () => {
  const expected = '{"query": "{ … }", "variables": { … }}';
  const noQuery = {
    zh: `请求正文缺少 query（GraphQL 文本），应为 ${expected}`,
    en: `The body has no query, the GraphQL document; expected ${expected}`,
  };
  const noObject = {
    zh: `请求正文应为 JSON 对象：${expected}`,
    en: `The body must be a JSON object: ${expected}`,
  };
  it.each([
    ['{}', noQuery],
    ['{ }', noQuery],
    ['[]', noObject],
    ['null', noObject],
    ['1', noObject],
    ['"{ __typename }"', noObject],
    [
      '{"quer": "{ __typename }"}',
      {
        zh: '请求正文没有参数 quer，应为 query、variables、operationName 或 extensions',
        en: 'The body has no parameter called quer; expected query, variables, operationName or extensions',
      },
    ],
  ])('are told what is missing, and nothing of what read them: %s', async (body, told) => {
    for (const language of ['zh', 'en'] as const) {
      const response = await fetch(`${testApp.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'accept-language': language },
        body,
      });
      expect(response.status).toBe(400);
      expect(await response.json()).toEqual({
        errors: [{ message: told[language], extensions: { code: 'BAD_REQUEST' } }],
      });
    }
  });
});

describe('bodies that never reach GraphQL', () => {
  const json = 'application/json';
  it.each([
    [
      413,
      'PAYLOAD_TOO_LARGE',
      json,
      JSON.stringify({ query: `{ __typename } #${'x'.repeat(300_000)}` }),
      '太大',
    ],
    [400, 'BAD_REQUEST', json, 'not json', 'JSON'],
    [415, 'UNSUPPORTED_MEDIA_TYPE', 'text/plain', '{}', '须为 application/json'],
  ])('are refused with %i in the reader’s language', async (status, code, type, body, zh) => {
    for (const language of ['zh', 'en']) {
      const response = await fetch(`${testApp.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': type, 'accept-language': language },
        body,
      });
      expect(response.status).toBe(status);
      const { errors } = (await response.json()) as { errors: { message: string }[] };
      expect(errors).toMatchObject([{ extensions: { code } }]);
      if (language === 'zh') expect(errors[0]?.message).toContain(zh);
      else expect(errors[0]?.message).not.toMatch(/\p{Script=Han}/u);
    }
  });
});
