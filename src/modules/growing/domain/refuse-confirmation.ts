import type { OrganisationId, UserId } from '../../../kernel/ids.js';
import type { GrowingRefusal } from '../growing.refusals.js';

interface EnteredLabel {
  readonly enteredById: UserId;
  readonly enteredByOrganisationId: OrganisationId;
  /** Whether there is a photograph that whoever confirms can look at. */
  readonly hasPhotograph: boolean;
  /** Whether interval and maximum were read, or read to be none (`isReadWhole`). */
  readonly isWhole: boolean;
}

/**
 * Refuses a confirmation that is no second look. Intervals of a confirmed label let everybody's fruit go, so two
 * accounts in one organisation, which may be one person's, are not enough: somebody of another organisation confirms,
 * who belongs to the entering one neither in this account's other memberships. What is confirmed is what a photograph
 * of the label shows: without one there is nothing to compare. And as it never changes afterwards, what was left
 * out of it could not be added.
 *
 * @param by who confirms, with every organisation the person belongs to
 * @returns LABEL_NEEDS_ANOTHER_PERSON, LABEL_NEEDS_ANOTHER_ORGANISATION, LABEL_NEEDS_PHOTOGRAPH, LABEL_NOT_WHOLE; else empty
 * @see reference/supplementary-rules.md, rule 1: confirmed by another organisation
 */
export function refuseConfirmation(
  label: EnteredLabel,
  by: { readonly userId: UserId; readonly organisationIds: readonly OrganisationId[] },
): GrowingRefusal[] {
  const refusals: GrowingRefusal[] = [];
  if (by.userId === label.enteredById) refusals.push({ code: 'LABEL_NEEDS_ANOTHER_PERSON', values: {} });
  else if (by.organisationIds.includes(label.enteredByOrganisationId))
    refusals.push({ code: 'LABEL_NEEDS_ANOTHER_ORGANISATION', values: {} });
  if (!label.hasPhotograph) refusals.push({ code: 'LABEL_NEEDS_PHOTOGRAPH', values: {} });
  if (!label.isWhole) refusals.push({ code: 'LABEL_NOT_WHOLE', values: {} });
  return refusals;
}
