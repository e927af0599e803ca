/** What a name that is no code stands for: the code of a known substance, or null where nobody made such a one known. */
export interface CalledSubstance {
  readonly name: string;
  readonly code: string | null;
}

/** Active ingredients as far as they are known. */
export interface KnownSubstances {
  /** Codes, and as they were told those that have none; each once, in the order told. */
  readonly substances: readonly string[];
  /** Those among them that are no known substance: no ban and no limit can be looked up for them. */
  readonly unlisted: readonly string[];
}

/**
 * Ingredients by what is known today, whatever they were called when they were told. A name that stands for nothing known
 * stays, and is said to be unknown: it may be another name of what is banned (docs/adr/0031-substances-not-in-the-list.md).
 *
 * @param told   codes and names
 * @param called what those among them stand for that are no codes
 */
export function knownSubstances(
  told: readonly string[],
  called: readonly CalledSubstance[],
): KnownSubstances {
  if (called.length === 0) return { substances: [...new Set(told)], unlisted: [] };
  const codes = new Map(called.map(({ name, code }) => [name, code]));
  return {
    substances: [...new Set(told.map((name) => codes.get(name) ?? name))],
    unlisted: [...new Set(told.filter((name) => codes.get(name) === null))],
  };
}
