import type { LocalDate } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import type { ResidueDefinition } from '../../standards/domain/residue-definition.js';
import type { InspectionRefusal } from '../inspection.refusals.js';
import { readDefinition, type ToldDefinition } from './read-definition.js';
import { readFigures, type Figures, type NamedSubstance, type ToldFigures } from './read-figures.js';

/** One line of a laboratory's report. */
export interface ReportLine extends ToldFigures, ToldDefinition {
  /** Code or name, as the report has it. */
  readonly substance: string;
}

/**
 * A line as it is kept: whole µg/kg, "below the limit of quantification" being a case of its own and never 0. What was
 * counted is left out where the report does not say.
 */
export interface Residue extends Figures, ResidueDefinition {
  readonly substance: string;
  /** As the report has it, where that is a name that may be taken back (ADR 41); left out where it is not. */
  readonly substanceTold?: string;
}

/** A laboratory's report as it is entered. */
export interface Report {
  readonly reportNumber: string;
  readonly testedOn: LocalDate;
  readonly results: readonly ReportLine[];
}

/** What is known here of the substances that a report names. */
export interface Known {
  /** Codes, by what the report calls them; one that is no known substance is not there. */
  readonly substances: ReadonlyMap<string, string>;
  /** What of that are names that two people made known, and two may take back. */
  readonly mayBeTakenBack: ReadonlySet<string>;
  /** Chinese names, by code. */
  readonly namesZh: ReadonlyMap<string, string>;
  /** How limits word what they count, by substance. */
  readonly definitions: readonly ({ readonly substance: string } & ResidueDefinition)[];
}

/**
 * Reads a laboratory's report exactly, or says everything that is wrong with it. A report may give a substance by
 * itself and a sum that holds it; each of them once.
 *
 * @param sampledOn day of the sample that was tested
 * @param today     the legal day
 * @param known     of the substances named
 * @param entered   lines of the same report that are entered already
 * @returns the lines as they are kept, or INSPECTION_DAY_IN_FUTURE, TESTED_BEFORE_SAMPLED, SUBSTANCE_UNKNOWN,
 *   SUBSTANCE_TWICE and what `readFigures` and `readDefinition` refuse
 */
export function readReport(
  report: Report,
  sampledOn: LocalDate | null,
  today: LocalDate,
  known: Known,
  entered: readonly Pick<Residue, 'substance' | keyof ResidueDefinition>[],
): Result<Residue[], InspectionRefusal[]> {
  const refusals = refuseDay(report.testedOn, sampledOn, today);
  const read: Residue[] = [];
  const seen = new Set(entered.map(lineKey));
  report.results.forEach((line, i) => {
    const path = ['results', String(i)];
    const residue = readLine(line, known, path);
    if (!residue.ok) refusals.push(...residue.error);
    else if (seen.has(lineKey(residue.value))) {
      const values = { ...named(residue.value.substance, known), reportNumber: report.reportNumber };
      refusals.push({ code: 'SUBSTANCE_TWICE', values, path: [...path, 'substance'] });
    } else {
      seen.add(lineKey(residue.value));
      read.push(residue.value);
    }
  });
  return refusals.length > 0 ? err(refusals) : ok(read);
}

const lineKey = (line: Pick<Residue, 'substance' | keyof ResidueDefinition>): string =>
  JSON.stringify([line.substance, line.residueDefinitionKind ?? null, line.residueDefinition ?? null]);

function refuseDay(testedOn: LocalDate, sampledOn: LocalDate | null, today: LocalDate): InspectionRefusal[] {
  const refusals: InspectionRefusal[] = [];
  if (testedOn > today)
    refusals.push({ code: 'INSPECTION_DAY_IN_FUTURE', values: { day: testedOn }, path: ['testedOn'] });
  if (sampledOn !== null && testedOn < sampledOn)
    refusals.push({ code: 'TESTED_BEFORE_SAMPLED', values: { testedOn, sampledOn }, path: ['testedOn'] });
  return refusals;
}

const named = (substance: string, { namesZh }: Known): NamedSubstance => ({
  substance,
  substanceZh: namesZh.get(substance) ?? substance,
});

function readLine(
  line: ReportLine,
  known: Known,
  path: readonly string[],
): Result<Residue, InspectionRefusal[]> {
  const code = known.substances.get(line.substance);
  const substance = code ?? line.substance.trim();
  const refusals: InspectionRefusal[] =
    code !== undefined
      ? []
      : [{ code: 'SUBSTANCE_UNKNOWN', values: { substance }, path: [...path, 'substance'] }];
  const of = named(substance, known);
  const figures = readFigures(of, line, path);
  if (!figures.ok) refusals.push(...figures.error);
  const definition = readDefinition(of, line, known.definitions, path);
  if (!definition.ok) refusals.push(...definition.error);
  if (refusals.length > 0 || !figures.ok || !definition.ok) return err(refusals);
  const told = known.mayBeTakenBack.has(line.substance) ? { substanceTold: line.substance } : {};
  return ok({ substance, ...told, ...figures.value, ...definition.value });
}
