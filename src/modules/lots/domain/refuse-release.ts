import type { OrganisationId, UserId } from '../../../kernel/ids.js';
import { seasonEnd, type LocalDate, type Season } from '../../../kernel/local-date.js';
import type { Finding } from '../../standards/domain/finding.js';
import type { ErasingRefusal } from '../../attachments/erasing.refusals.js';
import { releasabilityOf } from '../../standards/domain/releasability.js';
import type { ReleaseRefusal } from '../release.refusals.js';
import { isBeforeDeparture, type LotState } from './lot-state.js';
import type { ReleaseEnd, ReleaseState } from './release.js';

/** The lot a release is about, locked. */
export interface LotToRelease {
  readonly code: string;
  readonly state: LotState;
  readonly season: Season;
}

/** Who releases, with every organisation the person belongs to. */
export interface Releaser {
  readonly userId: UserId;
  readonly organisationIds: readonly OrganisationId[];
}

/** What the first of two people says. */
export interface ReleaseSaid {
  readonly ruleCode: string;
  readonly attachmentIds: readonly string[];
  readonly documentReference: string | null;
  readonly validUntil: LocalDate;
}

interface Around {
  /** The legal day, Asia/Shanghai. */
  readonly today: LocalDate;
  /** Organisations that have fruit in the lot, handled it or export it: who profits never releases. */
  readonly gainers: readonly OrganisationId[];
}

/**
 * Everything that keeps the first of two people from proposing to release a finding: the lot has left, the person
 * gains, the finding is no INDETERMINATE that stops the lot, its kind is never released, there is no evidence, the last
 * day is none on which it could count, or the finding has a release already.
 *
 * @param finding of the judgement just made; null where there is none of that rule on that subject
 * @param stands  whether an open release of the finding is there
 * @returns RELEASE_OF_NO_FINDING, RELEASE_WITHOUT_EVIDENCE, RELEASE_STANDS, RELEASE_TOO_LATE, RELEASE_BY_WHO_GAINS,
 *   RELEASE_NEVER, RELEASE_NOT_INDETERMINATE, RELEASE_STOPS_NOTHING, RELEASE_EXPIRED, RELEASE_BEYOND_SEASON,
 *   RELEASE_SEASON_OVER; else empty
 * @see docs/adr/0018-released-findings.md
 */
export function refuseProposal(
  lot: LotToRelease,
  finding: Finding | null,
  said: ReleaseSaid,
  by: Releaser,
  { today, gainers, stands }: Around & { readonly stands: boolean },
): ReleaseRefusal[] {
  const refusals = [...refuseLeft(lot), ...refuseGaining(lot, by, gainers)];
  if (finding) refusals.push(...refuseFinding(finding));
  else
    refusals.push({
      code: 'RELEASE_OF_NO_FINDING',
      values: { rule: said.ruleCode, lot: lot.code },
      path: ['ruleCode'],
    });
  if (said.attachmentIds.length === 0 && said.documentReference === null)
    refusals.push({ code: 'RELEASE_WITHOUT_EVIDENCE', values: {}, path: ['attachmentIds'] });
  refusals.push(...refuseLastDay(said.validUntil, lot.season, today));
  if (stands) refusals.push({ code: 'RELEASE_STANDS', values: { rule: said.ruleCode }, path: ['ruleCode'] });
  return refusals;
}

/** A release as the second person finds it. */
export interface ProposedRelease {
  readonly state: ReleaseState;
  readonly proposedById: UserId;
  readonly validUntil: LocalDate;
  /** Empty once it was erased. */
  readonly reason: string;
  readonly documentReference: string | null;
  /** Files that were attached, also those that were erased since. */
  readonly attachmentCount: number;
}

/**
 * Everything that keeps the second person from agreeing: the proposal is decided or has expired, the person is the one
 * who proposed it or gains, the finding is no longer what was proposed to be released, or what it is to be released by can
 * be read no longer. Whether the files are still there is asked elsewhere.
 *
 * @param finding  of the judgement just made; null where it is gone
 * @param ended    what that judgement says of the proposal; null where it stands
 * @returns RELEASE_DECIDED, RELEASE_NEEDS_ANOTHER_PERSON, RELEASE_EXPIRED, RELEASE_FINDING_CHANGED, RELEASE_TOO_LATE,
 *   RELEASE_BY_WHO_GAINS, RELEASE_NEVER, RELEASE_NOT_INDETERMINATE, RELEASE_STOPS_NOTHING, TEXT_ERASED,
 *   RELEASE_WITHOUT_EVIDENCE; else empty
 * @see docs/adr/0018-released-findings.md; docs/adr/0026-evidence-that-stays.md
 */
