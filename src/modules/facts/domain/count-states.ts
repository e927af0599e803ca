import type { LateCount } from '../fact-rows.js';

/** A count as far as corrections go; `late` of one made after the signature that nobody has agreed to. */
interface Counted {
  readonly id: string;
  readonly late?: LateCount | null;
}

/** What counts of an inspection there would be without some corrections that nobody has agreed to. */
export interface CountState<T> {
  readonly counts: readonly T[];
  /** The base office declined all of those that are left out; else some of them wait for it. */
  readonly isDeclined: boolean;
}

/**
 * Counts of an inspection as they are recorded, and as they were before each correction that nobody has agreed to, since what was
 * said in between and taken back counts as well. Counts add up, so that of those that take each other's place only one can be there
 * at a time.
 *
 * @param all counts that were signed, or agreed to, and nobody corrected with agreement; and those made after the signature that
 *   nobody has agreed to, voids too
 * @returns `earlier` is empty where all was agreed to
 */
export function countStates<T extends Counted>(
  all: readonly T[],
): { readonly recorded: readonly T[]; readonly earlier: readonly CountState<T>[] } {
  const late = all.filter(({ late: made }) => made).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  if (late.length === 0) return { recorded: all, earlier: [] };
  const moments = [...new Set(late.map(madeAt))];
  const withoutFrom = moments.map((moment) => late.filter((each) => madeAt(each) >= moment));
  const declined = closed(late, (each) => each.late?.isDeclined === true);
  const isMixed = declined.length > 0 && late.some((each) => !each.late?.isDeclined);
  const leftOut = isMixed ? [...withoutFrom, declined] : withoutFrom;
  return {
    recorded: standing(all, []),
    earlier: leftOut.map((undone) => ({
      counts: standing(all, undone),
      // What was corrected again after a decline goes with it: counted beside what it stands for, it would count twice.
      isDeclined: undone === declined || undone.every((each) => each.late?.isDeclined),
    })),
  };
}

const madeAt = ({ late }: Counted): string => late?.recordedAt ?? '';

/** Corrections with those that correct them in turn; in the order they were made, so that the latter come later. */
function closed<T extends Counted>(late: readonly T[], isUndone: (each: T) => boolean): T[] {
  const ids = new Set<string>();
  return late.filter((each) => {
    const isOut = isUndone(each) || ids.has(each.late?.correctsId ?? '');
    if (isOut) ids.add(each.id);
    return isOut;
  });
}

function standing<T extends Counted>(all: readonly T[], undone: readonly T[]): T[] {
  const out = new Set(undone);
  const there = all.filter((each) => !out.has(each));
  const replaced = new Set(there.flatMap(({ late }) => late?.correctsId ?? []));
  return there.filter(({ id, late }) => !replaced.has(id) && !late?.isVoid);
}
