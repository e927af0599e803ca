import {
  getArgumentValues,
  getNamedType,
  getVariableValues,
  isLeafType,
  isNonNullType,
  isObjectType,
  Kind,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { AccessOutdated } from '../database/access-outdated.js';
import type { GraphQLContext } from './graphql-context.js';
import {
  completeAt,
  completionOf,
  errorAtRoot,
  NotPlain,
  type Part,
  type Progress,
} from './plain-completion.js';

/*
 * Queries whose root fields answer with plain data: below them no field has a resolver of its own, so that nothing has
 * to be waited for and what was asked for can be picked out in one go. graphql-js prepares for a promise and a resolver
 * at each of the fifteen thousand fields of a page of lots. Everything else is executed by Yoga as always: mutations,
 * subscriptions, unions, directives, fields with resolvers, and variables that are not in order.
 */

type RootField = Part & { readonly field: GraphQLField<unknown, unknown>; readonly node: FieldNode };

interface Plan {
  readonly operation: OperationDefinitionNode;
  readonly query: GraphQLObjectType;
  readonly fragments: Record<string, FragmentDefinitionNode>;
  readonly fields: readonly RootField[];
}

type Anew = (http: GraphQLContext) => Promise<void>;

/**
 * Executes operations on plain data by a plan that is made once for each document. They only read, so they may begin for
 * a caller who is remembered from an earlier request, and begin again if that is found to be outdated; for everything
 * else the caller is looked up before it begins.
 */
export class PlainQueries {
  private readonly plans = new WeakMap<DocumentNode, Map<string, Plan | null>>();

  /** @param anew looks the caller up where it was only remembered */
  constructor(private readonly anew: Anew) {}

  isPlain(schema: GraphQLSchema, document: DocumentNode, operationName: string | null | undefined): boolean {
    return this.planFor(schema, document, operationName) !== null;
  }

  /** @returns null where it has to be left to the general executor, which says what is wrong with the variables */
  async run(args: ExecutionArgs): Promise<ExecutionResult | null> {
    const { schema, document, operationName } = args;
    const plan = this.planFor(schema, document, operationName);
    if (!plan) return null;
    const declared = plan.operation.variableDefinitions ?? [];
    const { coerced } = getVariableValues(schema, declared, args.variableValues ?? {});
    if (!coerced) return null;
    try {
      return await runAgainIfOutdated(plan, args, coerced, this.anew);
    } catch (error) {
      if (!(error instanceof NotPlain)) throw error;
      // The types promised plain data and a resolver gave something else: from now on as always.
      this.plans.get(document)?.set(operationName ?? '', null);
      return null;
    }
  }

  plugin(): Plugin {
    return {
      onExecute: ({ executeFn, setExecuteFn }) => {
        const generally = this.generally(executeFn as (args: ExecutionArgs) => ExecutionResult);
        setExecuteFn(async (args: ExecutionArgs) => (await this.run(args)) ?? generally(args));
      },
      onSubscribe: ({ subscribeFn, setSubscribeFn }) => {
        setSubscribeFn(this.generally(subscribeFn));
      },
    };
  }

  private generally<T>(
    execute: (args: ExecutionArgs) => T | Promise<T>,
  ): (args: ExecutionArgs) => Promise<T> {
    return async (args) => {
      await this.anew(args.contextValue as GraphQLContext);
      return execute(args);
    };
  }

  private planFor(
    schema: GraphQLSchema,
    document: DocumentNode,
    operationName: string | null | undefined,
  ): Plan | null {
    const ofDocument = this.plans.get(document) ?? new Map<string, Plan | null>();
    this.plans.set(document, ofDocument);
    const key = operationName ?? '';
    const known = ofDocument.get(key);
    if (known !== undefined) return known;
    const plan = planOf(schema, document, operationName);
    ofDocument.set(key, plan);
    return plan;
  }
}

async function runAgainIfOutdated(
  plan: Plan,
  args: ExecutionArgs,
  variables: Record<string, unknown>,
  anew: Anew,
): Promise<ExecutionResult> {
  const http = args.contextValue as GraphQLContext;
  try {
    const result = await run(plan, args, variables);
    const { remembered } = http.ctx;
    // What needed no statement, such as a refusal for want of a permission, was not confirmed by any.
    if (!remembered || remembered.isConfirmed) return result;
  } catch (error) {
    if (!(error instanceof AccessOutdated)) throw error;
  }
  await anew(http);
  return run(plan, args, variables);
}

async function run(
  plan: Plan,
  args: ExecutionArgs,
  variableValues: Record<string, unknown>,
): Promise<ExecutionResult> {
  const errors: GraphQLError[] = [];
  const resolved = await Promise.all(plan.fields.map((field) => resolve(plan, field, args, variableValues)));
  const data: Record<string, unknown> = {};
  try {
    plan.fields.forEach((field, n) => {
      const complete = (read: unknown, progress: Progress): unknown =>
        field.complete((read as () => unknown)(), progress);
      data[field.key] = completeAt(field.key, { ...field, complete }, resolved[n], { errors, path: [] });
    });
  } catch (error) {
    if (error instanceof NotPlain) throw error;
    return { errors: [...errors, errorAtRoot(error)], data: null };
  }
  return errors.length > 0 ? { errors, data } : { data };
}

/** @returns what gives the value, or throws what the resolver threw: errors are placed where the value is completed */
async function resolve(
  { operation, query, fragments }: Plan,
  { key, nodes, node, field }: RootField,
  { schema, rootValue, contextValue }: ExecutionArgs,
  variableValues: Record<string, unknown>,
): Promise<() => unknown> {
  const info: GraphQLResolveInfo = {
    fieldName: field.name,
    fieldNodes: nodes,
    returnType: field.type,
    parentType: query,
    path: { prev: undefined, key, typename: query.name },
    schema,
    fragments,
    rootValue,
    operation,
    variableValues,
  };
  try {
    const args = getArgumentValues(field, node, variableValues);
    const value: unknown = await field.resolve!(rootValue, args, contextValue, info);
    if (value instanceof AccessOutdated) throw value;
    // Nest hands an error that a filter has seen back as a value.
    return () => {
      if (value instanceof Error) throw value;
      return value;
    };
  } catch (error) {
    if (error instanceof AccessOutdated) throw error;
    return () => {
      throw error;
    };
  }
}

/** @returns null where the general executor is needed */
export function planOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  name: string | null | undefined,
): Plan | null {
  const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const operation = name ? operations.find((one) => one.name?.value === name) : operations[0];
  const query = schema.getQueryType();
  if (operation?.operation !== 'query' || !query || (!name && operations.length > 1)) return null;
  const fragments = Object.fromEntries(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [],
    ),
  );
  try {
    const fields = new Planner(fragments).parts([operation.selectionSet], query, true).map((part) => {
      const field = query.getFields()[part.name];
      if (!field?.resolve) throw new NotPlain();
      return { ...part, field, node: part.nodes[0]! };
    });
    return { operation, query, fragments, fields };
  } catch (error) {
    if (error instanceof NotPlain) return null;
    throw error;
  }
}