export function refuseAgreement(
  lot: LotToRelease,
  release: ProposedRelease,
  finding: Finding | null,
  by: Releaser,
  { today, gainers, ended }: Around & { readonly ended: ReleaseEnd | null },
): (ReleaseRefusal | ErasingRefusal)[] {
  if (release.state !== 'PROPOSED')
    return [{ code: 'RELEASE_DECIDED', values: { state: release.state }, path: ['releaseId'] }];
  const refusals: (ReleaseRefusal | ErasingRefusal)[] = [
    ...refuseLeft(lot),
    ...refuseGaining(lot, by, gainers),
  ];
  if (release.proposedById === by.userId)
    refusals.push({ code: 'RELEASE_NEEDS_ANOTHER_PERSON', values: {}, path: ['releaseId'] });
  if (release.validUntil < today)
    refusals.push({ code: 'RELEASE_EXPIRED', values: { until: release.validUntil }, path: ['releaseId'] });
  else if (ended !== null)
    refusals.push({ code: 'RELEASE_FINDING_CHANGED', values: { because: ended }, path: ['releaseId'] });
  else if (finding) refusals.push(...refuseFinding(finding));
  return [...refusals, ...refuseErasedBasis(release)];
}

/** Nobody agrees to what cannot be read: reasons and references could be erased while they waited. */
function refuseErasedBasis(release: ProposedRelease): (ReleaseRefusal | ErasingRefusal)[] {
  const path = ['releaseId'];
  const refusals: (ReleaseRefusal | ErasingRefusal)[] = [];
  if (release.reason === '') refusals.push({ code: 'TEXT_ERASED', values: {}, path });
  if (release.documentReference === null && release.attachmentCount === 0)
    refusals.push({ code: 'RELEASE_WITHOUT_EVIDENCE', values: {}, path });
  return refusals;
}

/**
 * Why a release cannot be declined: a proposal is declined, or taken back by who made it; what was agreed to is
 * revoked.
 *
 * @returns RELEASE_DECIDED; else empty
 */
export const refuseDecline = ({ state }: { readonly state: ReleaseState }): ReleaseRefusal[] =>
  state === 'PROPOSED' ? [] : [{ code: 'RELEASE_DECIDED', values: { state }, path: ['releaseId'] }];

/**
 * Why a release cannot be revoked. Taking leave back needs one person, and a lot that is still here.
 *
 * @returns RELEASE_NOT_IN_FORCE, RELEASE_TOO_LATE; else empty
 */
export const refuseRevocation = (
  lot: LotToRelease,
  { state }: { readonly state: ReleaseState },
): ReleaseRefusal[] =>
  state === 'AGREED'
    ? refuseLeft(lot)
    : [{ code: 'RELEASE_NOT_IN_FORCE', values: { state }, path: ['releaseId'] }];

const refuseLeft = ({ code, state }: LotToRelease): ReleaseRefusal[] =>
  isBeforeDeparture(state) ? [] : [{ code: 'RELEASE_TOO_LATE', values: { lot: code, state } }];

const refuseGaining = (
  { code }: LotToRelease,
  { organisationIds }: Releaser,
  gainers: readonly OrganisationId[],
): ReleaseRefusal[] =>
  organisationIds.some((id) => gainers.includes(id))
    ? [{ code: 'RELEASE_BY_WHO_GAINS', values: { lot: code } }]
    : [];

function refuseFinding({ ruleCode, kind, gating, verdict }: Finding): ReleaseRefusal[] {
  const path = ['ruleCode'];
  const releasable = releasabilityOf(kind);
  const refusals: ReleaseRefusal[] = [];
  if (releasable !== true)
    refusals.push({ code: 'RELEASE_NEVER', values: { rule: ruleCode, why: releasable.never }, path });
  if (verdict !== 'INDETERMINATE')
    refusals.push({ code: 'RELEASE_NOT_INDETERMINATE', values: { rule: ruleCode, verdict }, path });
  else if (!gating) refusals.push({ code: 'RELEASE_STOPS_NOTHING', values: { rule: ruleCode }, path });
  return refusals;
}

/** What was not known this season is asked anew in the next one. */
function refuseLastDay(until: LocalDate, season: Season, today: LocalDate): ReleaseRefusal[] {
  const path = ['validUntil'];
  const last = seasonEnd(season);
  // Then no day is left that could be given.
  if (last < today) return [{ code: 'RELEASE_SEASON_OVER', values: { season, last }, path }];
  if (until < today) return [{ code: 'RELEASE_EXPIRED', values: { until }, path }];
  return until > last ? [{ code: 'RELEASE_BEYOND_SEASON', values: { until, last }, path }] : [];
}
