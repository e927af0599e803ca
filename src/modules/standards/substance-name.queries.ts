import type { Reading } from '../../infrastructure/database/context.js';
import { referenceTo } from './domain/names.js';

export interface CalledSubstance {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  /** Told by another name that two people made known, which two may take back: records keep it as it was told. */
  readonly mayBeTakenBack: boolean;
}

/** SQL for whether a name is another one of a substance, made known by two people. Two may take it back. */
const mayBeTakenBack = (name: string): string =>
  `EXISTS (SELECT FROM substance_name n WHERE n.key = substance_key(${name}) AND n.confidence = 'confirmed')`;

/** The substances that codes and known names stand for, by what was told; one that stands for none, or for several, is not there. */
export async function substancesCalled(
  { manager }: Reading,
  told: readonly string[],
): Promise<ReadonlyMap<string, CalledSubstance>> {
  const rows = await manager.query<(CalledSubstance & { name: string })[]>(
    `SELECT each.name, each.code, s.name_zh AS "nameZh", s.name_en AS "nameEn", each.name <> each.code AND
       ${mayBeTakenBack('each.name')} AS "mayBeTakenBack"
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
  SELECT called.name, CASE WHEN NOT ${mayBeTakenBack('called.name')} THEN called.code END AS code
  FROM (${calledIn(names)}) AS called`;

/**
 * SQL for the substance that a line of a laboratory's report is of today, by code: what it was entered by, or where that is a name
 * that may be taken back, what the name stands for now. Null: for nothing.
 *
 * @param line alias of a row with `substance` and `substance_told`
 * @see docs/adr/0041-results-under-names.md
 */
export const substanceToday = (line: string): string =>
  `CASE WHEN ${line}.substance_told IS NULL THEN ${line}.substance ELSE substance_code(${line}.substance_told) END`;

/**
 * SQL for how far a limit may be trusted today. One that two people entered and countersigned by a name settles nothing once that
 * stands for its substance no more; it is not left out, because what a market applies without it may be less strict.
 *
 * @param row alias of a row of `residue_limit`
 */
export const confidenceOfLimit = (row: string): string =>
  `CASE WHEN ${substanceToday(row)} = ${row}.substance THEN ${row}.confidence ELSE 'unverified' END`;

/**
 * SQL for the names by which a watch list was entered and that stand for none of its substances any more, as an array.
 *
 * @param row alias of a row of `watch_list`
 */
export const namesTakenBack = (row: string): string =>
  `ARRAY(SELECT told.name FROM unnest(${row}.substances_told) AS told (name)
    WHERE coalesce(substance_code(told.name) <> ALL (${row}.substances), true) ORDER BY told.name)`;

/** SQL for how far a watch list may be trusted today, as of a limit. @param row alias of a row of `watch_list` */
export const confidenceOfWatchList = (row: string): string =>
  `CASE WHEN ${namesTakenBack(row)} = '{}' THEN ${row}.confidence ELSE 'unverified' END`;

/**
 * SQL for the same in facts, which are kept for ever and have no texts of somebody's own: a reference to the line where its name
 * stands for nothing.
 *
 * @param line alias of such a row, with its `id`
 */
export const testedSubstance = (line: string): string =>
  `coalesce(${substanceToday(line)}, '${referenceTo(`' || ${line}.id || '`, 1)}')`;
