import type { Reading } from '../../infrastructure/database/context.js';
import { knownDefinitions } from '../standards/residue-definition.queries.js';
import { substanceCode, type Known, type ReportLine } from './domain/read-laboratory-report.js';

/** What is known here of the substances that a report names. */
export async function knownOf(reading: Reading, lines: readonly ReportLine[]): Promise<Known> {
  const codes = [...new Set(lines.map(({ substance }) => substanceCode(substance)))];
  const rows = await reading.manager.query<{ code: string; nameZh: string }[]>(
    `SELECT code, name_zh AS "nameZh" FROM substance WHERE code = ANY ($1::text[])`,
    [codes],
  );
  const isDefined = lines.some(({ residueDefinition }) => residueDefinition);
  return {
    substances: new Map(rows.map(({ code, nameZh }) => [code, nameZh])),
    definitions: isDefined ? await knownDefinitions(reading, codes) : [],
  };
}
