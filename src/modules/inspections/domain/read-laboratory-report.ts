import type { Decimal } from '../../../kernel/decimal.js';
import type { LocalDate } from '../../../kernel/local-date.js';
import { residueFrom, type MicrogramsPerKg } from '../../../kernel/residue.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import type { InspectionRefusal } from '../inspection.refusals.js';

/** One line of a laboratory's report. */
export interface ReportLine {
  /** Substance code, see reference/substances.json. */
  readonly substance: string;
  /** mg/kg as the report prints it; absent: below the limit of quantification. */
  readonly mgPerKg?: Decimal | null | undefined;
  /** mg/kg. */
  readonly limitOfQuantification: Decimal;
}

/** A line as it is kept: whole µg/kg, "below the limit of quantification" being a case of its own and never 0. */
export interface Residue {
  readonly substance: string;
  readonly microgramsPerKg: MicrogramsPerKg | null;
  readonly loqMicrogramsPerKg: MicrogramsPerKg;
}

export interface Report {
  readonly reportNumber: string;
  readonly testedOn: LocalDate;
  readonly results: readonly ReportLine[];
}

/**
 * Reads a laboratory's report exactly, or says everything that is wrong with it.
 *
 * @param sampledOn day of the sample that was tested
 * @param today     the legal day
 * @param known     those of the substances named that exist, by code
 * @param entered   substances of the same report that are entered already
 */
export function readReport(
  report: Report,
  sampledOn: LocalDate | null,
  today: LocalDate,
  known: ReadonlySet<string>,
  entered: readonly string[],
): Result<Residue[], InspectionRefusal[]> {
  const refusals = refuseDay(report.testedOn, sampledOn, today);
  const read: Residue[] = [];
  const seen = new Set(entered);
  report.results.forEach((line, i) => {
    const path = ['results', String(i)];
    const residue = readLine(line, known, path);
    if (!residue.ok) refusals.push(...residue.error);
    else if (seen.has(residue.value.substance)) {
      const values = { substance: residue.value.substance, reportNumber: report.reportNumber };
      refusals.push({ code: 'SUBSTANCE_TWICE', values, path: [...path, 'substance'] });
    } else {
      seen.add(residue.value.substance);
      read.push(residue.value);
    }
  });
  return refusals.length > 0 ? err(refusals) : ok(read);
}

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
  known: ReadonlySet<string>,
  path: readonly string[],
): Result<Residue, InspectionRefusal[]> {
  const substance = substanceCode(line.substance);
  const loq = exact(line.limitOfQuantification);
  const value = exact(line.mgPerKg ?? null);
  const refusals: InspectionRefusal[] = known.has(substance)
    ? []
    : [{ code: 'SUBSTANCE_UNKNOWN', values: { substance }, path: [...path, 'substance'] }];
  if (!loq)
    refusals.push(unreadable(substance, line.limitOfQuantification, [...path, 'limitOfQuantification']));
  if (value === undefined) refusals.push(unreadable(substance, line.mgPerKg ?? '', [...path, 'mgPerKg']));
  if (isBelow(value, loq)) {
    const values = { substance, value: line.mgPerKg ?? '', limit: line.limitOfQuantification };
    refusals.push({ code: 'VALUE_BELOW_QUANTIFICATION', values, path: [...path, 'mgPerKg'] });
  }
  if (refusals.length > 0 || !loq || value === undefined) return err(refusals);
  return ok({ substance, microgramsPerKg: value, loqMicrogramsPerKg: loq });
}

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
function exact(mgPerKg: Decimal | null): MicrogramsPerKg | null | undefined {
  if (mgPerKg === null) return null;
  try {
    const residue = residueFrom(mgPerKg, 'MG_PER_KG');
    return residue <= ALL_OF_IT ? residue : undefined;
  } catch {
    return undefined;
  }
}

const unreadable = (substance: string, value: string, path: readonly string[]): InspectionRefusal => ({
  code: 'RESIDUE_NOT_EXACT',
  values: { substance, value },
  path,
});
