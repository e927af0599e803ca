import { mutation } from './documents.js';
import type { Member } from './organisations.js';
import { done, send, type Answer } from './send.js';

const RELEASE = `id lotId lotCode marketCode season unity ruleCode versionCode edition title subject { type id code } explanation
  findingSha256 judgementId statement reasonCode reason documentReference attachments { attachmentId sha256 } until state
  endedBecause endedBecauseText proposedById proposedAt agreedById agreedAt settledById settledAt settledReason`;
const LOT = `id code state releasedCount releases { ${RELEASE} }
  checks { unity verdict releasedCount findings { ruleCode verdict gating isReleasable subject { type id code } release { ${RELEASE} } } }
  transitions { toState releaseIds }`;

const onRelease = (name: string): string =>
  mutation(name, `... on LotReleasePayload { release { ${RELEASE} } lot { ${LOT} } }`);

/** The operations of a release 凭…放行, as a client sends them. */
export const releaseDocuments = {
  proposeRelease: onRelease('proposeRelease'),
  agreeToRelease: onRelease('agreeToRelease'),
  declineRelease: onRelease('declineRelease'),
  revokeRelease: onRelease('revokeRelease'),
  lot: `query ($id: ID) { lot(id: $id) { ${LOT} } }`,
  releases: `query ($filter: LotReleaseFilter, $first: Int = 25, $after: String) {
    releases(filter: $filter, first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor } edges { node { ${RELEASE} } } } }`,
};

/** The finding a release is about, as the lot shows it. */
export interface FindingShown {
  readonly ruleCode: string;
  readonly subject: { readonly type: string; readonly id: string };
}

/** What the first of two people says where a test does not mind; until the end of February. */
export const proposalOf = (lot: { id: string }, { ruleCode, subject }: FindingShown): object => ({
  lotId: lot.id,
  ruleCode,
  subjectType: subject.type,
  subjectId: subject.id,
  reasonCode: 'THIRD_PARTY_REPORT',
  reason: '示范：第三方报告已核对',
  documentReference: 'TEST-REPORT-1',
  validUntil: '2026-02-28',
});

/** What people of the base office do about findings, with whatever comes of it. */
export const releaseActs = {
  propose: (by: Member, lot: { id: string }, finding: FindingShown, more: object = {}): Promise<Answer> =>
    send(by, releaseDocuments.proposeRelease, { ...proposalOf(lot, finding), ...more }),

  agree: (by: Member, release: { id: string }): Promise<Answer> =>
    send(by, releaseDocuments.agreeToRelease, { releaseId: release.id }),

  decline: (by: Member, release: { id: string }): Promise<Answer> =>
    send(by, releaseDocuments.declineRelease, { releaseId: release.id, reason: '示范：凭据不足' }),

  revoke: (by: Member, release: { id: string }): Promise<Answer> =>
    send(by, releaseDocuments.revokeRelease, { releaseId: release.id, reason: '示范：报告已撤回' }),

  /** Proposed by one and agreed to by another. @throws Error with the reasons if it is refused */
  async released(
    [one, two]: readonly [Member, Member],
    lot: { id: string },
    finding: FindingShown,
    more: object = {},
  ): Promise<Answer> {
    const input = { ...proposalOf(lot, finding), ...more };
    const { release } = await done(one, releaseDocuments.proposeRelease, input);
    return done(two, releaseDocuments.agreeToRelease, { releaseId: release.id });
  },

  seen: async (by: Member, lot: { id: string }): Promise<Answer> =>
    (await by.client.run(releaseDocuments.lot, { id: lot.id })).lot,

  /** Findings of a rule with their releases. */
  of: (lot: Answer, ruleCode: string): Answer[] =>
    lot.checks
      .flatMap((check: Answer) => check.findings)
      .filter((finding: Answer) => finding.ruleCode === ruleCode),
};
