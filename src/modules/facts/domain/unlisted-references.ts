import { knownSubstances } from '../../growing/domain/known-substances.js';
import { once } from '../../standards/domain/indexed.js';
import { referenceTo } from '../../standards/domain/names.js';
import type { FruitFactRow } from '../fact-rows.js';
import { toldSprays } from './told-sprays.js';

/** The part of what was read that names ingredients. */
type Named = Pick<FruitFactRow, 'growing' | 'productLabels' | 'treatments' | 'called'>;

/** Ingredients of a spray or a treatment as facts tell them. */
interface Ingredients {
  /** Codes, and a reference for each that is in no list; null: not recorded. */
  readonly substances: readonly string[] | null;
  /** The references. Left out where there are none. */
  readonly unlisted?: readonly string[];
}

/**
 * Ingredients by what is known of them today. What somebody called one that is in no list is free text, and facts are kept for
 * ever: they say of which record it is and which in order, and the text stays in the record, where it can be erased.
 *
 * @param told codes and names; null: not recorded
 * @see docs/adr/0038-what-settles-a-residue.md, docs/adr/0031-substances-not-in-the-list.md
 */
export function ingredientsOf(told: readonly string[] | null, row: Named): Ingredients {
  if (told === null) return { substances: null };
  const { substances, unlisted } = knownSubstances(told, row.called);
  if (unlisted.length === 0) return { substances };
  const references = referencesIn(row);
  const asTold = new Set(unlisted);
  const kept = (name: string): string => (asTold.has(name) ? references.get(name)! : name);
  return { substances: substances.map(kept), unlisted: unlisted.map(kept) };
}

/**
 * References by the names they stand for: to the first record that has the name, in the order of ids. The same name is the same
 * reference everywhere in these facts, because rules ask whether two sprays were of the same.
 */
const referencesIn = once((row: Named): ReadonlyMap<string, string> => {
  const { treatments, called } = row;
  const unknown = new Set(called.filter(({ code }) => code === null).map(({ name }) => name));
  const references = new Map<string, string>();
  const enter = (id: string, told: readonly string[]) =>
    told
      .filter((name) => unknown.has(name))
      .forEach((name, i) => {
        if (!references.has(name)) references.set(name, referenceTo(id, i + 1));
      });
  for (const { id, told } of toldSprays(row)) enter(id, told);
  for (const { of } of treatments) if (of) enter(of.id, of.substances ?? []);
  return references;
});
