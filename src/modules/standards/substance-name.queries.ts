import type { Reading } from '../../infrastructure/database/context.js';

export interface CalledSubstance {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

/** The substances that codes and known names stand for, by what was told; one that stands for none, or for several, is not there. */
export async function substancesCalled(
  { manager }: Reading,
  told: readonly string[],
): Promise<ReadonlyMap<string, CalledSubstance>> {
  const rows = await manager.query<(CalledSubstance & { name: string })[]>(
    `SELECT each.name, each.code, s.name_zh AS "nameZh", s.name_en AS "nameEn"
     FROM (SELECT name, substance_code(name) AS code FROM unnest($1::text[]) AS told (name) OFFSET 0) AS each
       JOIN substance s ON s.code = each.code`,
    [[...new Set(told)]],
  );
  return new Map(rows.map(({ name, ...substance }) => [name, substance]));
}

/**
 * What names stand for that are no codes of substances: `name` and `code`, which is null where nobody made such a substance
 * known. Whoever reads facts asks, so that what was entered before a name was known is recognised afterwards.
 *
 * @param names SQL for one column of codes and names
 */
export const calledIn = (names: string): string => `
  SELECT told.name, substance_code(told.name) AS code FROM (SELECT DISTINCT n.name FROM (${names}) AS n (name)) AS told
  WHERE NOT EXISTS (SELECT FROM substance s WHERE s.code = told.name)`;

/**
 * What records keep of names: `name`, and `code` where it stays one whatever happens. Other names that two people confirmed may
 * be taken back (docs/adr/0039-names-taken-back.md): they are kept as they were told and recognised by whoever reads, or a record
 * would be of the wrong substance for ever.
 *
 * @param names SQL for one column of codes and names
 */
export const keptOf = (names: string): string => `
  SELECT called.name, CASE WHEN NOT EXISTS (
      SELECT FROM substance_name n WHERE n.key = substance_key(called.name) AND n.confidence = 'confirmed') THEN called.code END AS code
  FROM (${calledIn(names)}) AS called`;
