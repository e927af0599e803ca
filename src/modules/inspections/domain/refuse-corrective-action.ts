import type { OrganisationId, UserId } from '../../../kernel/ids.js';
import type { LocalDate } from '../../../kernel/local-date.js';
import type { ErasingRefusal } from '../../attachments/erasing.refusals.js';
import type { InspectionRefusal } from '../inspection.refusals.js';

/**
 * Why an action cannot have been taken on a day; empty: it can. What is still to come was not taken, and before anything of
 * the packhouse was sampled there was nothing to act upon. Whether it answers what discontinued sampling is judged later.
 *
 * @param today        the legal day, Asia/Shanghai
 * @param firstSampled day of the first sample of a batch of the packhouse; null: nothing of it was sampled yet
 * @returns CORRECTIVE_ACTION_IN_THE_FUTURE, CORRECTIVE_ACTION_BEFORE_SAMPLING, CORRECTIVE_ACTION_WITHOUT_SAMPLE
 */
export function refuseCorrectiveAction(
  takenOn: LocalDate,
  today: LocalDate,
  firstSampled: LocalDate | null,
): InspectionRefusal[] {
  const path = ['takenOn'];
  const refusals: InspectionRefusal[] = [];
  if (takenOn > today) refusals.push({ code: 'CORRECTIVE_ACTION_IN_THE_FUTURE', values: { takenOn }, path });
  if (firstSampled === null)
    refusals.push({ code: 'CORRECTIVE_ACTION_WITHOUT_SAMPLE', values: { takenOn }, path });
  else if (takenOn < firstSampled)
    refusals.push({ code: 'CORRECTIVE_ACTION_BEFORE_SAMPLING', values: { takenOn, firstSampled }, path });
  return refusals;
}

/** An action as its confirmation looks at it. */
export interface RecordedAction {
  readonly takenOn: LocalDate;
  readonly organisationId: OrganisationId;
  readonly recordedById: UserId;
  /** What was done; empty once it was erased. */
  readonly measures: string;
  readonly isConfirmed: boolean;
}

/**
 * Why this person cannot agree to an action; empty: he or she can. Never who recorded it, nor anybody who belongs to
 * the packhouse, in whatever account; once is enough, and nobody agrees to what can be read no longer. Every reason at
 * once; whether the file is still there is asked elsewhere.
 *
 * @param by who agrees, with every organisation the person belongs to
 * @returns CORRECTIVE_ACTION_CONFIRMED, CORRECTIVE_ACTION_NEEDS_ANOTHER_PERSON,
 *   CORRECTIVE_ACTION_NEEDS_ANOTHER_ORGANISATION, TEXT_ERASED
 * @see ISO 2859-1:1999, clause 9.4: the responsible authority agrees, not the supplier. Told by two pages, the standard
 *   was not read (`ISO-2859-1-SWITCHING` in reference/sampling-standards.json, secondary)
 */
export function refuseAgreement(
  { takenOn, organisationId, recordedById, measures, isConfirmed }: RecordedAction,
  by: { readonly userId: UserId; readonly organisationIds: readonly OrganisationId[] },
): (InspectionRefusal | ErasingRefusal)[] {
  const values = { takenOn };
  const path = ['correctiveActionId'];
  const refusals: (InspectionRefusal | ErasingRefusal)[] = [];
  if (isConfirmed) refusals.push({ code: 'CORRECTIVE_ACTION_CONFIRMED', values, path });
  if (recordedById === by.userId)
    refusals.push({ code: 'CORRECTIVE_ACTION_NEEDS_ANOTHER_PERSON', values, path });
  if (by.organisationIds.includes(organisationId))
    refusals.push({ code: 'CORRECTIVE_ACTION_NEEDS_ANOTHER_ORGANISATION', values, path });
  if (measures === '') refusals.push({ code: 'TEXT_ERASED', values: {}, path });
  return refusals;
}
