import {
  GraphQLError,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  locatedError,
  type FieldNode,
  type GraphQLOutputType,
} from 'graphql';

/** What becomes of a resolved value: the part of it that was asked for, as it is sent. */
export type Complete = (value: unknown, errors: GraphQLError[]) => unknown;

/** A field that was asked for: under which name it is answered, and how its value is completed. */
export interface Part {
  readonly key: string;
  readonly name: string;
  readonly nodes: readonly FieldNode[];
  readonly complete: Complete;
  readonly isNullable: boolean;
  /** For `__typename`. */
  readonly constant?: string;
}

/** Something that only the general executor can complete, such as a promise inside of data. */
export class NotPlain extends Error {}

/** On its way up to the nearest place that may be null; gathers the path it comes along. */
class Failure extends Error {
  readonly path: (string | number)[] = [];

  constructor(
    override readonly cause: unknown,
    readonly nodes: readonly FieldNode[],
  ) {
    super('a value could not be completed');
  }

  static at(error: unknown, nodes: readonly FieldNode[], key: string | number): Failure {
    const failure = error instanceof Failure ? error : new Failure(error, nodes);
    failure.path.unshift(key);
    return failure;
  }

  get located(): GraphQLError {
    return locatedError(this.cause, this.nodes, this.path);
  }
}

/**
 * Completes a field of an object or of the root; what goes wrong below it makes it null, or, where it must not be null,
 * goes on upwards.
 *
 * @param read gives the value, or throws
 */
export function completePart(part: Part, read: () => unknown, errors: GraphQLError[]): unknown {
  try {
    return part.complete(read(), errors);
  } catch (error) {
    if (error instanceof NotPlain) throw error;
    const failure = Failure.at(error, part.nodes, part.key);
    if (!part.isNullable) throw failure;
    errors.push(failure.located);
    return null;
  }
}

/** The error of a root field that must not be null, or of anything below it: there is no data then. */
export const errorAtRoot = (error: unknown): GraphQLError => {
  if (error instanceof Failure) return error.located;
  throw error;
};

/**
 * @param where the field, as it is named in the error of a value that must not be null
 * @param parts what is asked of the objects it holds; empty for scalars and enums
 */
export function completionOf(
  type: GraphQLOutputType,
  where: string,
  nodes: readonly FieldNode[],
  parts: readonly Part[],
): Complete {
  if (isNonNullType(type)) {
    const inner = completionOf(type.ofType, where, nodes, parts);
    return (value, errors) => {
      if (value === null || value === undefined)
        throw new Error(`Cannot return null for non-nullable field ${where}.`);
      return inner(value, errors);
    };
  }
  const complete = completionOfNullable(type, where, nodes, parts);
  return (value, errors) => (value === null || value === undefined ? null : complete(value, errors));
}

function completionOfNullable(
  type: GraphQLOutputType,
  where: string,
  nodes: readonly FieldNode[],
  parts: readonly Part[],
): Complete {
  if (isListType(type)) return completeList(type.ofType, where, nodes, parts);
  if (isObjectType(type)) return completeObject(parts);
  if (isLeafType(type)) {
    return (value) => {
      if (typeof value === 'object' && 'then' in value!) throw new NotPlain();
      const sent: unknown = type.serialize(value);
      if (sent === null || sent === undefined)
        throw new Error(`Expected \`${type.name}.serialize\` to return a value for ${where}.`);
      return sent;
    };
  }
  throw new NotPlain();
}

function completeList(
  itemType: GraphQLOutputType,
  where: string,
  nodes: readonly FieldNode[],
  parts: readonly Part[],
): Complete {
  const complete = completionOf(itemType, where, nodes, parts);
  const isNullable = !isNonNullType(itemType);
  return (value, errors) => {
    if (!Array.isArray(value)) throw new NotPlain();
    const items = Array.from<unknown>({ length: value.length });
    for (let n = 0; n < value.length; n++) {
      try {
        items[n] = complete(value[n], errors);
      } catch (error) {
        if (error instanceof NotPlain) throw error;
        const failure = Failure.at(error, nodes, n);
        if (!isNullable) throw failure;
        errors.push(failure.located);
        items[n] = null;
      }
    }
    return items;
  };
}

function completeObject(parts: readonly Part[]): Complete {
  return (value, errors) => {
    if (typeof value !== 'object' || 'then' in value!) throw new NotPlain();
    const data = value as Readonly<Record<string, unknown>>;
    const object: Record<string, unknown> = {};
    for (const part of parts)
      object[part.key] = part.constant ?? completePart(part, () => data[part.name], errors);
    return object;
  };
}
