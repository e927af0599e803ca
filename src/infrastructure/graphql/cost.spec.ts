import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { costOf } from './cost.js';
import { LIMITS } from './protection.js';

const schema = buildSchema(`
  type Query { weighed(of: [String!]!, in: [String!], first: Int! = 50): Lot  lots(first: Int! = 25, after: String): LotConnection!  lot(code: String): Lot  answer: Answer!  names: [String!]! }
  type LotConnection { edges: [LotEdge!]!  pageInfo: PageInfo!  totalCount: Int! }
  type LotEdge { cursor: String!  node: Lot! }
  type PageInfo { hasNextPage: Boolean! }
  type Lot { code: String!  exporter: Party!  members: [Member!]!  documents: [Document!]!  parts(first: Int! = 25): LotConnection! }
  type Party { name: String! }
  type Member { code: String!  packer: Party! }
  type Document { number: String! }
  union Answer = Done | Refused
  type Done { lot: Lot! }
  type Refused { reasons: [Reason!]! }
  type Reason { code: String! }
`);
// As a field of Nest declares it; documents stay undeclared.
const lot = schema.getType('Lot') as unknown as { getFields(): Record<string, { extensions: object }> };
lot.getFields()['members']!.extensions = {
  complexity: ({ childComplexity }: { childComplexity: number }) => 4 * (1 + childComplexity),
};

// Of work that follows what is asked: each named twice as dear for each market, nine of those if none is named.
const root = schema.getQueryType() as unknown as typeof lot;
root.getFields()['weighed']!.extensions = {
  complexity: ({ childComplexity, args }: { childComplexity: number; args: Record<string, unknown> }) => {
    const count = (list: unknown): number =>
      Array.isArray(list) ? list.length : (list ?? null) === null ? 9 : 1;
    return 100 * count(args['of']) * count(args['in']) + Number(args['first']) + childComplexity;
  },
};

function rowsOf(query: string, variables: Record<string, unknown> = {}, name?: string): number {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  return costOf(schema, document, variables, name).rows;
}

describe('what a document costs', () => {
  it.each([
    ['nothing where only scalars are asked for', '{ __typename names }', 0],
    ['one for an object', '{ lot { code } }', 1],
    ['one for each object on the way', '{ lot { exporter { name } } }', 2],
    ['as many as a list is declared to have', '{ lot { members { code } } }', 5],
    ['ten for a list that declares nothing', '{ lot { documents { number } } }', 11],
    ['lists times what hangs on their rows', '{ lot { members { packer { name } } } }', 9],
    ['the page', '{ lots(first: 100) { edges { node { code } } } }', 100],
    ['the page as it is if nothing is said', '{ lots { edges { node { code } } } }', 25],
    ['the page, though only its end is asked for', '{ lots(first: 40) { pageInfo { hasNextPage } } }', 40],
    ['a count like the largest page', '{ lots(first: 1) { totalCount } }', 101],
    [
      'the page times what hangs on its rows',
      '{ lots(first: 100) { edges { cursor node { code exporter { name } members { packer { name } } } } } }',
      1_000,
    ],
    [
      'pages times pages',
      '{ lots(first: 100) { edges { node { parts(first: 100) { edges { node { code } } } } } } }',
      10_100,
    ],
    ['aliases each for itself', '{ a: lot { code } b: lot { code } }', 2],
    [
      'the dearest member of a union',
      '{ answer { ... on Done { lot { members { code } } } ... on Refused { reasons { code } } } }',
      11,
    ],
  ])('is %s', (_, query, rows) => {
    expect(rowsOf(query)).toBe(rows);
  });

  it('is beyond the limit for a hundred times a hundred, with as little as one field each', () => {
    const query = '{ lots(first: 100) { edges { node { parts(first: 100) { edges { cursor } } } } } }';
    expect(rowsOf(query)).toBeGreaterThan(LIMITS.cost);
  });

  it.each([
    ['as the variable says', '($n: Int!)', { n: 7 }, 7],
    ['as the variable is declared, where it is not given', '($n: Int! = 9)', {}, 9],
    ['as the field is declared, where neither says anything', '($n: Int!)', {}, 25],
    ['as the field is declared, where the variable is no number', '($n: Int!)', { n: ['100'] }, 25],
    ['nothing below nothing', '($n: Int!)', { n: -1_000_000 }, 0],
    ['beyond all limits if so asked', '($n: Int!)', { n: 1e9 }, 1e9],
  ])('takes a page %s', (_, declared, variables, rows) => {
    expect(rowsOf(`query ${declared} { lots(first: $n) { edges { node { code } } } }`, variables)).toBe(rows);
  });

  it.each([
    ['a list written out', '', '(of: ["a", "b"], in: ["c", "d", "e"], first: 1)', {}, 601],
    ['one value for a list', '', '(of: "a", in: "c", first: 1)', {}, 101],
    ['what is left out', '', '(of: ["a"])', {}, 950],
    ['null', '', '(of: ["a"], in: null, first: 1)', {}, 901],
    ['a list of variables', '($a: String!)', '(of: [$a, $a], in: "c", first: 1)', { a: 'x' }, 201],
    ['a variable', '($a: [String!]!)', '(of: $a, in: "c", first: 1)', { a: ['x', 'y', 'z'] }, 301],
    ['a variable that is not given', '($a: [String!])', '(of: "a", in: $a, first: 1)', {}, 901],
    ['a variable that is null', '($a: [String!])', '(of: "a", in: $a, first: 1)', { a: null }, 901],
  ])('follows arguments where a field says so: %s', (_, declared, args, variables, rows) => {
    expect(rowsOf(`query Q${declared} { weighed${args} { code exporter { name } } }`, variables)).toBe(
      rows + 1,
    );
  });

  it('leaves out what a directive leaves out, and says that it depended on a variable', () => {
    const document = parse(
      'query ($with: Boolean!) { lot { code members @include(if: $with) { code } exporter @skip(if: true) { name } } }',
    );
    expect(costOf(schema, document, { with: true })).toEqual({ rows: 5, dependsOnVariables: true });
    expect(costOf(schema, document, { with: false })).toEqual({ rows: 1, dependsOnVariables: true });
    expect(costOf(schema, parse('{ lot { code } }'), {}).dependsOnVariables).toBe(false);
  });

  it('counts fragments wherever they are spread, also around the edges of a page', () => {
    const query = `{ lots(first: 10) { ...Page } ... on Query { lot { ...Parts } } }
      fragment Page on LotConnection { edges { node { ...Parts } } }
      fragment Parts on Lot { members { code } }`;
    expect(rowsOf(query)).toBe(10 + 40 + 1 + 4);
  });

  it('counts the named operation only', () => {
    const query = 'query A { lot { code } } query B { lots(first: 50) { pageInfo { hasNextPage } } }';
    expect([rowsOf(query, {}, 'A'), rowsOf(query, {}, 'B')]).toEqual([1, 50]);
  });

  // Whoever walked them as they are spread would not come to an end.
  it('looks once at fragments that each spread the next one twice', () => {
    const chain = Array.from(
      { length: 60 },
      (_, i) => `fragment F${i} on Lot { ...F${i + 1} ...F${i + 1} }`,
    ).join(' ');
    const rows = rowsOf(`{ lot { ...F0 } } ${chain} fragment F60 on Lot { exporter { name } }`);
    expect(rows).toBe(1 + 2 ** 60);
  });
});
