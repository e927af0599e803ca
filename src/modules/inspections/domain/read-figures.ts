import { compareDecimal, decimal, type Decimal } from '../../../kernel/decimal.js';
import {
  MOST_RESIDUE,
  residueFrom,
  type MicrogramsPerKg,
  type ResidueUnit,
} from '../../../kernel/residue.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { unitNamed } from '../../../kernel/units.js';
import type { InspectionRefusal } from '../inspection.refusals.js';

/** A substance as refusals name it. */
export interface NamedSubstance {
  /** Its code. */
  readonly substance: string;
  /** Its Chinese name; the code where there is no such substance. */
  readonly substanceZh: string;
}

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

/**
 * Units of a residue, by their one name; ppm and ppb are other words for them, as laboratories use them for fruit. Others are of something else (mg/L), and nothing is converted by guess.
 */
const UNITS: Readonly<Record<string, ResidueUnit>> = { 'mg/kg': 'MG_PER_KG', 'ug/kg': 'UG_PER_KG' };
const WRITTEN: Readonly<Record<ResidueUnit, string>> = { MG_PER_KG: 'mg/kg', UG_PER_KG: 'µg/kg' };

/**
 * Reads what was found and how much could have been, exactly, or says everything that is wrong with it.
 *
 * @param path of the line
 * @returns whole µg/kg, or RESIDUE_UNIT, RESIDUE_FIGURE_TWICE, RESIDUE_NOT_EXACT for what is finer or negative,
 *   RESIDUE_TOO_MUCH for more than the fruit itself, VALUE_BELOW_QUANTIFICATION
 */
export function readFigures(
  of: NamedSubstance,
  told: ToldFigures,
  path: readonly string[],
): Result<Figures, InspectionRefusal[]> {
  const written = told.unit ?? 'mg/kg';
  const unit = UNITS[unitNamed(written.trim()) ?? ''];
  if (!unit)
    return err([{ code: 'RESIDUE_UNIT', values: { ...of, unit: written }, path: [...path, 'unit'] }]);
  if (isSaidTwice(told, unit))
    return err([{ code: 'RESIDUE_FIGURE_TWICE', values: { ...of }, path: [...path, 'mgPerKg'] }]);
  return inUnit(of, told, unit, path);
}

const isGiven = (figure: Decimal | null | undefined): figure is Decimal => (figure ?? null) !== null;

const isSaidTwice = ({ mgPerKg, value }: ToldFigures, unit: ResidueUnit): boolean =>
  isGiven(mgPerKg) && (isGiven(value) || unit !== 'MG_PER_KG');

function inUnit(
  of: NamedSubstance,
  { value: given, mgPerKg, limitOfQuantification: limit }: ToldFigures,
  residueUnit: ResidueUnit,
  path: readonly string[],
): Result<Figures, InspectionRefusal[]> {
  const [field, told] = isGiven(given) ? ['value', given] : ['mgPerKg', mgPerKg ?? null];
  const unit = WRITTEN[residueUnit];
  const loq = quantification(limit, residueUnit);
  const value = exact(told, residueUnit);
  if (typeof loq !== 'string' && typeof value !== 'string') {
    if (value === null || value >= loq) return ok({ microgramsPerKg: value, loqMicrogramsPerKg: loq });
    const values = { ...of, value: told ?? '', limit, unit };
    return err([{ code: 'VALUE_BELOW_QUANTIFICATION', values, path: [...path, field] }]);
  }
  const unreadable: readonly [MicrogramsPerKg | Unreadable | null, Decimal | null, string][] = [
    [loq, limit, 'limitOfQuantification'],
    [value, told, field],
  ];
  return err(
    unreadable.flatMap(([code, figure, at]) =>
      typeof code === 'string'
        ? [{ code, values: { ...of, value: figure ?? '', unit }, path: [...path, at] }]
        : [],
    ),
  );
}

/** Nothing could be found below nothing: a limit of zero is none. */
function quantification(limit: Decimal, unit: ResidueUnit): MicrogramsPerKg | Unreadable {
  return exact(limit, unit) || 'RESIDUE_NOT_EXACT';
}

type Unreadable = 'RESIDUE_NOT_EXACT' | 'RESIDUE_TOO_MUCH';

/** `MOST_RESIDUE` in each unit. */
const MOST: Readonly<Record<ResidueUnit, Decimal>> = {
  MG_PER_KG: decimal(String(MOST_RESIDUE / 1_000)),
  UG_PER_KG: decimal(String(MOST_RESIDUE)),
};

/** Null stays null: below the limit of quantification. Else whole µg/kg, or why there are none. */
function exact(figure: Decimal | null, unit: ResidueUnit): MicrogramsPerKg | Unreadable | null {
  if (figure === null) return null;
  if (compareDecimal(figure, MOST[unit]) > 0) return 'RESIDUE_TOO_MUCH';
  try {
    return residueFrom(figure, unit);
  } catch {
    return 'RESIDUE_NOT_EXACT';
  }
}
