import type { Instant } from '../../../kernel/instant.js';
import type { OrganisationId, UserId } from '../../../kernel/ids.js';
import { isSettledBy, type Settled, type Settling } from '../../growing/domain/settling.js';
import { refuseAgreement } from '../../growing/domain/refuse-agreement.js';
import type { GrowingRefusal } from '../../growing/growing.refusals.js';
import type { InspectionRefusal } from '../inspection.refusals.js';
import { openEntries, type Entry } from './corrections.js';

/** An entry of a signed inspection as far as agreeing to it goes. */
export interface AgreeableEntry extends Entry, Settled {
  readonly declinedAt: Instant | null;
  /** Null of an entry that corrects none. */
  readonly correctedById: UserId | null;
}

/** Whose fruit and whose inspection it is, and who agrees or declines, with every organisation the person belongs to. */
export interface Parties {
  /** The inspection body. */
  readonly bodyId: OrganisationId;
  /** Everybody on the way of the fruit, who gains by a better figure. */
  readonly onTheWay: readonly OrganisationId[];
  readonly by: { readonly userId: UserId; readonly organisationIds: readonly OrganisationId[] };
}

/**
 * Refuses an agreement to corrections made after a signature, or their declining, that is no second party's, or that there is
 * nothing to settle by. Neither the body that made them nor anybody with a part in the fruit settles them, nor who made one of them
 * before leaving the body.
 *
 * @param entryIds the corrections, in the order of the request
 * @param entries  all measurements and results of the inspection
 * @returns ENTRY_NOT_TO_CORRECT of what is no entry of this inspection; AGREEMENT_NOT_INDEPENDENT; and what `refuseAgreement`
 *   refuses of each; empty: all can be agreed to
 * @see docs/adr/0037-corrected-after-the-signature.md, docs/adr/0040-declined-corrections.md
 */
export function refuseResultAgreement(
  entryIds: readonly string[],
  entries: readonly AgreeableEntry[],
  { bodyId, onTheWay, by }: Parties,
): (InspectionRefusal | GrowingRefusal)[] {
  const own = by.organisationIds.filter((id) => onTheWay.includes(id));
  if (own.length > 0) return [{ code: 'AGREEMENT_NOT_INDEPENDENT', values: { organisations: own.length } }];
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const open = new Set(openEntries(entries).map(({ id }) => id));
  return entryIds.flatMap((id, i): (InspectionRefusal | GrowingRefusal)[] => {
    const path = ['entryIds', String(i)];
    const entry = byId.get(id);
    if (!entry) return [{ code: 'ENTRY_NOT_TO_CORRECT', values: { entry: id }, path }];
    const { needsAgreement, agreedAt, declinedAt } = entry;
    const made = {
      organisationId: bodyId,
      madeByIds: settledWith([id], entries, null).flatMap((each) => byId.get(each)?.correctedById ?? []),
      needsAgreement,
      agreedAt,
      declinedAt,
    };
    return refuseAgreement({ ...made, isCorrected: !open.has(id) }, by, 'entryIds').map((refusal) => ({
      ...refusal,
      path,
    }));
  });
}

/**
 * Corrections that are settled with these: themselves, and those that they correct in turn, as far as `isSettledBy`.
 *
 * @returns ids, each once; a correction before what it corrects
 */
export function settledWith(
  entryIds: readonly string[],
  entries: readonly AgreeableEntry[],
  settling: Settling,
): string[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const chainOf = (id: string | null): string[] => {
    const entry = id === null ? undefined : byId.get(id);
    if (!entry) return [];
    return [...(isSettledBy(settling, entry) ? [entry.id] : []), ...chainOf(entry.correctsId)];
  };
  return [...new Set(entryIds.flatMap(chainOf))];
}
