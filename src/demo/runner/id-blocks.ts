import { seededIds, type IdSource } from '../../kernel/ids.js';

/** More than any one command takes: a run with its outputs, pallets, holds and judgements makes about twenty. */
const BLOCK_SIZE = 48;

/**
 * Fixed ids, a block of its own for each deed of the season. So the ids of a deed do not depend on what the deeds
 * before it took: a load that was cut short goes on with the ids it would have had.
 *
 * @param seed  the same seed gives the same ids, in ascending order over the blocks
 * @param count how many deeds there are
 */
export function idBlocks(seed: string, count: number): IdSource[] {
  const all = seededIds(seed);
  return Array.from({ length: count }, () =>
    block(Array.from({ length: BLOCK_SIZE }, () => all.next<string>())),
  );
}

function block(ids: readonly string[]): IdSource {
  let taken = 0;
  return {
    next<I extends string>(): I {
      const id = ids[taken];
      if (id === undefined) throw new Error(`a deed of the demo season took more than ${BLOCK_SIZE} ids`);
      taken += 1;
      return id as I;
    },
  };
}
