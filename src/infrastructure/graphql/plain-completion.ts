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

/** Where a completion stands, and what went wrong so far. */
export interface Progress {
  readonly errors: GraphQLError[];
  readonly path: (string | number)[];
}

/** What becomes of a resolved value: the part of it that was asked for, as it is sent. */
export type Complete = (value: unknown, progress: Progress) => unknown;

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

/** An error that is placed in the document, on its way up to the nearest place that may be null. */
class Placed extends Error {
  constructor(readonly located: GraphQLError) {
    super(located.message);
  }
}

function placed(error: unknown, nodes: readonly FieldNode[], { path }: Progress): Placed {
  if (error instanceof Placed) return error;
  return new Placed(locatedError(error, nodes, [...path]));
}

/**
 * Completes what stands at a key or index; what goes wrong there or below makes it null, or, where it must not be null,
 * goes on upwards.
 */
export function completeAt(
  key: string | number,
  { nodes, isNullable, complete }: Pick<Part, 'nodes' | 'isNullable' | 'complete'>,
  value: unknown,
  progress: Progress,
): unknown {
  const depth = progress.path.push(key);
  try {
    return complete(value, progress);
  } catch (error) {
    if (error instanceof NotPlain) throw error;
    progress.path.length = depth;
    const here = placed(error, nodes, progress);
    if (!isNullable) throw here;
    progress.errors.push(here.located);
    return null;
  } finally {
    progress.path.length = depth - 1;
  }
}

/** The error of a root field that must not be null, or of anything below it: there is no data then. */
export const errorAtRoot = (error: unknown): GraphQLError => {
  if (error instanceof Placed) return error.located;
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
    return (value, progress) => {
      if (value === null || value === undefined)
        throw new Error(`Cannot return null for non-nullable field ${where}.`);
      return inner(value, progress);
    };
  }
  const complete = completionOfNullable(type, where, nodes, parts);
  return (value, progress) => (value === null || value === undefined ? null : complete(value, progress));
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
      requirePlain(value);
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
  const at = { nodes, isNullable: !isNonNullType(itemType), complete };
  return (value, progress) => {
    if (!Array.isArray(value)) throw new NotPlain();
    return value.map((item, n) => completeAt(n, at, item, progress));
  };
}

function completeObject(parts: readonly Part[]): Complete {
  return (value, progress) => {
    requirePlain(value);
    const data = value as Readonly<Record<string, unknown>>;
    const object: Record<string, unknown> = {};
    for (const part of parts)
      object[part.key] = part.constant ?? completeAt(part.key, part, data[part.name], progress);
    return object;
  };
}

/** An error in place of data is thrown, as graphql-js does; a promise is nothing for us. */
function requirePlain(value: unknown): void {
  if (value instanceof Error) throw value;
  if (typeof value === 'object' && 'then' in value!) throw new NotPlain();
}
