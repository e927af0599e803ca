import { Kind, type FragmentDefinitionNode, type GraphQLResolveInfo, type SelectionSetNode } from 'graphql';

/**
 * Whether a document asks for a nested field, by its path from the field being resolved: a read model leaves out the
 * groups of columns that nobody reads. Fragments are followed; `@skip` and `@include` are not evaluated, so that a
 * field which might be wanted is read.
 */
export function selects(info: GraphQLResolveInfo, ...path: readonly string[]): boolean {
  return info.fieldNodes.some((node) => reaches(node.selectionSet, path, info.fragments));
}

type Fragments = Readonly<Record<string, FragmentDefinitionNode>>;

function reaches(
  set: SelectionSetNode | undefined,
  [name, ...rest]: readonly string[],
  fragments: Fragments,
): boolean {
  if (name === undefined) return true;
  return (set?.selections ?? []).some((selection) => {
    switch (selection.kind) {
      case Kind.FIELD:
        return selection.name.value === name && reaches(selection.selectionSet, rest, fragments);
      case Kind.INLINE_FRAGMENT:
        return reaches(selection.selectionSet, [name, ...rest], fragments);
      case Kind.FRAGMENT_SPREAD:
        return reaches(fragments[selection.name.value]?.selectionSet, [name, ...rest], fragments);
    }
  });
}
