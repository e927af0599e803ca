import { declareRefusals } from '../../kernel/refusal.js';

export const requestRefusals = declareRefusals({
  REQUEST_ID_REUSED: (v: { requestId: string }) => ({
    zh: `请求编号 ${v.requestId} 已用于另一份内容；新的内容请用新的编号`,
    en: `Request id ${v.requestId} was already used with other input; use a new id for a new request`,
  }),
});
