import type { LocalDate } from '../../../kernel/local-date.js';
import type { TextRefusal } from '../ledger.refusals.js';

/**
 * What a text is the reason of while it must stay, and what has to happen first. A closed list, because whoever is refused
 * reads it in his or her language.
 */
export const REASON_OF = {
  LOT_RELEASE: {
    zh: '凭…放行的理由和凭据，须先撤销或否决该放行',
    en: 'a release, until that is revoked or declined',
  },
} as const;
export type ReasonOf = keyof typeof REASON_OF;

/** Why a text stays: until the end of a day, or, without one, as long as what it is the reason of is in force. */
export type KeptText =
  | { readonly until: LocalDate; readonly reasonOf: null }
  | { readonly until: null; readonly reasonOf: ReasonOf };

/**
 * Why what was written cannot be erased on a day; empty: it can. What is in force is named before days, and of days the
 * last one.
 *
 * @param kept what the modules say that hold texts, days that have passed among it; `until` is the last day a text must stay
 * @returns TEXT_IN_FORCE once for each kind of reason, else TEXT_TO_BE_KEPT
 * @see docs/adr/0026-evidence-that-stays.md
 */
export function refuseErasingText(kept: readonly KeptText[], today: LocalDate): TextRefusal[] {
  const path = ['subjectId'];
  const inForce = [...new Set(kept.flatMap(({ reasonOf }) => reasonOf ?? []))].toSorted();
  if (inForce.length > 0)
    return inForce.map((reasonOf) => ({ code: 'TEXT_IN_FORCE', values: { reasonOf }, path }));
  const keptUntil = kept
    .flatMap(({ until }) => (until === null || until < today ? [] : [until]))
    .toSorted()
    .at(-1);
  return keptUntil === undefined ? [] : [{ code: 'TEXT_TO_BE_KEPT', values: { keptUntil }, path }];
}
