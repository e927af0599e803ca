import { canonicalJson, sha256Hex } from '../../../kernel/canonical-json.js';
import type { OrganisationId } from '../../../kernel/ids.js';
import type { LocalDate } from '../../../kernel/local-date.js';
import type { Sha256 } from '../../../kernel/sha256.js';
import type { Finding } from '../../standards/domain/finding.js';

/**
 * 凭…放行: two people of the base office let a lot pass a finding that is INDETERMINATE. The finding stays what it is.
 *
 * PROPOSED -> AGREED -> ENDED | REVOKED | KEPT, or PROPOSED -> DECLINED | ENDED. KEPT is one that stood when its lot
 * left (docs/adr/0018-released-findings.md).
 */
export const RELEASE_STATES = ['PROPOSED', 'AGREED', 'DECLINED', 'REVOKED', 'ENDED', 'KEPT'] as const;
export type ReleaseState = (typeof RELEASE_STATES)[number];

/** States in which a release waits or counts; there is at most one such for a finding. */
export const OPEN_RELEASE_STATES: readonly ReleaseState[] = ['PROPOSED', 'AGREED'];
/** Whether it waits or counts. */
const isOpenRelease = (state: ReleaseState): boolean => OPEN_RELEASE_STATES.includes(state);

/** What ends a release by itself; once it has ended it does not come back. */
export const RELEASE_ENDS = [
  'EXPIRED',
  'PASSED',
  'FAILED',
  'NOTHING_TO_JUDGE',
  'EDITION_CHANGED',
  'FACTS_CHANGED',
  'PERSON_GAINS',
  'LOT_LEFT',
  'LOT_CANCELLED',
] as const;
export type ReleaseEnd = (typeof RELEASE_ENDS)[number];

/** On the strength of what: the closed list, so that releases can be counted by it. */
export const RELEASE_REASONS = [
  'AUTHORITY_REPLY',
  'BUYER_REPLY',
  'TEXT_BEING_CONFIRMED',
  'THIRD_PARTY_REPORT',
  'EXPERT_OPINION',
  'OTHER',
] as const;
export type ReleaseReason = (typeof RELEASE_REASONS)[number];

/** The one finding of a lot that a release is about. */
export interface ReleasedFinding {
  readonly ruleCode: string;
  readonly versionCode: string;
  readonly subjectType: string;
  readonly subjectId: string;
}

/** What of a release decides whether it still stands. */
export interface StandingRelease extends ReleasedFinding {
  /** Of the finding as both people saw it ({@link findingSha256}). */
  readonly findingSha256: Sha256;
  /** Last day it counts. */
  readonly validUntil: LocalDate;
  /** Every organisation that who proposed and who agreed belonged to when they did. */
  readonly personOrganisationIds: readonly OrganisationId[];
}

/** One text for each finding of a lot: a rule makes one finding on a subject, and its code is unique in a version. */
export const findingKey = ({ ruleCode, versionId, subject }: Finding): string =>
  keyOf({ ruleCode, versionCode: versionId, subjectType: subject.type, subjectId: subject.id });

/** The key of {@link findingKey}, of the finding that a release is about. */
export const keyOf = ({ ruleCode, versionCode, subjectType, subjectId }: ReleasedFinding): string =>
  [ruleCode, versionCode, subjectType, subjectId].join(' ');

/**
 * SHA-256 of what a finding rests on: its rule and edition, its subject, its confidence and its evidence, as canonical
 * JSON. What changes one of these is another question than the one that was released; how it is worded is not.
 */
export const findingSha256 = ({
  ruleCode,
  versionId,
  edition,
  subject,
  confidence,
  evidence,
}: Finding): Sha256 =>
  sha256Hex(
    canonicalJson(
      JSON.parse(JSON.stringify({ ruleCode, versionId, edition, subject, confidence, evidence })),
    ),
  ) as Sha256;

/**
 * What ends a release, by a judgement just made; null while it stands. A FAIL is never released, a PASS needs no release,
 * and what two people have not seen they have not released.
 *
 * @param findings of the whole lot, all stages
 * @param today    the legal day, Asia/Shanghai
 * @param gainers  organisations that have fruit in the lot, handled it or export it
 */
export function whyItEnds(
  release: StandingRelease,
  findings: readonly Finding[],
  { today, gainers }: { today: LocalDate; gainers: readonly OrganisationId[] },
): ReleaseEnd | null {
  if (release.validUntil < today) return 'EXPIRED';
  if (release.personOrganisationIds.some((id) => gainers.includes(id))) return 'PERSON_GAINS';
  const onSubject = findings.filter(
    ({ ruleCode, subject }) =>
      ruleCode === release.ruleCode &&
      subject.type === release.subjectType &&
      subject.id === release.subjectId,
  );
  const finding = onSubject.find(({ versionId }) => versionId === release.versionCode);
  if (!finding) return onSubject.length > 0 ? 'EDITION_CHANGED' : 'NOTHING_TO_JUDGE';
  switch (finding.verdict) {
    case 'PASS':
      return 'PASSED';
    case 'FAIL':
      return 'FAILED';
    case 'NOT_APPLICABLE':
      return 'NOTHING_TO_JUDGE';
    case 'INDETERMINATE':
      return findingSha256(finding) === release.findingSha256 ? null : 'FACTS_CHANGED';
  }
}

/** How a release is shown: one whose last day has passed has ended, although nobody judged the lot since. */
export function shownRelease(
  {
    state,
    endedBecause,
    validUntil,
  }: { state: ReleaseState; endedBecause: ReleaseEnd | null; validUntil: LocalDate },
  today: LocalDate,
): { state: ReleaseState; endedBecause: ReleaseEnd | null } {
  return isOpenRelease(state) && validUntil < today
    ? { state: 'ENDED', endedBecause: 'EXPIRED' }
    : { state, endedBecause };
}
