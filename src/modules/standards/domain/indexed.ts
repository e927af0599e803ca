/**
 * Finds the entries of a list under a key without looking through all of them: rules ask the same lists of ten thousand
 * batches. The index lives as long as the list, which nobody changes once it is among the facts.
 *
 * @param keysOf under which keys an entry is found
 */
export function indexedBy<T>(
  keysOf: (entry: T) => readonly string[],
): (list: readonly T[], key: string) => readonly T[] {
  const indexes = new WeakMap<readonly T[], Map<string, T[]>>();
  return (list, key) => {
    let index = indexes.get(list);
    if (!index) {
      index = new Map();
      for (const entry of list)
        for (const each of new Set(keysOf(entry))) {
          const known = index.get(each);
          if (known) known.push(entry);
          else index.set(each, [entry]);
        }
      indexes.set(list, index);
    }
    return index.get(key) ?? NONE;
  };
}

const NONE: readonly never[] = [];

/**
 * What follows from a fact alone, worked out once: rules for twelve markets ask it of the same batch again and again.
 * Kept as long as the fact lives, which nobody changes.
 *
 * @param workOut never answers undefined, which would be taken for not worked out
 */
export function once<K extends object, V>(workOut: (fact: K) => V): (fact: K) => V {
  const known = new WeakMap<K, V>();
  return (fact) => {
    const before = known.get(fact);
    if (before !== undefined) return before;
    const found = workOut(fact);
    known.set(fact, found);
    return found;
  };
}
