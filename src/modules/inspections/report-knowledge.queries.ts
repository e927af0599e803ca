import type { Reading } from '../../infrastructure/database/context.js';
import { knownDefinitions } from '../standards/residue-definition.queries.js';
import type { Known, ReportLine } from './domain/read-laboratory-report.js';

/** What is known here of the substances that a report names, by code or by whatever else they are called. */
export async function knownOf(reading: Reading, lines: readonly ReportLine[]): Promise<Known> {
  const rows = await reading.manager.query<{ name: string; code: string; nameZh: string }[]>(
    `SELECT each.name, each.code, s.name_zh AS "nameZh"
     FROM (SELECT name, substance_code(name) AS code FROM unnest($1::text[]) AS told (name) OFFSET 0) AS each
       JOIN substance s ON s.code = each.code`,
    [[...new Set(lines.map(({ substance }) => substance))]],
  );
  const substances = new Map(rows.map(({ name, code }) => [name, code]));
  const isDefined = lines.some(({ residueDefinition }) => residueDefinition);
  return {
    substances,
    namesZh: new Map(rows.map(({ code, nameZh }) => [code, nameZh])),
    definitions: isDefined ? await knownDefinitions(reading, [...new Set(substances.values())]) : [],
  };
}
