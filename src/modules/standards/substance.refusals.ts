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
  SUBSTANCE_NOT_CONFIRMED: (v: { code: string }) => ({
    zh: `关于 ${v.code} 的这一条尚未确认，其中的名称还不起作用，无须撤回`,
    en: `This entry about ${v.code} is not confirmed: its names count for nothing yet, and there is nothing to take back`,
  }),
  SUBSTANCE_WITHOUT_OTHER_NAMES: (v: { code: string }) => ({
    zh: `关于 ${v.code} 的这一条没有其他名称可撤回；通用名随成分目录保留`,
    en: `This entry about ${v.code} has no other names to take back; its common names stay with the list`,
  }),
  SUBSTANCE_WITHDRAWAL_WAITS: (v: { code: string }) => ({
    zh: `关于 ${v.code} 的这一条已有人提出撤回，等另一人同意`,
    en: `Somebody asked already to take this entry about ${v.code} back; it waits for another person`,
  }),
  SUBSTANCE_WITHDRAWAL_NOT_ASKED: (v: { code: string }) => ({
    zh: `没有人提出撤回关于 ${v.code} 的这一条`,
    en: `Nobody asked to take this entry about ${v.code} back`,
  }),
  SUBSTANCE_WITHDRAWAL_TAKES_TWO: (v: { code: string }) => ({
    zh: `撤回关于 ${v.code} 的这一条由您提出，须由另一人同意`,
    en: `You asked to take this entry about ${v.code} back; another person agrees to it`,
  }),
  SUBSTANCE_WITHDRAWN_ALREADY: (v: { code: string }) => ({
    zh: `关于 ${v.code} 的这一条的名称已经撤回`,
    en: `The names of this entry about ${v.code} are taken back already`,
  }),
});
export type SubstanceRefusal = RefusalOf<typeof substanceRefusals> | NotFound;
