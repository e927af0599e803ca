import type { OrganisationId, UserId } from '../../../kernel/ids.js';
import type { GrowingRefusal } from '../growing.refusals.js';

interface EnteredLabel {
  readonly enteredById: UserId;
  readonly enteredByOrganisationId: OrganisationId;
}

/**
 * Refuses a confirmation that is no second look. Intervals of a confirmed label let everybody's fruit go, so two accounts
 * in one organisation, which may be one person's, are not enough: somebody of another organisation confirms, who belongs
 * to the entering one neither in this account's other memberships.
 *
 * @param by who confirms, with every organisation the person belongs to
 */
export function refuseConfirmation(
  label: EnteredLabel,
  by: { readonly userId: UserId; readonly organisationIds: readonly OrganisationId[] },
): GrowingRefusal[] {
  if (by.userId === label.enteredById) return [{ code: 'LABEL_NEEDS_ANOTHER_PERSON', values: {} }];
  if (by.organisationIds.includes(label.enteredByOrganisationId))
    return [{ code: 'LABEL_NEEDS_ANOTHER_ORGANISATION', values: {} }];
  return [];
}
