import type { LocalDate } from '../../kernel/local-date.js';
import { declareRefusals, describeRefusals, type Bilingual, type RefusalOf } from '../../kernel/refusal.js';
import type { Verdict } from '../standards/domain/finding.js';
import type { LotState } from './domain/lot-state.js';
import type { ReleaseEnd, ReleaseState } from './domain/release.js';
import { RELEASE_ENDS_IN_WORDS, RELEASE_STATES_IN_WORDS } from './release-words.js';
import { stateInChinese } from './lot.refusals.js';

const VERDICTS: Record<Verdict, Bilingual> = {
  PASS: { zh: '合格，无须放行', en: 'a PASS, which needs no release' },
  FAIL: { zh: '不合格，不得放行', en: 'a FAIL, which is never released' },
  INDETERMINATE: { zh: '待判定', en: 'INDETERMINATE' },
  NOT_APPLICABLE: { zh: '不适用，无须放行', en: 'NOT_APPLICABLE, which needs no release' },
};

export const releaseRefusals = declareRefusals({
  RELEASE_TOO_LATE: (v: { lot: string; state: LotState }) => ({
    zh: `出口批 ${v.lot} 处于“${stateInChinese(v.state)}”；凭据放行只适用于尚未发运的批`,
    en: `Lot ${v.lot} is ${v.state}; findings are released only of lots that are still here`,
  }),
  RELEASE_BY_WHO_GAINS: (v: { lot: string }) => ({
    zh: `您所属的单位在出口批 ${v.lot} 中有果、经手过或负责出口，不能参与放行`,
    en: `You belong to an organisation that has fruit in lot ${v.lot}, handled it or exports it; who gains does not release`,
  }),
  RELEASE_OF_NO_FINDING: (v: { rule: string; lot: string }) => ({
    zh: `出口批 ${v.lot} 没有规则 ${v.rule} 对该对象的判定项`,
    en: `Lot ${v.lot} has no finding of rule ${v.rule} on this subject`,
  }),
  RELEASE_NEVER: (v: { rule: string; why: Bilingual }) => ({
    zh: `规则 ${v.rule}：${v.why.zh.replace(/。$/, '')}`,
    en: `Rule ${v.rule}: ${v.why.en.replace(/[.]$/, '')}`,
  }),
  RELEASE_NOT_INDETERMINATE: (v: { rule: string; verdict: Verdict }) => ({
    zh: `规则 ${v.rule} 的结论是${VERDICTS[v.verdict].zh}；只有待判定可以凭据放行`,
    en: `The verdict of rule ${v.rule} is ${VERDICTS[v.verdict].en}; only an INDETERMINATE is released`,
  }),
  RELEASE_STOPS_NOTHING: (v: { rule: string }) => ({
    zh: `规则 ${v.rule} 在本环节不阻止该批，无须放行`,
    en: `Rule ${v.rule} does not stop the lot at this stage; there is nothing to release`,
  }),
  RELEASE_WITHOUT_EVIDENCE: (_: Record<never, never>) => ({
    zh: '放行须有凭据：上传附件，或写明文件编号',
    en: 'A release needs evidence: attach a file or name a document',
  }),
  RELEASE_EXPIRED: (v: { until: LocalDate }) => ({
    zh: `放行有效期 ${v.until} 已过`,
    en: `The last day of the release, ${v.until}, has passed`,
  }),
  RELEASE_BEYOND_SEASON: (v: { until: LocalDate; last: LocalDate }) => ({
    zh: `放行有效期 ${v.until} 超出本产季；最晚 ${v.last}`,
    en: `The last day of the release, ${v.until}, lies beyond the season; ${v.last} at the latest`,
  }),
  RELEASE_SEASON_OVER: (v: { season: string; last: LocalDate }) => ({
    zh: `产季 ${v.season} 已于 ${v.last} 结束，其出口批不再凭据放行`,
    en: `The season ${v.season} ended on ${v.last}; nothing of its lots is released any more`,
  }),
  RELEASE_STANDS: (v: { rule: string }) => ({
    zh: `规则 ${v.rule} 对该对象已有放行，或放行待第二人同意`,
    en: `Rule ${v.rule} has a release on this subject already, or one that waits for the second person`,
  }),
  RELEASE_DECIDED: (v: { state: ReleaseState }) => ({
    zh: `该放行${RELEASE_STATES_IN_WORDS[v.state].zh}，不再待同意`,
    en: `The release is ${RELEASE_STATES_IN_WORDS[v.state].en} and waits for nobody any more`,
  }),
  RELEASE_NOT_IN_FORCE: (v: { state: ReleaseState }) => ({
    zh: `该放行${RELEASE_STATES_IN_WORDS[v.state].zh}，不能撤销`,
    en: `The release is ${RELEASE_STATES_IN_WORDS[v.state].en} and cannot be revoked`,
  }),
  RELEASE_NEEDS_ANOTHER_PERSON: (_: Record<never, never>) => ({
    zh: '放行须由提出者以外的第二人同意',
    en: 'A second person has to agree to a release, not the one who proposed it',
  }),
  RELEASE_FINDING_CHANGED: (v: { because: ReleaseEnd }) => ({
    zh: `提出放行后情况有变：${RELEASE_ENDS_IN_WORDS[v.because].zh}；请重新提出`,
    en: `Something changed since the release was proposed: ${RELEASE_ENDS_IN_WORDS[v.because].en}; propose it again`,
  }),
});

/* Their sentences look words up by a value, or read inside one. */
describeRefusals(releaseRefusals, {
  RELEASE_NEVER: 'Findings of rule {rule} are never released: {why}',
  RELEASE_NOT_INDETERMINATE: 'The verdict of rule {rule} is {verdict}; only an INDETERMINATE is released',
  RELEASE_DECIDED: 'The release is {state} and waits for nobody any more',
  RELEASE_NOT_IN_FORCE: 'The release is {state} and cannot be revoked',
  RELEASE_FINDING_CHANGED: 'Something changed since the release was proposed: {because}; propose it again',
});

export type ReleaseRefusal = RefusalOf<typeof releaseRefusals>;
