import type { OrganisationId, UserId } from '../../../kernel/ids.js';
import type { LandRefusal } from '../land.refusals.js';

/** Something entered that the base office may confirm: a registration, or a plot under one. */
export interface ConfirmableEntry {
  /** What it is called: a number, or the code of a plot. */
  readonly name: string;
  /** Null where that was not kept yet when it was entered. */
  readonly recordedById: UserId | null;
  readonly isConfirmed: boolean;
  /** Whose fruit or house gains by it: whose registration it is, and whose plot. */
  readonly gainers: readonly OrganisationId[];
}

/**
 * Refuses a confirmation that is no second look: by the person who entered it, by somebody who belongs to an
 * organisation that gains by it, in whatever account, or of what is confirmed already
 * (docs/adr/0035-entries-wait-for-the-base-office.md).
 *
 * @param entries what is to be confirmed; a refusal of each kind names the first it is about
 * @param by who confirms, with every organisation the person belongs to
 * @returns ENTRY_NEEDS_ANOTHER_PERSON, ENTRY_NEEDS_ANOTHER_ORGANISATION, ENTRY_CONFIRMED; else empty
 */
export function refuseConfirmation(
  entries: readonly ConfirmableEntry[],
  by: { readonly userId: UserId; readonly organisationIds: readonly OrganisationId[] },
): LandRefusal[] {
  const refusals: LandRefusal[] = [];
  const own = entries.find(({ recordedById }) => recordedById === by.userId);
  if (own) refusals.push({ code: 'ENTRY_NEEDS_ANOTHER_PERSON', values: { name: own.name } });
  const gains = entries.find(({ gainers }) => gainers.some((id) => by.organisationIds.includes(id)));
  if (gains) refusals.push({ code: 'ENTRY_NEEDS_ANOTHER_ORGANISATION', values: { name: gains.name } });
  if (entries.length > 0 && entries.every(({ isConfirmed }) => isConfirmed))
    refusals.push({ code: 'ENTRY_CONFIRMED', values: { name: entries[0]!.name } });
  return refusals;
}
