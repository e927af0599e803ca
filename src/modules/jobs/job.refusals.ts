import { declareRefusals } from '../../kernel/refusal.js';

export const jobRefusals = declareRefusals({
  JOB_NOT_FAILED: (v: { state: string }) => ({
    zh: `只有失败的作业可以重试；该作业的状态是 ${v.state}`,
    en: `Only a job that has failed can be tried again; this one is ${v.state}`,
  }),
  JOB_KIND_UNKNOWN: (v: { kind: string }) => ({
    zh: `本版本不处理 ${v.kind} 类作业`,
    en: `This version does no jobs of the kind ${v.kind}`,
  }),
});
