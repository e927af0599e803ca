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

/** English names of countries and unions that a sentence puts an article before. */
const WITH_ARTICLE = /^(European Union|United |Philippines)/;

/** A market inside a sentence: "the European Union", "Thailand". */
export function marketNamed(facts: Pick<Facts, 'names'>, code: string): Bilingual {
  const { zh, en } = nameOf(facts, 'market', code);
  return { zh, en: WITH_ARTICLE.test(en) ? `the ${en}` : en };
}

/** What erasing leaves of an ingredient that was called by a name of somebody's own. */
const ERASED = '***';

const REFERENCE = 'unlisted:';

/**
 * What facts have in the place of an ingredient that is in no list and was called by a name of somebody's own.
 *
 * @param recordId the spray or the treatment that names it
 * @param place    among those of the record that are in no list, from 1
 */
export const referenceTo = (recordId: string, place: number): string => `${REFERENCE}${recordId}:${place}`;

/** Whether it is one; facts kept by older versions have the name itself. */
export const isReference = (substance: string): boolean => substance.startsWith(REFERENCE);

/** What somebody called an ingredient that is not in the list, for a sentence. */
export const substanceTold = (name: string): Bilingual =>
  name === ERASED
    ? { zh: '名称已删除的成分', en: 'an ingredient whose name was erased' }
    : { zh: name, en: name };

/** What facts call a product of which no label is on record: what people call it may name people, and facts are kept for ever. */
export const UNLABELLED = '无标签产品 (product without a label)';

/** What facts call a product, for a sentence. */
export const productTold = (product: string): Bilingual =>
  product === UNLABELLED || product === ''
    ? { zh: '未选登记标签的产品', en: 'a product without a label on record' }
    : { zh: product, en: product };

/** A class in words: the classes of the market standards are EXTRA, I and II; a standard may have others. */
export function className(code: string): Bilingual {
  const zh = { EXTRA: '特级', I: '一级', II: '二级' }[code] ?? `等级 ${code}`;
  return { zh, en: code === 'EXTRA' ? 'Extra Class' : `Class ${code}` };
}
