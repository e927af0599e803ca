import type { Bilingual } from '../../../kernel/refusal.js';

/** Why the product itself lets fruit go on; what people give as a reason is kept as they typed it. */
const RELEASE_REASONS: Readonly<Record<string, Bilingual>> = {
  MASSES_AGREE: { zh: '已更正，重量重新相符', en: 'Corrected: the masses agree again' },
};

/** Stored until 0.2 where a correction ended a deficit; the base office releases it since. */
const MASSES_AGREE = 'MASSES_AGREE';

/** What was stored still earlier for the same. */
const EARLIER: Readonly<Record<string, string>> = { 'corrected: the masses agree again': MASSES_AGREE };

/** A stored reason as it is told: a sentence of the product's in the reader's language, or a person's words. */
export function releaseReasonIn(language: keyof Bilingual, stored: string | null): string | null {
  if (stored === null) return null;
  return RELEASE_REASONS[EARLIER[stored] ?? stored]?.[language] ?? stored;
}
