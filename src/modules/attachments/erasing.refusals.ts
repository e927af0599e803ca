import { declareRefusals, type RefusalOf } from '../../kernel/refusal.js';

export const erasingRefusals = declareRefusals({
  ATTACHMENT_TO_BE_KEPT: (v: { keptUntil: string }) => ({
    zh: `依法须保存至 ${v.keptUntil}，在此之前不能删除`,
    en: `The law has it kept until ${v.keptUntil}; it cannot be erased before`,
  }),
});
export type ErasingRefusal = RefusalOf<typeof erasingRefusals>;
