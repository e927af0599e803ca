import type { Brand } from './brand.js';
import { decimal, decimalFromUnits, decimalUnits } from './decimal.js';
import { nonNegativeInteger, safeNumber } from './integer.js';

/**
 * A residue or its limit in whole micrograms per kilogram: 0.01 mg/kg is 10.
 * "Below the limit of quantification" is a case of its own beside this type, never 0.
 */
export type MicrogramsPerKg = Brand<number, 'MicrogramsPerKg'>;

/** Units laboratories report in; 1 mg/kg = 1000 µg/kg. */
export type ResidueUnit = 'MG_PER_KG' | 'UG_PER_KG';

const PLACES: Readonly<Record<ResidueUnit, number>> = { MG_PER_KG: 3, UG_PER_KG: 0 };

/** @throws RangeError unless `n` is a safe integer of at least 0 */
export function microgramsPerKg(n: number): MicrogramsPerKg {
  return nonNegativeInteger(n, 'a residue in µg/kg') as MicrogramsPerKg;
}

/**
 * A residue as reported, exact: `residueFrom('0.01', 'MG_PER_KG')` is 10.
 *
 * @throws RangeError if it is no decimal number, negative, too large, or finer than 1 µg/kg: rounding it would decide
 *   about a limit in silence
 */
export function residueFrom(value: string, unit: ResidueUnit): MicrogramsPerKg {
  return microgramsPerKg(safeNumber(decimalUnits(decimal(value), PLACES[unit]), 'a residue in µg/kg'));
}

/** A kilogram in a kilogram, 1,000,000 mg/kg: nothing holds more. It also fits the integer residues and limits are kept in. */
export const MOST_RESIDUE = 1_000_000_000 as MicrogramsPerKg;

/** In mg/kg, exact, without the unit: 10 is "0.01". */
export function formatMgPerKg(residue: MicrogramsPerKg): string {
  // A double of so few digits is written as the decimal it is nearest to, which is the exact one.
  return residue < 1e12 ? String(residue / 1_000) : decimalFromUnits(BigInt(residue), 3);
}
