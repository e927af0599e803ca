import { declareRefusals, describeRefusals, type RefusalOf } from '../../kernel/refusal.js';
import { EVIDENCE_OF, type EvidenceOf } from './domain/kept.js';

type Nothing = Record<never, never>;

export const erasingRefusals = declareRefusals({
  ATTACHMENT_TO_BE_KEPT: (v: { keptUntil: string }) => ({
    zh: `依法须保存至 ${v.keptUntil}（生产记录及其依据至少两年，承诺达标合格证至少六个月），在此之前不能删除`,
    en: `The law has it kept until ${v.keptUntil} (production records and what they rest on two years at least, compliance certificates six months); it cannot be erased before`,
  }),
  PAPER_ERASED: (_: Nothing) => ({
    zh: '所附文件已被删除，无从核对；请附上文件重新录入',
    en: 'The paper it rests on was erased, so nobody can compare it any more; it is entered again with its paper',
  }),
  TEXT_ERASED: (_: Nothing) => ({
    zh: '所写内容已被删除，无从核对；请重新录入',
    en: 'What was written of it was erased, so nobody can compare it any more; it is entered again',
  }),
  ATTACHMENT_IN_FORCE: (v: { evidenceOf: EvidenceOf }) => ({
    zh: `这是${EVIDENCE_OF[v.evidenceOf].zh}，目前不能删除`,
    en: `It is evidence of ${EVIDENCE_OF[v.evidenceOf].en}, and cannot be erased now`,
  }),
});
describeRefusals(erasingRefusals, {
  ATTACHMENT_IN_FORCE: 'It is evidence of what is in force ({evidenceOf}), and cannot be erased now',
});
export type ErasingRefusal = RefusalOf<typeof erasingRefusals>;
