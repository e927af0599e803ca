import type { Reading } from '../../infrastructure/database/context.js';
import { knownDefinitions } from '../standards/residue-definition.queries.js';
import { substancesCalled } from '../standards/substance-name.queries.js';
import type { Known, ReportLine } from './domain/read-laboratory-report.js';

/** What is known here of the substances that a report names, by code or by whatever else they are called. */
export async function knownOf(reading: Reading, lines: readonly ReportLine[]): Promise<Known> {
  const called = await substancesCalled(
    reading,
    lines.map(({ substance }) => substance),
  );
  const substances = new Map([...called].map(([name, { code }]) => [name, code]));
  const isDefined = lines.some(({ residueDefinition }) => residueDefinition);
  return {
    substances,
    mayBeTakenBack: new Set([...called].flatMap(([name, each]) => (each.mayBeTakenBack ? [name] : []))),
    namesZh: new Map([...called.values()].map(({ code, nameZh }) => [code, nameZh])),
    definitions: isDefined ? await knownDefinitions(reading, [...new Set(substances.values())]) : [],
  };
}
