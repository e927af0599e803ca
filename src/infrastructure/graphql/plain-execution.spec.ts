import { describe, expect, it } from '@jest/globals';
import { buildSchema, execute, parse, validate, type ExecutionArgs, type GraphQLSchema } from 'graphql';
import { AccessOutdated } from '../database/access-outdated.js';
import { PlainQueries, isPlain, planOf } from './plain-execution.js';

const SDL = `
  type Query { page(first: Int = 2, kind: Kind): Page!  maybe: Lot  fails: Lot  required: Lot!  hello(name: String!): String }
  enum Kind { RED PALE }
  type Page { lots: [Lot!]!  gaps: [Lot]  total: Int! }
  type Lot { code: String!  kind: Kind  grams: Float  exporter: Party  members: [Member!]!  slow: String }
  type Party { name: String! }
  type Member { code: String!  parts: [[Int!]!]  packer: Party! }
  type Mutation { change: String }
  interface Named { name: String }
`;

type Resolve = (
  source: unknown,
  args: Record<string, unknown>,
  // Each test has its own.
  context: never,
  info: { path: object },
) => unknown;

function schemaWith(resolvers: Record<string, Resolve>): GraphQLSchema {
  const schema = buildSchema(SDL);
  for (const field of Object.values(schema.getQueryType()!.getFields()))
    field.resolve = (resolvers[field.name] ?? (() => null)) as never;
  return schema;
}

const lot = (code: unknown, more: object = {}): object => ({ code, members: [], ...more });

/** Runs the plugin as Yoga does; tells whether the operation went the plain way. */
async function plainly(
  asked: ExecutionArgs,
  plugin = new PlainQueries(() => Promise.resolve()).plugin(),
): Promise<{ result: unknown; isPlain: boolean }> {
  const args = { contextValue: { ctx: {} }, ...asked };
  let isGeneral = false;
  const general = (given: ExecutionArgs): unknown => {
    isGeneral = true;
    return execute(given);
  };
  let run = general;
  await plugin.onExecute!({
    args,
    executeFn: general,
    setExecuteFn: (fn: typeof general) => (run = fn),
  } as never);
  return { result: JSON.parse(JSON.stringify(await run(args))), isPlain: !isGeneral };
}

const PAGE = {
  lots: [
    lot('L1', {
      kind: 'RED',
      grams: 1.5,
      exporter: { name: '甲' },
      members: [{ code: 'P1', parts: [[1, 2], []], packer: { name: '乙' } }],
    }),
    lot('L2', { kind: null, exporter: null }),
  ],
  gaps: [lot('L3'), null],
  total: 2,
};

const CASES: [string, string][] = [
  [
    'nested lists and objects',
    '{ page { total lots { code kind grams exporter { name } members { code parts packer { name } } } } }',
  ],
  [
    'aliases and merged selections',
    '{ p: page { lots { a: code } lots { b: code members { code } } } page { total } }',
  ],
  [
    'fragments and inline fragments',
    '{ page { ...P ... { total } } } fragment P on Page { lots { ...L } } fragment L on Lot { code __typename }',
  ],
  [
    'arguments, from variables and from defaults',
    'query ($k: Kind = PALE) { page(kind: $k) { total } hello(name: "x") }',
  ],
  ['null where it may be', '{ maybe { code } page { gaps { code } lots { exporter { name } } } }'],
  ['an error of a resolver', '{ page { total } fails { code } }'],
  ['an error where null may not be', '{ page { total } required { code } }'],
];

