import { describe, expect, it } from '@jest/globals';
import { buildSchema, execute, parse, type GraphQLResolveInfo } from 'graphql';
import { selects } from './selection.js';

const schema = buildSchema(`
  type Query { lots: Lots }
  type Lots { edges: [Edge] }
  type Edge { node: Lot }
  type Lot { code: String members: [Member] checks: [Check] }
  type Member { code: String }
  type Check { verdict: String }
`);

async function asked(document: string, ...path: string[]): Promise<boolean | undefined> {
  let answer: boolean | undefined;
  const lots = (_: unknown, __: unknown, info: GraphQLResolveInfo): null => {
    answer = selects(info, ...path);
    return null;
  };
  await execute({
    schema,
    document: parse(document),
    rootValue: { lots: (args: unknown, ctx: unknown, info: GraphQLResolveInfo) => lots(args, ctx, info) },
  });
  return answer;
}

describe('what a document asks for', () => {
  it.each([
    ['directly', '{ lots { edges { node { members { code } } } } }', true],
    ['not at all', '{ lots { edges { node { code } } } }', false],
    ['in a fragment', '{ lots { edges { node { ...L } } } } fragment L on Lot { members { code } }', true],
    ['in an inline fragment', '{ lots { edges { ... on Edge { node { members { code } } } } } }', true],
    ['under another name', '{ lots { edges { node { fruit: members { code } } } } }', true],
    ['only elsewhere', '{ lots { edges { node { checks { verdict } } } } }', false],
  ])('%s', async (_, document, expected) => {
    expect(await asked(document, 'edges', 'node', 'members')).toBe(expected);
  });
});
