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

/** By what counts speak against fruit: a part of a whole, both added up; a whole of 0: the part by itself. */
export interface Badness<T> {
  readonly part: (count: T) => number;
  readonly whole: (count: T) => number;
}

/**
 * Counts of an inspection as they are recorded, and as they were before each correction that nobody has agreed to, since what was
 * said in between and taken back counts as well. Counts add up, so that of those that take each other's place only one can be there
 * at a time; and one that was corrected for the better must not outweigh another that was corrected for the worse, so that they are
 * told as well with each at its worst.
 *
 * @param all counts that were signed, or agreed to, and nobody corrected with agreement; and those made after the signature that
 *   nobody has agreed to, voids too
 * @param badness by what each is at its worst
 * @returns `earlier` is empty where all was agreed to
 */
export function countStates<T extends Counted>(
  all: readonly T[],
  badness: readonly Badness<T>[],
): { readonly recorded: readonly T[]; readonly earlier: readonly CountState<T>[] } {
  const late = all.filter(({ late: made }) => made).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  if (late.length === 0) return { recorded: all, earlier: [] };
  const moments = [...new Set(late.map(madeAt))];
  const withoutFrom = moments.map((moment) => closed(late, (each) => madeAt(each) >= moment));
  const declined = closed(late, isDeclined);
  const isMixed = declined.length > 0 && late.some((each) => !isDeclined(each));
  const chains = chainsOf(all);
  const isTogether = chains.filter((chain) => chain.some((each) => each.late)).length > 1;
  const worst = isTogether ? badness.map((by) => atWorst(chains, by, () => true)) : [];
  const worstDeclined =
    isTogether && declined.length > 0 ? badness.map((by) => atWorst(chains, by, isDeclined)) : [];
  // What was corrected again after a decline goes with it: counted beside what it stands for, it would count twice.
  const forDecline = isMixed ? [declined, ...worstDeclined] : worstDeclined;
  const states = [
    ...[...withoutFrom, ...worst].map((undone) => ({ undone, isDeclined: undone.every(isDeclined) })),
    ...forDecline.map((undone) => ({ undone, isDeclined: true })),
  ].filter(({ undone }) => undone.length > 0);
  const once = new Map(
    states.map((state) => [
      `${state.isDeclined} ${state.undone
        .map(({ id }) => id)
        .sort()
        .join()}`,
      state,
    ]),
  );
  return {
    recorded: standing(all, []),
    earlier: [...once.values()].map((state) => ({
      counts: standing(all, state.undone),
      isDeclined: state.isDeclined,
    })),
  };
}

const isDeclined = ({ late }: Counted): boolean => late?.isDeclined === true;

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

/** Each count that corrects none, with those that took its place, one after the other. */
function chainsOf<T extends Counted>(all: readonly T[]): readonly (readonly T[])[] {
  const ids = new Set(all.map(({ id }) => id));
  const next = new Map(all.flatMap((each) => (each.late ? [[each.late.correctsId, each] as const] : [])));
  const from = (count: T): T[] => {
    const later = next.get(count.id);
    return [count, ...(later ? from(later) : [])];
  };
  return all.filter(({ late }) => !late || !ids.has(late.correctsId)).map(from);
}

/** What of a chain counts, and what of it is left out then. */
interface Way<T> {
  /** Undefined: nothing, as of a void that was put right after the signature. */
  readonly counted: T | undefined;
  readonly undone: readonly T[];
}

/**
 * Which corrections to leave out, so that the counts that stand are as bad together as they were ever said to be, each by itself. A
 * share is at its worst where no other choice of one count raises it, which is looked for from the one as recorded.
 *
 * @param isFirst whether corrections may be left out from this one on
 */
function atWorst<T extends Counted>(
  chains: readonly (readonly T[])[],
  { part, whole }: Badness<T>,
  isFirst: (late: T) => boolean,
): T[] {
  const ways = chains.map((chain): Way<T>[] => [
    { counted: chain.at(-1)!, undone: [] },
    ...chain.flatMap((count, i) =>
      count.late && isFirst(count) ? [{ counted: chain[i - 1], undone: chain.slice(i) }] : [],
    ),
  ]);
  const of = (figure: (count: T) => number, { counted }: Way<T>) =>
    !counted || counted.late?.isVoid ? 0 : figure(counted);
  const sum = (figure: (count: T) => number, all: readonly Way<T>[]) =>
    all.reduce((total, each) => total + of(figure, each), 0);
  let chosen = ways.map(([recorded]) => recorded!);
  for (;;) {
    const among = sum(whole, chosen);
    const share = among > 0 ? sum(part, chosen) / among : 0;
    const weight = (way: Way<T>) => of(part, way) - share * of(whole, way);
    const next = ways.map((all, i) =>
      all.reduce((most, way) => (weight(way) > weight(most) + EPSILON ? way : most), chosen[i]!),
    );
    if (next.every((way, i) => way === chosen[i])) return chosen.flatMap(({ undone }) => undone);
    chosen = next;
  }
}

/** Counts are whole numbers of fruits, grams or cartons: less is the error of reckoning. */
const EPSILON = 1e-6;
