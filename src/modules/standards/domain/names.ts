import type { Facts } from './facts.js';
import type { Bilingual } from './rule.js';

/** What the sentences of findings call by name, each known by its code. */
export const NAMED = ['variety', 'substance', 'brand', 'market', 'region', 'pest', 'organisation'] as const;
export type Named = (typeof NAMED)[number];

/** Names by code, as the reference tables had them when the facts were gathered. */
export type Names = { readonly [kind in Named]?: Readonly<Record<string, Bilingual>> };

/** The name of what a code stands for, in both languages; the code itself where no name is on record. */
export const nameOf = ({ names }: Pick<Facts, 'names'>, kind: Named, code: string): Bilingual =>
  names?.[kind]?.[code] ?? { zh: code, en: code };

/** A class in words: the classes of the market standards are EXTRA, I and II; a standard may have others. */
export function className(code: string): Bilingual {
  const zh = { EXTRA: '特级', I: '一级', II: '二级' }[code] ?? `等级 ${code}`;
  return { zh, en: code === 'EXTRA' ? 'Extra Class' : `Class ${code}` };
}
