import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { parse, validate } from 'graphql';
import { costOf } from '../../src/infrastructure/graphql/cost.js';
import { LIMITS } from '../../src/infrastructure/graphql/protection.js';
import { startSeasonApp, type SeasonApp } from '../support/demo.js';

let season: SeasonApp;

beforeAll(async () => {
  season = await startSeasonApp();
});
afterAll(() => season.close());

/** The lots page with everything that hangs on a lot. */
const PAGE = `query ($first: Int!) {
  lots(first: $first, order: CODE) {
    edges { node { code state massGrams exporter { nameZh } cooperatives { nameZh }
      members { batchCode packer { nameZh } inspections { code verdict body { nameZh } } }
      checks { unity verdict findings { ruleCode verdict explanation } } } }
    pageInfo { hasNextPage endCursor }
  }
}`;

function cost(query: string, variables: object = {}): number {
  const { schema } = season.app.get(GraphQLSchemaHost);
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  return costOf(schema, document, { ...variables }).rows;
}

/** Objects in an answer, without the connections, edges and page ends that stand around them. */
function rowsIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + rowsIn(each), 0);
  if (typeof value !== 'object' || value === null) return 0;
  const wraps = ['edges', 'node', 'hasNextPage'].some((name) => name in value);
  return (wraps ? 0 : 1) + rowsIn(Object.values(value));
}

describe('the cost of a document', () => {
  it.each<[string, string, string, object]>([
    ['exporter', 'the lots page', PAGE, { first: 10 }],
    ['exporter', 'lots alone', '{ lots(first: 10) { edges { node { code } } } }', {}],
    [
      'base',
      'lots with what their checks rest on',
      '{ lots(first: 12) { edges { node { code checks { findings { ruleCode evidence { value } } } documents { number } transitions { toState } } } } }',
      {},
    ],
    [
      'base',
      'batches with their origins',
      '{ batches(first: 100) { edges { node { code origins { massGrams } holds { note } } } } }',
      {},
    ],
    ['base', 'runs with their draws', '{ runs(first: 50) { edges { node { draws { massGrams } } } } }', {}],
    [
      'base',
      'inspections with what was measured',
      '{ inspections(first: 20) { edges { node { measurements { value } laboratoryResults { substance } } } } }',
      {},
    ],
    [
      'base',
      'a trace',
      '{ trace(code: "P2526-Z01") { batches { code holder { nameZh } inspections { code } } runs { draws { massGrams } } plots { code } lots { members { massGrams } checks { unity } } } }',
      {},
    ],
    [
      'base',
      'reference tables',
      '{ regions { code } substances { code } bannedSubstances { substance } }',
      {},
    ],
  ])('is about the number of rows it answers with: %s asks for %s', async (account, _, query, variables) => {
    const rows = rowsIn(await (await season.as(account)).run(query, { ...variables })) - 1;
    const estimated = cost(query, variables);
    expect(rows).toBeGreaterThan(5);
    // Twice too much or half of it is still about right; ten times would make the limit a lottery.
    expect({ rows, estimated, isAbout: estimated >= rows / 2 && estimated <= rows * 2 }).toEqual({
      rows,
      estimated,
      isAbout: true,
    });
  });
});

