import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  buildSchema,
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { buildApp, type BuiltApp } from './support/built-app.js';

const COMMITTED = new URL('../../src/graphql/schema.graphql', import.meta.url);

/** Mutations that change nothing twice by sending again would: each answers with a secret that is not kept. */
const WITHOUT_REQUEST_ID: Readonly<Record<string, string>> = {
  signIn: 'there is nobody yet whose request it could be; each call opens a session',
  createApiKey: 'the key is shown once and kept hashed, so it could not be shown again',
};

let built: BuiltApp;
let schema: GraphQLSchema;

beforeAll(async () => {
  built = await buildApp();
  schema = buildSchema(built.schema);
});

afterAll(() => built?.close());

const mutations = (): GraphQLField<unknown, unknown>[] =>
  Object.values(schema.getMutationType()?.getFields() ?? {});

describe('the schema', () => {
  it('is the committed one; after a change on purpose: npm run schema, and read the diff', () => {
    expect(existsSync(COMMITTED)).toBe(true);
    expect(built.schema).toBe(readFileSync(COMMITTED, 'utf8'));
  });

  it('describes everything in it', () => {
    const own = Object.values(schema.getTypeMap()).filter(
      (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type) && !isRoot(type),
    );
    const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
    const undescribed = [
      ...own.flatMap(undescribedIn),
      ...roots.flatMap((root) => (root ? undescribedFields(root) : [])),
    ];
    expect(undescribed).toEqual([]);
  });
});

describe('every page', () => {
  const pages = (): GraphQLField<unknown, unknown>[] =>
    Object.values(schema.getQueryType()?.getFields() ?? {}).filter(({ type }) =>
      type.toString().endsWith('Connection!'),
    );

  it('is asked for by first and after, 25 rows unless said otherwise', () => {
    const others = pages().filter(({ args }) => {
      const types = new Map(
        args.map(({ name, type, defaultValue }) => [name, `${type.toString()} ${String(defaultValue)}`]),
      );
      return types.get('first') !== 'Int! 25' || types.get('after') !== 'String undefined';
    });
    expect(pages().length).toBeGreaterThan(10);
    expect(others.map(({ name }) => name)).toEqual([]);
  });

  it('says how many there are in all', () => {
    const silent = pages().filter(({ type }) => {
      const page = schema.getType(type.toString().replace(/!$/, ''));
      return !isObjectType(page) || page.getFields()['totalCount']?.type.toString() !== 'Int!';
    });
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it('is filtered by an input named after what it lists', () => {
    const filters = pages().flatMap(({ args, type }) =>
      args.filter(({ name }) => name === 'filter').map((filter) => [type.toString(), filter.type.toString()]),
    );
    expect(filters.map(([, filter]) => filter)).toEqual(
      filters.map(([page]) => page?.replace(/Connection!$/, 'Filter')),
    );
  });
});

describe('every mutation', () => {
  it('takes one input', () => {
    const others = mutations().filter(({ args }) => args.map(({ name }) => name).join() !== 'input');
    expect(others.map(({ name }) => name)).toEqual([]);
  });

  it('has a requestId in it, so that sending again is safe', () => {
    const without = mutations().filter(({ args }) => requestIdOf(args[0]?.type.toString()) !== 'ID!');
    expect(without.map(({ name }) => name).toSorted()).toEqual(
      Object.keys(WITHOUT_REQUEST_ID)
        .filter((name) => mutations().some((mutation) => mutation.name === name))
        .toSorted(),
    );
  });

  it('answers with what was done or with every reason why not', () => {
    const others = mutations().filter(({ name, type }) => {
      const result = schema.getType(type.toString().replace(/!$/, ''));
      const members = isUnionType(result) ? result.getTypes().map((member) => member.name) : [];
      return !result?.name.endsWith('Result') || members.length < 2 || !members.includes('Refused') || !name;
    });
    expect(others.map(({ name }) => name)).toEqual([]);
  });
});

const isRoot = (type: GraphQLNamedType): boolean => ['Query', 'Mutation', 'Subscription'].includes(type.name);

/** The type of the field `requestId` of an input, as written; undefined if it has none. */
function requestIdOf(input: string | undefined): string | undefined {
  const type = schema.getType(input?.replace(/!$/, '') ?? '');
  return isInputObjectType(type) ? type.getFields()['requestId']?.type.toString() : undefined;
}

/** The names of whatever lacks a description: the type, its fields, their arguments, its values. */
function undescribedIn(type: GraphQLNamedType): string[] {
  const itself = type.description ? [] : [type.name];
  if (isEnumType(type))
    return [
      ...itself,
      ...type.getValues().flatMap((value) => (value.description ? [] : [`${type.name}.${value.name}`])),
    ];
  return 'getFields' in type ? [...itself, ...undescribedFields(type)] : itself;
}

function undescribedFields(type: Pick<GraphQLObjectType, 'name'> & { getFields(): object }): string[] {
  const fields = Object.values(type.getFields()) as Partial<GraphQLField<unknown, unknown>>[];
  return fields.flatMap(({ name, description, args = [] }) => [
    ...(description ? [] : [`${type.name}.${name}`]),
    ...args.flatMap((argument) => (argument.description ? [] : [`${type.name}.${name}(${argument.name})`])),
  ]);
}
