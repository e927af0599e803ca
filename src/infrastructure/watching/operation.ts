import { getOperationAST, Kind, type DocumentNode, type FieldNode, type SelectionSetNode } from 'graphql';
import type { OperationType } from './noted.js';

export interface Operation {
  readonly type: OperationType;
  readonly fields: readonly string[];
}

/**
 * What an operation is called in logs, metrics and traces: its root fields. The name that the client gave it is not
 * used: anybody may give any, a different one each time, or that of a person.
 *
 * @param document already valid, so the fields are the schema's
 * @returns null if the document has no such operation
 */
export function operationOf(document: DocumentNode, name?: string | null): Operation | null {
  const ofDocument = known.get(document) ?? new Map<string, Operation | null>();
  known.set(document, ofDocument);
  const found = ofDocument.get(name ?? '') ?? readOperation(document, name);
  ofDocument.set(name ?? '', found);
  return found;
}

/** Documents that are kept are asked of again and again. */
const known = new WeakMap<DocumentNode, Map<string, Operation | null>>();

function readOperation(document: DocumentNode, name: string | null | undefined): Operation | null {
  const operation = getOperationAST(document, name);
  if (!operation) return null;
  const fields = new Set<string>();
  collect(operation.selectionSet, document, fields, new Set());
  return { type: operation.operation, fields: [...fields] };
}

function collect(
  set: SelectionSetNode,
  document: DocumentNode,
  fields: Set<string>,
  seen: Set<string>,
): void {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) fields.add(nameOf(selection));
    else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet, document, fields, seen);
    else if (!seen.has(selection.name.value)) {
      seen.add(selection.name.value);
      const fragment = document.definitions.find(
        (each) => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === selection.name.value,
      );
      if (fragment?.kind === Kind.FRAGMENT_DEFINITION) collect(fragment.selectionSet, document, fields, seen);
    }
  }
}

const nameOf = ({ name }: FieldNode): string => (name.value.startsWith('__') ? 'introspection' : name.value);

/** One label for the metrics, so that there are never more of them than fields in the schema. */
export function operationLabel(fields: readonly string[]): string {
  if (fields.length > 1) return 'several';
  return fields[0] ?? 'none';
}

/** Most fields of one operation that a log line names. */
const IN_A_LINE = 5;

export function operationWords(fields: readonly string[]): string {
  const more = fields.length - IN_A_LINE;
  return fields.slice(0, IN_A_LINE).join(' ') + (more > 0 ? ` +${more}` : '');
}