describe('the limit', () => {
  it('lets the largest lots page pass, with members, checks and inspections', async () => {
    expect(cost(PAGE, { first: 100 })).toBeLessThanOrEqual(LIMITS.cost);
    const { lots } = await (await season.as('exporter')).run(PAGE, { first: 100 });
    expect(lots.edges.length).toBeGreaterThan(5);
  });

  it('does not let two of them pass in one document', async () => {
    const twice = PAGE.replace(/^query.*\n/, 'query { ').replace(
      'lots(first: $first, order: CODE)',
      'a: lots(first: 100)',
    );
    const both = twice.replace(/\}$/, `${twice.slice('query { '.length).replace('a: lots', 'b: lots')}`);
    const { body } = await (await season.as('exporter')).raw(both, {}, { language: 'zh' });
    expect(body.data ?? null).toBeNull();
    expect(body.errors).toEqual([
      expect.objectContaining({
        message: expect.stringMatching(/^一次要的数据太多：估计约 \d+ 行，上限 10000 行/) as unknown,
        extensions: { code: 'QUERY_TOO_COSTLY', cost: cost(both), limit: LIMITS.cost },
      }),
    ]);
  });

  it('follows the variables of a document that it has seen before', async () => {
    const exporter = await season.as('exporter');
    const query =
      'query ($first: Int!) { lots(first: $first) { edges { node { transitions { reason } members { inspections { body { nameZh } } } } } } }';
    const codes = [];
    for (const first of [1, 1_000, 2, 1_000]) {
      const { body } = await exporter.raw(query, { first });
      codes.push(body.errors?.[0].extensions.code ?? null);
    }
    expect(codes).toEqual([null, 'QUERY_TOO_COSTLY', null, 'QUERY_TOO_COSTLY']);
  });
});

describe('judging', () => {
  const ids = Array.from(
    { length: 100 },
    (_, i) => `"00000000-0000-7000-8000-${String(i).padStart(12, '0')}"`,
  );
  const eligibility = (batches: number, more = ''): string =>
    `marketEligibility(batchIds: [${ids.slice(0, batches).join(' ')}]${more}) { asOf }`;
  const twice = (field: string): string => `{ a: ${field} b: ${field} }`;
  const HEAVY = [
    ['base', eligibility(100)],
    ['exporter', 'openSteps { ruleCode }'],
    ['exporter', 'stockEligibility { asOf }'],
    ['base', 'previewStandardVersion(versionCode: "X", first: 100) { isCut }'],
  ] as const;

  it.each(HEAVY)('is done once a document: %s, %s', async (account, field) => {
    const client = await season.as(account);
    const once = await client.raw(`{ ${field} }`);
    expect(once.body.errors).toBeUndefined();
    const { body } = await client.raw(twice(field));
    expect(body.data ?? null).toBeNull();
    expect(body.errors).toEqual([
      expect.objectContaining({
        extensions: expect.objectContaining({ code: 'QUERY_TOO_COSTLY' }) as unknown,
      }),
    ]);
  });

  it('costs what it is asked: fewer batches and markets cost less, in variables as well', () => {
    const all = cost(`{ ${eligibility(100)} }`);
    expect(cost(`{ ${eligibility(10)} }`)).toBeLessThan(all / 9);
    expect(cost(`{ ${eligibility(100, ' marketCodes: ["TH"]')} }`)).toBeLessThan(all / 2);
    const asVariables = 'query ($ids: [ID!]!) { marketEligibility(batchIds: $ids) { asOf } }';
    expect(cost(asVariables, { ids: ids.slice(0, 100) })).toBe(all);
    expect(cost(asVariables, { ids: ids.slice(0, 10) })).toBeLessThan(all / 9);
  });

  it('of a hundred batches passes with all that may be told of them', () => {
    const told = `missing { code title nextSteps { text by } source { document } }`;
    const query = `{ ${eligibility(100).replace('{ asOf }', `{ asOf markets { marketCode ${told} toCome { code nextSteps { by } } } batches { batchCode markets { marketCode verdict ${told} } } }`)} }`;
    expect(cost(query)).toBeLessThanOrEqual(LIMITS.cost);
  });

  it('of some worksheets passes in one document, of fifteen not', () => {
    const sheets = (count: number): string =>
      `{ ${Array.from({ length: count }, (_, i) => `s${i}: inspectionWorksheet(batchId: ${ids[i]}) { batchCode }`).join(' ')} }`;
    expect(cost(sheets(5))).toBeLessThanOrEqual(LIMITS.cost);
    expect(cost(sheets(15))).toBeGreaterThan(LIMITS.cost);
  });
});
