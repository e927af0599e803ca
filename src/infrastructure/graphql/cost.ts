import {
  getNamedType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';

/** Rows a list of objects is taken to have where its field declares nothing (`src/graphql/expected-rows.ts`). */
const ROWS_OF_A_LIST = 10;
/** `totalCount` reads everything the filter lets through; it is charged like the largest page. */
const ROWS_OF_A_COUNT = 100;

type Variables = Readonly<Record<string, unknown>>;

/** What `complexity` of a Nest field may be: rows of its own, or an estimate from its children's. */
type Complexity = number | ((about: { childComplexity: number; args: Variables }) => number);

export interface Cost {
  /** About how many rows the operation asks for. */
  readonly rows: number;
  /** Whether other variables could make another figure of the same document. */
  readonly dependsOnVariables: boolean;
}

/**
 * About how many rows an operation asks for. An object is a row, a scalar costs nothing; a connection costs its
 * `first` times its node, a plain list the rows its field declares, and of a union the dearest member counts.
 *
 * @param document  already valid, so fragments do not run in circles
 * @param variables as they came, before GraphQL looks at them; a value that is no number counts as absent
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Variables,
  operationName?: string | null,
): Cost {
  const operation = operationOf(document, operationName);
  const root = operation && schema.getRootType(operation.operation);
  if (!operation || !root) return { rows: 0, dependsOnVariables: false };
  const estimate = new Estimate(schema, document, operation, variables);
  const rows = estimate.selection(operation.selectionSet, root, null);
  return { rows, dependsOnVariables: estimate.dependsOnVariables };
}

const operationOf = (
  document: DocumentNode,
  name: string | null | undefined,
): OperationDefinitionNode | undefined =>
  document.definitions.find(
    (one): one is OperationDefinitionNode =>
      one.kind === Kind.OPERATION_DEFINITION && (!name || one.name?.value === name),
  );

/** Where a selection stands: `rows` of the page for what is inside a connection, null everywhere else. */
type Page = { readonly rows: number; readonly at: 'connection' | 'edge' } | null;

class Estimate {
  dependsOnVariables = false;
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Without it, fragments that each name the next one twice would take longer than the universe has. */
  private readonly known = new Map<string, number>();

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
    private readonly operation: OperationDefinitionNode,
    private readonly variables: Variables,
  ) {
    this.fragments = new Map(
      document.definitions.flatMap((one) =>
        one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
      ),
    );
  }

  selection(set: SelectionSetNode, type: GraphQLCompositeType, page: Page): number {
    let rows = 0;
    const alternatives = new Map<string, number>();
    for (const node of set.selections) {
      if (this.isLeftOut(node)) continue;
      if (node.kind === Kind.FIELD) rows += this.field(node, type, page);
      else {
        const { on, rows: more } = this.fragment(node, type, page);
        // An object is one member of the union at a time, so only the dearest of the alternatives is paid for.
        if (on !== type && isObjectType(on))
          alternatives.set(on.name, (alternatives.get(on.name) ?? 0) + more);
        else rows += more;
      }
    }
    return rows + Math.max(0, ...alternatives.values());
  }

  private fragment(
    node: Exclude<SelectionNode, FieldNode>,
    type: GraphQLCompositeType,
    page: Page,
  ): { on: GraphQLCompositeType; rows: number } {
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : this.fragments.get(node.name.value);
    if (!fragment) return { on: type, rows: 0 };
    const named = fragment.typeCondition && this.schema.getType(fragment.typeCondition.name.value);
    const on = isCompositeType(named) ? named : type;
    if (node.kind === Kind.INLINE_FRAGMENT) return { on, rows: this.selection(node.selectionSet, on, page) };
    const key = `${node.name.value} ${page?.at ?? ''} ${page?.rows ?? ''}`;
    const rows = this.known.get(key) ?? this.selection(fragment.selectionSet, on, page);
    this.known.set(key, rows);
    return { on, rows };
  }

  private field(node: FieldNode, parent: GraphQLCompositeType, page: Page): number {
    const field = 'getFields' in parent ? parent.getFields()[node.name.value] : undefined;
    if (!field) return 0;
    const type = getNamedType(field.type);
    if (!isCompositeType(type)) return this.leaf(field, page);
    const inside = (within: Page): number =>
      node.selectionSet ? this.selection(node.selectionSet, type, within) : 0;
    if (page?.at === 'connection' && field.name === 'edges')
      return page.rows * inside({ ...page, at: 'edge' });
    if (page) return inside(null);
    const first = this.firstOf(node, field);
    // The rows of a page are read even if only its end is asked for.
    if (first !== null) return first + inside({ rows: first, at: 'connection' });
    const complexity = complexityOf(field);
    if (typeof complexity === 'function') {
      const childComplexity = inside(null);
      // Most look at no argument, and what is looked at may make the figure depend on variables.
      const argsOf = (): Variables => this.argumentsOf(node, field);
      return complexity({
        childComplexity,
        get args() {
          return argsOf();
        },
      });
    }
    return (isList(field) ? ROWS_OF_A_LIST : 1) * (1 + inside(null)) + (complexity ?? 0);
  }

  private leaf(field: GraphQLField<unknown, unknown>, page: Page): number {
    if (page?.at === 'connection' && field.name === 'totalCount') return ROWS_OF_A_COUNT;
    const complexity = complexityOf(field);
    return typeof complexity === 'number' ? complexity : 0;
  }

  /** How many rows of a page are asked for; null where the field is no connection. */
  private firstOf(node: FieldNode, field: GraphQLField<unknown, unknown>): number | null {
    const argument = field.args.find(({ name }) => name === 'first');
    if (!argument || !isPage(field)) return null;
    const written = node.arguments?.find(({ name }) => name.value === 'first')?.value;
    const asked = written && this.valueOf(written);
    const first = typeof asked === 'number' ? asked : Number(argument.defaultValue ?? ROWS_OF_A_LIST);
    return Math.max(0, first);
  }

  /** As far as an estimate looks at them: numbers, flags and lists; of a list written out, how many there are. */
  private argumentsOf(node: FieldNode, field: GraphQLField<unknown, unknown>): Variables {
    return Object.fromEntries(
      field.args.map(({ name, defaultValue }) => {
        const written = node.arguments?.find((each) => each.name.value === name)?.value;
        const given = written && this.valueOf(written);
        if (given !== undefined) return [name, given];
        // A variable that is not given leaves the argument out.
        return [name, written && written.kind !== Kind.VARIABLE ? WRITTEN : defaultValue];
      }),
    );
  }

  private isLeftOut(node: SelectionNode): boolean {
    return (node.directives ?? []).some(({ name, arguments: [condition] = [] }) => {
      const value = condition && this.valueOf(condition.value);
      return (name.value === 'skip' && value === true) || (name.value === 'include' && value === false);
    });
  }

  private valueOf(node: ValueNode): unknown {
    if (node.kind === Kind.INT) return Number(node.value);
    if (node.kind === Kind.BOOLEAN) return node.value;
    if (node.kind === Kind.NULL) return null;
    if (node.kind === Kind.LIST) return node.values.map((each) => this.valueOf(each) ?? WRITTEN);
    if (node.kind !== Kind.VARIABLE) return undefined;
    this.dependsOnVariables = true;
    const given = this.variables[node.name.value];
    if (given !== undefined) return given;
    const declared = this.operation.variableDefinitions?.find(
      ({ variable }) => variable.name.value === node.name.value,
    )?.defaultValue;
    return declared && this.valueOf(declared);
  }
}

const complexityOf = (field: GraphQLField<unknown, unknown>): Complexity | undefined =>
  field.extensions['complexity'] as Complexity | undefined;

/** A value that is there, and that no estimate looks at. */
const WRITTEN = '';

/** Whether a field gives a page of something: what has `first` and no edges counts otherwise. */
function isPage({ type }: GraphQLField<unknown, unknown>): boolean {
  const named = getNamedType(type);
  return isObjectType(named) && 'edges' in named.getFields();
}

const isList = ({ type }: GraphQLField<unknown, unknown>): boolean =>
  isListType(isNonNullType(type) ? type.ofType : type);
