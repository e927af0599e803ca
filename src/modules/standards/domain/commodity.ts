import type { EditionRefusal } from '../edition.refusals.js';
import type { LimitLevel } from './narrowest-limits.js';

/**
 * By what words a limit is written for blood oranges, at each level. Markets word their tables in every language, and those
 * that ship have the Chinese or English beside it (`오렌지 orange`), which is how others are entered.
 */
const NAMED: Readonly<
  Record<LimitLevel, { readonly word: RegExp; readonly zh: string; readonly en: string }>
> = {
  COMMODITY: { word: /橙|\boranges?\b/i, zh: '橙', en: 'oranges' },
  GROUP: { word: /[柑橘桔橙]|\bcitrus\b|\boranges?\b/i, zh: '柑橘类', en: 'citrus fruits' },
  CLASS: { word: /水果|鲜果|\bfruits?\b/i, zh: '水果', en: 'fruits' },
};

/**
 * Why a residue limit is not for the fruit that is grown here; empty: by its wording and level it may be. A limit of apples
 * would otherwise be held against oranges, because the level alone decides whether it counts.
 *
 * @param commodity as the market's table words it
 * @returns RESIDUE_COMMODITY_UNKNOWN
 * @see reference/residue-limits.json: how each shipped row words it
 */
export function refuseCommodity(commodity: string, level: LimitLevel): EditionRefusal[] {
  const { word, zh, en } = NAMED[level];
  if (word.test(commodity.normalize('NFKC'))) return [];
  return [{ code: 'RESIDUE_COMMODITY_UNKNOWN', values: { commodity, level, zh, en }, path: ['commodity'] }];
}
