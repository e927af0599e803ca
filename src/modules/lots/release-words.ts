import type { Bilingual } from '../../kernel/refusal.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { ReleaseEnd, ReleaseReason, ReleaseState } from './domain/release.js';

/** How far a release is, as it is said of one: "该放行待第二人同意", "the release is proposed". */
export const RELEASE_STATES_IN_WORDS: Record<ReleaseState, Bilingual> = {
  PROPOSED: { zh: '待第二人同意', en: 'proposed' },
  AGREED: { zh: '有效', en: 'in force' },
  DECLINED: { zh: '未获同意', en: 'declined' },
  REVOKED: { zh: '已撤销', en: 'revoked' },
  ENDED: { zh: '已失效', en: 'ended' },
  KEPT: { zh: '已随批发运存档', en: 'kept with the lot that left' },
};

/** Why a release ended by itself. */
export const RELEASE_ENDS_IN_WORDS: Record<ReleaseEnd, Bilingual> = {
  EXPIRED: { zh: '有效期已过', en: 'its last day has passed' },
  PASSED: { zh: '判定项已合格，无须放行', en: 'the finding is a PASS now and needs no release' },
  FAILED: { zh: '判定项已不合格', en: 'the finding is a FAIL now' },
  NOTHING_TO_JUDGE: { zh: '该判定项已不存在或不适用', en: 'there is nothing left to judge' },
  EDITION_CHANGED: { zh: '规则版本已更新', en: 'the rule has another edition now' },
  FACTS_CHANGED: { zh: '判定依据有变', en: 'the finding rests on other evidence now' },
  PERSON_GAINS: {
    zh: '参与放行者所属单位已从该批受益',
    en: 'a person who released it belongs to an organisation that gains by the lot now',
  },
  LOT_LEFT: { zh: '该批已发运', en: 'the lot has left' },
  LOT_CANCELLED: { zh: '该批已取消', en: 'the lot was cancelled' },
};

/** On the strength of what: 凭…放行. */
const REASONS: Record<ReleaseReason, Bilingual> = {
  AUTHORITY_REPLY: { zh: '主管部门书面答复', en: 'a written reply of the authority' },
  BUYER_REPLY: { zh: '进口商书面答复', en: 'a written reply of the importer' },
  TEXT_BEING_CONFIRMED: {
    zh: '已查阅、尚待复核的原文',
    en: 'a text that was read and is still to be countersigned',
  },
  THIRD_PARTY_REPORT: { zh: '第三方报告', en: 'a report of a third party' },
  EXPERT_OPINION: { zh: '专家意见', en: 'an opinion of an expert' },
  OTHER: { zh: '其他凭据', en: 'other evidence' },
};

/** What a release rests on, as far as its sentence tells it. */
interface ReleaseBasis {
  readonly reasonCode: ReleaseReason;
  readonly documentReference: string | null;
  readonly validUntil: LocalDate;
}

/** The sentence that is shown in the place of a pass: 凭…放行. It never says that anything is in order. */
export function releasedOnTheStrengthOf({
  reasonCode,
  documentReference,
  validUntil,
}: ReleaseBasis): Bilingual {
  const { zh, en } = REASONS[reasonCode];
  const document = documentReference
    ? { zh: `（${documentReference}）`, en: ` (${documentReference})` }
    : { zh: '', en: '' };
  return {
    zh: `凭${zh}${document.zh}放行，有效期至 ${validUntil}`,
    en: `Released on the strength of ${en}${document.en}, until ${validUntil}`,
  };
}