class Planner {
  constructor(private readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>) {}

  /** What several selections of one object ask for together. @throws NotPlain */
  parts(sets: readonly SelectionSetNode[], type: GraphQLObjectType, isRoot = false): Part[] {
    const byKey = new Map<string, FieldNode[]>();
    // A fragment counts once for an object, however often it is spread: they may be nested to spread each other's many.
    const spread = new Set<string>();
    for (const set of sets) this.collect(set, type, byKey, spread);
    return [...byKey].map(([key, nodes]) => this.part(key, nodes, type, isRoot));
  }

  private collect(
    set: SelectionSetNode,
    type: GraphQLObjectType,
    byKey: Map<string, FieldNode[]>,
    spread: Set<string>,
  ): void {
    for (const selection of set.selections) {
      if (selection.directives?.length) throw new NotPlain();
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value;
        const nodes = byKey.get(key);
        if (nodes) nodes.push(selection);
        else byKey.set(key, [selection]);
        continue;
      }
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        if (spread.has(selection.name.value)) continue;
        spread.add(selection.name.value);
      }
      this.collect(this.spread(selection, type), type, byKey, spread);
    }
  }

  /** What a fragment selects of the type; those on a union or interface, and those with directives, are not for us. */
  private spread(spread: Exclude<SelectionNode, FieldNode>, type: GraphQLObjectType): SelectionSetNode {
    const fragment = spread.kind === Kind.INLINE_FRAGMENT ? spread : this.fragments[spread.name.value];
    if (!fragment || fragment.directives?.length) throw new NotPlain();
    const { typeCondition, selectionSet } = fragment;
    if (typeCondition && typeCondition.name.value !== type.name) throw new NotPlain();
    return selectionSet;
  }

  private part(key: string, nodes: readonly FieldNode[], parent: GraphQLObjectType, isRoot: boolean): Part {
    const name = nodes[0]!.name.value;
    if (name === '__typename' && !isRoot)
      return { key, name, nodes, isNullable: false, constant: parent.name, complete: () => parent.name };
    const field = parent.getFields()[name];
    if (!field || (!isRoot && !isPlain(field))) throw new NotPlain();
    const named = getNamedType(field.type);
    if (!isLeafType(named) && !isObjectType(named)) throw new NotPlain();
    const parts = isObjectType(named)
      ? this.parts(
          nodes.flatMap(({ selectionSet }) => selectionSet ?? []),
          named,
        )
      : [];
    const complete = completionOf(field.type, `${parent.name}.${name}`, nodes, parts);
    return { key, name, nodes, complete, isNullable: !isNonNullType(field.type) };
  }
}

const MARK = Symbol('a value');

/**
 * Whether a field is no more than the property of its name. Nest gives each field a resolver; the one it gives to those
 * that have none of their own reads the property, and is known by its name and by doing just that.
 */
export function isPlain({ name, args, resolve: own }: GraphQLField<unknown, unknown>): boolean {
  if (!own) return args.length === 0;
  if (own.name !== 'rootFieldResolver' || args.length > 0) return false;
  const read = (source: object): unknown => own(source, {}, null, null as never);
  return read({ [name]: MARK }) === MARK && read({}) === undefined;
}
