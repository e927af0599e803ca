import type { Decimal } from '../../../kernel/decimal.js';
import type { LocalDate } from '../../../kernel/local-date.js';
import { residueFrom, type MicrogramsPerKg, type ResidueUnit } from '../../../kernel/residue.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { unitNamed } from '../../../kernel/units.js';
import type { ResidueDefinition, ResidueDefinitionKind } from '../../standards/domain/residue-definition.js';
import type { InspectionRefusal } from '../inspection.refusals.js';
import { readDefinition } from './read-definition.js';

/** One line of a laboratory's report. */
export interface ReportLine {
  /** Substance code, see reference/substances.json. */
  readonly substance: string;
  /** mg/kg as the report prints it; it and `value` absent: below the limit of quantification. */
  readonly mgPerKg?: Decimal | null | undefined;
  /** In `unit`, as the report prints it, in the place of `mgPerKg`. */
  readonly value?: Decimal | null | undefined;
  /** In `unit`. */
  readonly limitOfQuantification: Decimal;
  /** As it was written, such as µg/kg; absent: mg/kg. */
  readonly unit?: string | null | undefined;
  /** What was counted; both absent: the report does not say. */
  readonly residueDefinitionKind?: ResidueDefinitionKind | null | undefined;
  readonly residueDefinition?: string | null | undefined;
}

/**
 * A line as it is kept: whole µg/kg, "below the limit of quantification" being a case of its own and never 0. What was
 * counted is left out where the report does not say.
 */
export interface Residue extends ResidueDefinition {
  readonly substance: string;
  readonly microgramsPerKg: MicrogramsPerKg | null;
  readonly loqMicrogramsPerKg: MicrogramsPerKg;
}

export interface Report {
  readonly reportNumber: string;
  readonly testedOn: LocalDate;
  readonly results: readonly ReportLine[];
}

/** What is known here of the substances that a report names. */
export interface Known {
  /** Those that exist, by code. */
  readonly substances: ReadonlySet<string>;
  /** How limits word what they count, by substance. */
  readonly definitions: readonly ({ readonly substance: string } & ResidueDefinition)[];
}

/**
 * Reads a laboratory's report exactly, or says everything that is wrong with it. A report may give a substance by itself and
 * a sum that holds it; each of them once.
 *
 * @param sampledOn day of the sample that was tested
 * @param today     the legal day
 * @param known     of the substances named
 * @param entered   lines of the same report that are entered already
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
      const values = { substance: residue.value.substance, reportNumber: report.reportNumber };
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

/** Codes are written in lower case; a report's capitals are not a different substance. */
export const substanceCode = (written: string): string => written.trim().toLowerCase();

function readLine(
  line: ReportLine,
  known: Known,
  path: readonly string[],
): Result<Residue, InspectionRefusal[]> {
  const substance = substanceCode(line.substance);
  const refusals: InspectionRefusal[] = known.substances.has(substance)
    ? []
    : [{ code: 'SUBSTANCE_UNKNOWN', values: { substance }, path: [...path, 'substance'] }];
  const figures = readFigures(substance, line, path);
  if (!figures.ok) refusals.push(...figures.error);
  const definition = readDefinition(substance, line, known.definitions, path);
  if (!definition.ok) refusals.push(...definition.error);
  if (refusals.length > 0 || !figures.ok || !definition.ok) return err(refusals);
  return ok({ substance, ...figures.value, ...definition.value });
}

type Figures = Pick<Residue, 'microgramsPerKg' | 'loqMicrogramsPerKg'>;

function readFigures(
  substance: string,
  line: ReportLine,
  path: readonly string[],
): Result<Figures, InspectionRefusal[]> {
  const named = UNITS[unitNamed((line.unit ?? 'mg/kg').trim()) ?? ''];
  if (!named) {
    const values = { substance, unit: line.unit ?? '' };
    return err([{ code: 'RESIDUE_UNIT', values, path: [...path, 'unit'] }]);
  }
  const field = isGiven(line.value) ? 'value' : 'mgPerKg';
  if (isGiven(line.mgPerKg) && (isGiven(line.value) || named.unit !== 'MG_PER_KG'))
    return err([{ code: 'RESIDUE_FIGURE_TWICE', values: { substance }, path: [...path, 'mgPerKg'] }]);
  const { limitOfQuantification } = line;
  const told = line[field] ?? null;
  const loq = exact(limitOfQuantification, named.unit);
  const value = exact(told, named.unit);
  const unit = named.name;
  const refusals: InspectionRefusal[] = [];
  if (!loq)
    refusals.push(unreadable(substance, limitOfQuantification, unit, [...path, 'limitOfQuantification']));
  if (value === undefined) refusals.push(unreadable(substance, told ?? '', unit, [...path, field]));
  if (isBelow(value, loq)) {
    const values = { substance, value: told ?? '', limit: limitOfQuantification, unit };
    refusals.push({ code: 'VALUE_BELOW_QUANTIFICATION', values, path: [...path, field] });
  }
  if (refusals.length > 0 || !loq || value === undefined) return err(refusals);
  return ok({ microgramsPerKg: value, loqMicrogramsPerKg: loq });
}

/** Units of a residue, by their one name: others are of something else (mg/L), and nothing is converted by guess. */
const UNITS: Readonly<Record<string, { readonly unit: ResidueUnit; readonly name: string }>> = {
  'mg/kg': { unit: 'MG_PER_KG', name: 'mg/kg' },
  'ug/kg': { unit: 'UG_PER_KG', name: 'µg/kg' },
};

const isGiven = (figure: Decimal | null | undefined): boolean => (figure ?? null) !== null;

const isBelow = (
  value: MicrogramsPerKg | null | undefined,
  loq: MicrogramsPerKg | null | undefined,
): boolean => typeof value === 'number' && typeof loq === 'number' && value < loq;

/** A kilogram in a kilogram: nothing holds more. It also fits the integer it is kept in. */
const ALL_OF_IT = 1_000_000_000;

/**
 * Null stays null: below the limit of quantification. Undefined: no whole number of µg/kg, negative, or more of it than
 * there is of the fruit.
 */
function exact(figure: Decimal | null, unit: ResidueUnit): MicrogramsPerKg | null | undefined {
  if (figure === null) return null;
  try {
    const residue = residueFrom(figure, unit);
    return residue <= ALL_OF_IT ? residue : undefined;
  } catch {
    return undefined;
  }
}

const unreadable = (
  substance: string,
  value: string,
  unit: string,
  path: readonly string[],
): InspectionRefusal => ({ code: 'RESIDUE_NOT_EXACT', values: { substance, value, unit }, path });
