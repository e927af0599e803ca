import type { Decimal } from '../../../kernel/decimal.js';
import { residueFrom, type MicrogramsPerKg, type ResidueUnit } from '../../../kernel/residue.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { unitNamed } from '../../../kernel/units.js';
import type { InspectionRefusal } from '../inspection.refusals.js';

/** The figures of a line as the report prints them. */
export interface ToldFigures {
  /** mg/kg; it and `value` absent: below the limit of quantification. */
  readonly mgPerKg?: Decimal | null | undefined;
  /** In `unit`, in the place of `mgPerKg`. */
  readonly value?: Decimal | null | undefined;
  /** In `unit`. */
  readonly limitOfQuantification: Decimal;
  /** As it was written, such as µg/kg; absent: mg/kg. */
  readonly unit?: string | null | undefined;
}

/** The same in whole µg/kg; null: below the limit of quantification. */
export interface Figures {
  readonly microgramsPerKg: MicrogramsPerKg | null;
  readonly loqMicrogramsPerKg: MicrogramsPerKg;
}

/** Units of a residue, by their one name: others are of something else (mg/L), and nothing is converted by guess. */
const UNITS: Readonly<Record<string, ResidueUnit>> = { 'mg/kg': 'MG_PER_KG', 'ug/kg': 'UG_PER_KG' };
const WRITTEN: Readonly<Record<ResidueUnit, string>> = { MG_PER_KG: 'mg/kg', UG_PER_KG: 'µg/kg' };

/**
 * Reads what was found and how much could have been, exactly, or says everything that is wrong with it.
 *
 * @param path of the line
 * @returns whole µg/kg; what is finer, negative or more than the fruit itself is RESIDUE_NOT_EXACT
 */
export function readFigures(
  substance: string,
  told: ToldFigures,
  path: readonly string[],
): Result<Figures, InspectionRefusal[]> {
  const written = told.unit ?? 'mg/kg';
  const unit = UNITS[unitNamed(written.trim()) ?? ''];
  if (!unit)
    return err([{ code: 'RESIDUE_UNIT', values: { substance, unit: written }, path: [...path, 'unit'] }]);
  if (isSaidTwice(told, unit))
    return err([{ code: 'RESIDUE_FIGURE_TWICE', values: { substance }, path: [...path, 'mgPerKg'] }]);
  return inUnit(substance, told, unit, path);
}

const isGiven = (figure: Decimal | null | undefined): figure is Decimal => (figure ?? null) !== null;

const isSaidTwice = ({ mgPerKg, value }: ToldFigures, unit: ResidueUnit): boolean =>
  isGiven(mgPerKg) && (isGiven(value) || unit !== 'MG_PER_KG');

function inUnit(
  substance: string,
  { value: given, mgPerKg, limitOfQuantification: limit }: ToldFigures,
  of: ResidueUnit,
  path: readonly string[],
): Result<Figures, InspectionRefusal[]> {
  const [field, told] = isGiven(given) ? ['value', given] : ['mgPerKg', mgPerKg ?? null];
  const unit = WRITTEN[of];
  const loq = exact(limit, of);
  const value = exact(told, of);
  const refusals: InspectionRefusal[] = [];
  const unreadable = (figure: string, at: string) =>
    refusals.push({
      code: 'RESIDUE_NOT_EXACT',
      values: { substance, value: figure, unit },
      path: [...path, at],
    });
  if (!loq) unreadable(limit, 'limitOfQuantification');
  if (value === undefined) unreadable(told ?? '', field);
  if (isBelow(value, loq)) {
    const values = { substance, value: told ?? '', limit, unit };
    refusals.push({ code: 'VALUE_BELOW_QUANTIFICATION', values, path: [...path, field] });
  }
  if (refusals.length > 0 || !loq || value === undefined) return err(refusals);
  return ok({ microgramsPerKg: value, loqMicrogramsPerKg: loq });
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
function exact(figure: Decimal | null, unit: ResidueUnit): MicrogramsPerKg | null | undefined {
  if (figure === null) return null;
  try {
    const residue = residueFrom(figure, unit);
    return residue <= ALL_OF_IT ? residue : undefined;
  } catch {
    return undefined;
  }
}
