import type { Instant } from '../../../kernel/instant.js';
import type { InspectionRefusal } from '../inspection.refusals.js';

/** An entry of an inspection as far as corrections go. */
export interface Entry {
  readonly id: string;
  /** The entry whose place it takes. */
  readonly correctsId: string | null;
  /** It says that what it corrects was none; it stands for nothing itself. */
  readonly isVoid: boolean;
  /** When the base office declined it; left out where nobody asks. */
  readonly declinedAt?: Instant | null;
}

/** The lists of a request, which a refusal points into. */
export type CorrectedList = 'measurements' | 'results' | 'counts';
export type VoidedList = 'measurementIds' | 'resultIds' | 'countIds';

/** Entries whose place no other one has taken, voids among them: what can be corrected. */
export function openEntries<T extends Entry>(entries: readonly T[]): T[] {
  const corrected = new Set(entries.map(({ correctsId }) => correctsId));
  return entries.filter(({ id }) => !corrected.has(id));
}

/** Entries that count: nobody corrected them, and they are no voids. */
export const standingEntries = <T extends Entry>(entries: readonly T[]): T[] =>
  openEntries(entries).filter(({ isVoid }) => !isVoid);

/**
 * Refuses to correct what is no entry of this inspection, or was corrected already, before or by the same request. A void is
 * corrected like any other entry, by which there is a value again.
 *
 * @param correctsIds entries whose place would be taken, in the order of the request
 * @param entries     all of the inspection
 * @returns ENTRY_NOT_TO_CORRECT for each that cannot be; empty: all can
 */
export function refuseCorrections(
  correctsIds: readonly string[],
  entries: readonly Entry[],
  list: CorrectedList,
): InspectionRefusal[] {
  const open = new Set(openEntries(entries).map(({ id }) => id));
  return correctsIds.flatMap((id, i): InspectionRefusal[] =>
    // Taken out at once: two lines of one request cannot both take the place of the same.
    open.delete(id) ? [] : [notToCorrect(id, [list, String(i), 'correctsId'])],
  );
}

/**
 * Refuses to void what cannot be corrected, and what is void already; a void that the base office declined is made again.
 *
 * @returns ENTRY_NOT_TO_CORRECT, ENTRY_VOID_ALREADY; empty: all can be
 */
export function refuseVoids(
  ids: readonly string[],
  entries: readonly Entry[],
  list: VoidedList,
): InspectionRefusal[] {
  const open = new Map(openEntries(entries).map((entry) => [entry.id, entry]));
  return ids.flatMap((id, i): InspectionRefusal[] => {
    const path: [VoidedList, string] = [list, String(i)];
    const entry = open.get(id);
    if (!entry) return [notToCorrect(id, path)];
    open.delete(id);
    return entry.isVoid && !entry.declinedAt
      ? [{ code: 'ENTRY_VOID_ALREADY', values: { entry: id }, path }]
      : [];
  });
}

const notToCorrect = (entry: string, path: readonly string[]): InspectionRefusal => ({
  code: 'ENTRY_NOT_TO_CORRECT',
  values: { entry },
  path: [...path],
});
