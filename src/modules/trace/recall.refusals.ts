import { declareRefusals, type RefusalOf } from '../../kernel/refusal.js';

export const recallRefusals = declareRefusals({
  RECALL_NOT_FOUND: (_: Record<never, never>) => ({
    zh: '没有这次召回，或当前账号不能结束它',
    en: 'There is no such recall, or this account may not close it',
  }),
  RECALL_CLOSED_BY_BASE_OFFICE: (_: Record<never, never>) => ({
    zh: '发起召回的单位不能自行结束召回，须由基地办公室结束',
    en: 'Whoever opened a recall does not close it; the base office does',
  }),
  RECALL_CLOSED_ALREADY: (_: Record<never, never>) => ({
    zh: '这次召回已经结束',
    en: 'This recall is closed already',
  }),
});
export type RecallRefusal = RefusalOf<typeof recallRefusals>;
