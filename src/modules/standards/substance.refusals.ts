import type { NotFound } from '../../infrastructure/database/common-refusals.js';
import { declareRefusals, type RefusalOf } from '../../kernel/refusal.js';

export const substanceRefusals = declareRefusals({
  SUBSTANCE_WITHOUT_NAME: (v: { code: string }) => ({
    zh: `成分目录中没有 ${v.code}；新成分须同时给出中文名和英文名`,
    en: `${v.code} is not in the list of substances; a new one is given a name in Chinese and in English`,
  }),
  SUBSTANCE_NAMED: (v: { code: string }) => ({
    zh: `${v.code} 已在成分目录中，其通用名不改；只录入其他名称`,
    en: `${v.code} is in the list and keeps its names; enter only other names of it`,
  }),
  SUBSTANCE_SAYS_NOTHING: (v: { code: string }) => ({
    zh: `${v.code} 已在成分目录中；请至少录入一个其他名称`,
    en: `${v.code} is in the list already; enter at least one other name of it`,
  }),
  SUBSTANCE_NAME_TAKEN: (v: { name: string; substance: string }) => ({
    zh: `“${v.name}”已是成分 ${v.substance} 的名称；一个名称只能对应一种成分`,
    en: `"${v.name}" is a name of ${v.substance}; no name stands for two substances`,
  }),
  SUBSTANCE_CONFIRMED_ALREADY: (v: { code: string }) => ({
    zh: `关于 ${v.code} 的这一条已经确认`,
    en: `This entry about ${v.code} is confirmed already`,
  }),
  SUBSTANCE_TAKES_TWO: (v: { code: string }) => ({
    zh: `关于 ${v.code} 的这一条由您录入，须由另一人对照原文确认`,
    en: `You made this entry about ${v.code}; another person compares it with the text and confirms it`,
  }),
});
export type SubstanceRefusal = RefusalOf<typeof substanceRefusals> | NotFound;
