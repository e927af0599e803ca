import type { OrganisationId, UserId } from '../../../kernel/ids.js';
import type { LocalDate } from '../../../kernel/local-date.js';
import type { InspectionRefusal } from '../inspection.refusals.js';

/**
 * Why an action cannot be recorded; empty: it can. However long ago it was taken; only what is still to come cannot
 * have been.
 *
 * @param today the legal day, Asia/Shanghai
 * @returns CORRECTIVE_ACTION_IN_THE_FUTURE
 */
export const refuseCorrectiveAction = (takenOn: LocalDate, today: LocalDate): InspectionRefusal[] =>
  takenOn > today
    ? [{ code: 'CORRECTIVE_ACTION_IN_THE_FUTURE', values: { takenOn }, path: ['takenOn'] }]
    : [];

/** An action as its confirmation looks at it. */
export interface RecordedAction {
  readonly takenOn: LocalDate;
  readonly organisationId: OrganisationId;
  readonly recordedById: UserId;
  readonly isConfirmed: boolean;
}

/**
 * Why this person cannot agree to an action; empty: he or she can. Never who recorded it, nor anybody who belongs to
 * the packhouse, in whatever account; and once is enough. Every reason at once.
 *
 * @param by who agrees, with every organisation the person belongs to
 * @returns CORRECTIVE_ACTION_CONFIRMED, CORRECTIVE_ACTION_NEEDS_ANOTHER_PERSON,
 *   CORRECTIVE_ACTION_NEEDS_ANOTHER_ORGANISATION
 * @see ISO 2859-1:1999, clause 9.4: the responsible authority agrees, not the supplier. Told by two pages, the standard
 *   was not read (`ISO-2859-1-SWITCHING` in reference/sampling-standards.json, secondary)
 */
export function refuseAgreement(
  { takenOn, organisationId, recordedById, isConfirmed }: RecordedAction,
  by: { readonly userId: UserId; readonly organisationIds: readonly OrganisationId[] },
): InspectionRefusal[] {
  const values = { takenOn };
  const path = ['correctiveActionId'];
  const refusals: InspectionRefusal[] = [];
  if (isConfirmed) refusals.push({ code: 'CORRECTIVE_ACTION_CONFIRMED', values, path });
  if (recordedById === by.userId)
    refusals.push({ code: 'CORRECTIVE_ACTION_NEEDS_ANOTHER_PERSON', values, path });
  if (by.organisationIds.includes(organisationId))
    refusals.push({ code: 'CORRECTIVE_ACTION_NEEDS_ANOTHER_ORGANISATION', values, path });
  return refusals;
}
