import { declareRefusals, describeRefusals, type RefusalOf } from '../../kernel/refusal.js';
import { REASON_OF, type ReasonOf } from './domain/kept-text.js';

export const textRefusals = declareRefusals({
  TEXT_IN_FORCE: (v: { reasonOf: ReasonOf }) => ({
    zh: `所写内容是${REASON_OF[v.reasonOf].zh}，目前不能删除`,
    en: `What was written is the reason of ${REASON_OF[v.reasonOf].en}, and cannot be erased now`,
  }),
  TEXT_TO_BE_KEPT: (v: { keptUntil: string }) => ({
    zh: `所写内容是出口批据以通过关口或发运的放行理由，与生产记录一样保存至 ${v.keptUntil}，在此之前不能删除`,
    en: `What was written is the reason of a release by which a lot passed a gate or left; like the records of production it is kept until ${v.keptUntil}, and cannot be erased before`,
  }),
});
describeRefusals(textRefusals, {
  TEXT_IN_FORCE: 'What was written is the reason of what is in force ({reasonOf}), and cannot be erased now',
});
export type TextRefusal = RefusalOf<typeof textRefusals>;