describe('operations on plain data', () => {
  const schema = schemaWith({
    page: (_, { kind }) => ({ ...PAGE, total: kind === 'PALE' ? 7 : 2 }),
    fails: () => Promise.reject(new Error('no')),
    hello: (_, { name }) => Promise.resolve(`hello ${String(name)}`),
  });

  it.each(CASES)('answer as graphql-js does: %s', async (_, query) => {
    const document = parse(query);
    expect(validate(schema, document)).toEqual([]);
    const args = { schema, document, variableValues: {} };
    const { result, isPlain: wasPlain } = await plainly(args);
    expect(wasPlain).toBe(true);
    expect(result).toEqual(JSON.parse(JSON.stringify(await execute(args))));
  });

  it.each<[string, object]>([
    ['a required text', { lots: [lot(null)], total: 1 }],
    ['a required text inside of what may be null', { lots: [], gaps: [lot('L1'), lot(undefined)], total: 1 }],
    ['a value that is none of the enum', { lots: [lot('L1', { kind: 'BLUE' })], total: 1 }],
    ['a value that is no number', { lots: [], total: 'many' }],
    ['a required list', { lots: [{ code: 'L1' }], total: 1 }],
    [
      'a number deep in lists',
      { lots: [lot('L1', { members: [{ code: 'P', parts: [[1, null]], packer: { name: '' } }] })], total: 1 },
    ],
    ['an error in place of data', { lots: [], gaps: [new Error('no')], total: 1 }],
  ])('say what graphql-js says of wrong data: %s', async (_, page) => {
    const broken = schemaWith({ page: () => page });
    const document = parse('{ page { total gaps { code } lots { code kind members { code parts } } } }');
    const args = { schema: broken, document };
    expect((await plainly(args)).result).toEqual(JSON.parse(JSON.stringify(await execute(args))));
  });

  it('keep the error that was thrown, so that it can be masked', async () => {
    const thrown = new Error('secret');
    const failing = schemaWith({ fails: () => Promise.reject(thrown) });
    let errors: readonly { originalError?: unknown }[] = [];
    const args = {
      schema: failing,
      document: parse('{ fails { code } }'),
      contextValue: { ctx: {} },
    };
    await new PlainQueries(() => Promise.resolve()).plugin().onExecute!({
      args,
      executeFn: () => null,
      setExecuteFn: (fn: (given: ExecutionArgs) => Promise<{ errors: typeof errors }>) => {
        void fn(args).then((result) => (errors = result.errors));
      },
    } as never);
    await new Promise(setImmediate);
    expect(errors[0]?.originalError).toBe(thrown);
  });

  it('are left to the general executor once data turns out to hold a promise', async () => {
    const asynchronous = schemaWith({ maybe: () => lot('L1', { slow: Promise.resolve('later') }) });
    const args = { schema: asynchronous, document: parse('{ maybe { code slow } }') };
    const plugin = new PlainQueries(() => Promise.resolve()).plugin();
    for (const _ of [1, 2])
      expect(await plainly(args, plugin)).toEqual({
        result: { data: { maybe: { code: 'L1', slow: 'later' } } },
        isPlain: false,
      });
  });

  it('are left to it with variables that are not in order', async () => {
    const document = parse('query ($n: String!) { hello(name: $n) }');
    const { result, isPlain: wasPlain } = await plainly({ schema, document, variableValues: {} });
    expect(wasPlain).toBe(false);
    expect(result).toHaveProperty('errors');
  });

  it.each([
    ['a mutation', 'mutation { change }'],
    ['a directive', '{ maybe { code @include(if: true) } }'],
    ['a fragment on another type', '{ __typename }'],
    ['introspection', '{ __schema { types { name } } }'],
  ])('do not include %s', (_, query) => {
    expect(planOf(schema, parse(query), null)).toBeNull();
  });

  it('do not include fields with a resolver or with arguments of their own below the root', () => {
    const resolving = schemaWith({});
    const party = resolving.getType('Party') as unknown as {
      getFields(): Record<string, { resolve: unknown }>;
    };
    party.getFields()['name']!.resolve = () => 'computed';
    expect(planOf(resolving, parse('{ maybe { exporter { name } } }'), null)).toBeNull();
    expect(planOf(resolving, parse('{ maybe { code } }'), null)).not.toBeNull();
  });
});

describe('a plain field', () => {
  const named = (resolve: unknown) => isPlain({ name: 'code', args: [], resolve } as never);
  const likeNest = (read: (root: Record<string, unknown>) => unknown): unknown => {
    const rootFieldResolver = (root: Record<string, unknown>): unknown => read(root);
    return rootFieldResolver;
  };

  it('is one without a resolver, or with the one by which Nest reads the property of its name', () => {
    expect(named(undefined)).toBe(true);
    expect(named(likeNest((root) => root['code']))).toBe(true);
  });

  it('is none with another resolver, another property or a default', () => {
    expect(named((root: { code: string }) => root.code)).toBe(false);
    expect(named(likeNest((root) => root['internalCode']))).toBe(false);
    expect(named(likeNest((root) => root['code'] ?? 'none'))).toBe(false);
  });
});

describe('a caller who is remembered from an earlier request', () => {
  const http = (): { ctx: { remembered?: { epoch: number; isConfirmed: boolean } } } => ({
    ctx: { remembered: { epoch: 1, isConfirmed: false } },
  });
  let lookUps = 0;
  const plugin = new PlainQueries((asked) => {
    lookUps += asked.ctx.remembered ? 1 : 0;
    Object.assign(asked, { ctx: {} });
    return Promise.resolve();
  }).plugin();
  const answers = async (hello: Resolve, text = '{ hello(name: "x") }') => {
    lookUps = 0;
    const schema = schemaWith({ hello });
    return plainly({ schema, document: parse(text), contextValue: http() }, plugin);
  };
  type Asked = ReturnType<typeof http>;

  it('is not looked up where a statement confirms it', async () => {
    const { result } = await answers((_, __, { ctx }: Asked) => {
      ctx.remembered!.isConfirmed = true;
      return 'here';
    });
    expect([result, lookUps]).toEqual([{ data: { hello: 'here' } }, 0]);
  });

  it('is looked up where a statement says that it is outdated, and the work begins again', async () => {
    const { result } = await answers((_, __, { ctx }: Asked) => {
      if (ctx.remembered) throw new AccessOutdated();
      return 'anew';
    });
    expect([result, lookUps]).toEqual([{ data: { hello: 'anew' } }, 1]);
  });

  it('is looked up where no statement was run, also for a refusal', async () => {
    const { result } = await answers((_, __, { ctx }: Asked) => {
      if (ctx.remembered) throw new Error('not allowed then');
      return 'allowed by now';
    });
    expect([result, lookUps]).toEqual([{ data: { hello: 'allowed by now' } }, 1]);
  });

  it('is looked up before anything that is not plain data', async () => {
    const { result, isPlain: wasPlain } = await answers(
      (_, __, { ctx }: Asked) => (ctx.remembered ? 'remembered' : 'looked up'),
      '{ hello(name: "x") @skip(if: false) }',
    );
    expect([result, wasPlain, lookUps]).toEqual([{ data: { hello: 'looked up' } }, false, 1]);
  });
});
