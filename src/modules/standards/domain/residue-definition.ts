/**
 * What is counted as the residue of a substance, by a limit or by a laboratory.
 *
 * - SUBSTANCE: the substance alone, in whatever ratio of its isomers.
 * - SUM: the substance together with others (isomers counted apart, metabolites, conjugates), expressed as the substance.
 * - OTHER: something that need not hold the substance, or is expressed as something else (dithiocarbamates as CS2).
 */
export const RESIDUE_DEFINITION_KINDS = ['SUBSTANCE', 'SUM', 'OTHER'] as const;
export type ResidueDefinitionKind = (typeof RESIDUE_DEFINITION_KINDS)[number];

/** Absent or null, both of them: nothing is said. A wording without a kind: nobody said of it what it is. */
export interface ResidueDefinition {
  readonly residueDefinitionKind?: ResidueDefinitionKind | null;
  /** As the market's table words it. Of a result it is a wording known from such a table, never free text. */
  readonly residueDefinition?: string | null;
}

/**
 * How what a laboratory counted stands to what a limit counts: the SAME; a PART of it, so that above the limit is above and
 * within says nothing; the WHOLE and more, so that within is within and above says nothing; or UNKNOWN.
 */
export type Standing = 'SAME' | 'PART' | 'WHOLE' | 'UNKNOWN';

/**
 * How a result stands to a limit, by what each counts.
 *
 * - A limit of which no definition is on record, and one of the substance alone, is held against the substance as it was
 *   analysed; a sum holds the substance.
 * - A limit of a sum is met by a result in the same words only. What names no definition is taken for the substance alone,
 *   the least that a laboratory reports under the name of a substance.
 * - A wording of which nobody said what it is counts as a sum on the side of the limit, and as nothing known on the side of
 *   the result: either way it lets less pass.
 *
 * @see docs/adr/0028-residue-definitions.md
 */
export function standingOf(result: ResidueDefinition, limit: ResidueDefinition): Standing {
  if (isSameWording(result.residueDefinition, limit.residueDefinition)) return 'SAME';
  const counted = kindOfResult(result);
  if (counted === 'OTHER' || limit.residueDefinitionKind === 'OTHER') return 'UNKNOWN';
  if (isMoreThanSubstance(limit)) return counted === 'SUM' ? 'UNKNOWN' : 'PART';
  return counted === 'SUM' ? 'WHOLE' : 'SAME';
}

/** Whether anything is said of what is counted. */
export const isDefined = (of: ResidueDefinition): boolean =>
  (of.residueDefinitionKind ?? of.residueDefinition ?? null) !== null;

/** Whether a limit counts more than the substance, or perhaps does, because nobody said of its wording what it is. */
export const isMoreThanSubstance = (limit: ResidueDefinition): boolean =>
  isDefined(limit) && limit.residueDefinitionKind !== 'SUBSTANCE';

const kindOfResult = (result: ResidueDefinition): ResidueDefinitionKind => {
  if (result.residueDefinitionKind) return result.residueDefinitionKind;
  return (result.residueDefinition ?? null) === null ? 'SUBSTANCE' : 'OTHER';
};

/**
 * Whether two tables say the same in so many words: whatever their capitals, spaces and full stop, and without the marks (R)
 * and (F) that the tables of the EU print behind a definition and that are no part of it.
 */
export function isSameWording(a: string | null | undefined, b: string | null | undefined): boolean {
  if (!a || !b) return false;
  return plain(a) === plain(b);
}

const plain = (wording: string): string =>
  wording
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/(?: ?\([rf]\))+$/u, '')
    .replace(/[.。;；]+$/u, '')
    .trim();
