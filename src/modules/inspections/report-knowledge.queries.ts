import type { Reading } from '../../infrastructure/database/context.js';
import { knownDefinitions } from '../standards/residue-definition.queries.js';
import type { Known, ReportLine } from './domain/read-laboratory-report.js';

/** What is known here of the substances that a report names, by code or by whatever else they are called. */
export async function knownOf(reading: Reading, lines: readonly ReportLine[]): Promise<Known> {
  const rows = await reading.manager.query<{ name: string; code: string }[]>(
    `SELECT * FROM (SELECT name, substance_code(name) AS code FROM unnest($1::text[]) AS told (name) OFFSET 0) AS each
     WHERE code IS NOT NULL`,
    [[...new Set(lines.map(({ substance }) => substance))]],
  );
  const substances = new Map(rows.map(({ name, code }) => [name, code]));
  const isDefined = lines.some(({ residueDefinition }) => residueDefinition);
  return {
    substances,
    definitions: isDefined ? await knownDefinitions(reading, [...new Set(substances.values())]) : [],
  };
}
