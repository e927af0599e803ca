import { declareRefusals, type RefusalOf } from '../../kernel/refusal.js';

export const recallRefusals = declareRefusals({
  RECALL_NOT_FOUND: (_: Record<never, never>) => ({
    zh: '没有这次召回，或当前账号不能结束它',
    en: 'There is no such recall, or this account may not close it',
  }),
  RECALL_CLOSED_ALREADY: (_: Record<never, never>) => ({
    zh: '这次召回已经结束',
    en: 'This recall is closed already',
  }),
});
export type RecallRefusal = RefusalOf<typeof recallRefusals>;
