import { declareRefusals, type RefusalOf } from '../../kernel/refusal.js';

/** Refusals that every module meets. */
export const commonRefusals = declareRefusals({
  NOT_FOUND: (v: { id: string }) => ({
    zh: `找不到 ${v.id}`,
    en: `Nothing was found under ${v.id}`,
  }),
});
export type NotFound = RefusalOf<typeof commonRefusals>;

/**
 * What an id gets that does not exist, and just as well one that the caller may not see: the two must not be told apart.
 *
 * @param id   as the caller gave it, so that the answer tells nothing new
 * @param path the input field that holds it
 */
export const notFound = (id: string, ...path: string[]): NotFound => ({
  code: 'NOT_FOUND',
  values: { id },
  ...(path.length > 0 ? { path } : {}),
});
