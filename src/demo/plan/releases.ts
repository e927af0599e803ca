/** A finding that nobody could decide, and that two people of the base office let a lot pass 凭…放行. */
export interface ReleasePlan {
  readonly lot: string;
  readonly rule: string;
  readonly batch: string;
  readonly on: string;
  readonly document: string;
  readonly reason: string;
}

export const RELEASE_PROPOSED_BY = 'base';
export const RELEASE_AGREED_BY = 'base-two';
/** The last day of the season: what was not known in it is asked anew in the next. */
export const RELEASED_UNTIL = '2026-08-31';

/**
 * Whoever uses the name 资中血橙 meets two rules of an announcement whose amendments nobody here has read. The fruit of this
 * lot is wholly of Zizhong and its packhouse an authorised user, so both would pass; two people say on the strength of what.
 */
export const RELEASES: readonly ReleasePlan[] = ['GI-ZIZHONG-ORIGIN', 'GI-ZIZHONG-USER'].map((rule) => ({
  lot: 'L2526-02',
  rule,
  batch: 'P2526-Z02A',
  on: '2026-01-27',
  document: 'DEMO-GI-REPLY-01',
  reason: '示范：管理机构书面答复，公告现行有效，文本复核中。',
}));
