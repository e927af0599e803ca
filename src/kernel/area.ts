import type { Brand } from './brand.js';
import { decimal, decimalFromUnits, decimalUnits } from './decimal.js';
import { divideHalfUp, nonNegativeInteger, safeNumber } from './integer.js';
import type { SignedPpm } from './ppm.js';

/** An area in whole square metres: what a boundary encloses (docs/adr/0003-identifiers-and-units.md). */
export type SquareMetres = Brand<number, 'SquareMetres'>;

/** An area in whole hundredths of a mu 亩 (1 mu = 10000/15 m²): the unit growers declare in. */
export type MuHundredths = Brand<number, 'MuHundredths'>;

/** @throws RangeError unless `n` is a safe integer of at least 0 */
export function squareMetres(n: number): SquareMetres {
  return nonNegativeInteger(n, 'an area in square metres') as SquareMetres;
}

/** @throws RangeError unless `n` is a safe integer of at least 0 */
export function muHundredths(n: number): MuHundredths {
  return nonNegativeInteger(n, 'an area in hundredths of a mu') as MuHundredths;
}

/**
 * An area in mu as typed: `muFrom('12.5')` is 1250.
 *
 * @throws RangeError if it is no decimal number, negative, too large, or finer than 0.01 mu
 */
export function muFrom(value: string): MuHundredths {
  return muHundredths(safeNumber(decimalUnits(decimal(value), 2), 'an area in hundredths of a mu'));
}

/** In mu, exact, without the unit: 1250 is "12.5". */
export function formatMu(mu: MuHundredths): string {
  return decimalFromUnits(BigInt(mu), 2);
}

/**
 * To the nearest square metre, halves up: 1 mu is 667 m², 15 mu are 10 000 m².
 *
 * @throws RangeError beyond a safe integer of square metres
 */
export function squareMetresOfMu(mu: MuHundredths): SquareMetres {
  return squareMetres(safeNumber(divideHalfUp(BigInt(mu) * 20n, 3n), 'an area in square metres'));
}

/**
 * To the nearest hundredth of a mu, halves up: 10 000 m² are 15 mu.
 *
 * @throws RangeError beyond a safe integer of hundredths
 */
export function muOfSquareMetres(area: SquareMetres): MuHundredths {
  return muHundredths(safeNumber(divideHalfUp(BigInt(area) * 3n, 20n), 'an area in hundredths of a mu'));
}

/**
 * How far the measured area is from the declared one, in parts per million of the declared; negative if it is smaller.
 * To the nearest, halves away from zero.
 *
 * @throws RangeError if `declared` is 0
 */
export function differencePpm(declared: SquareMetres, measured: SquareMetres): SignedPpm {
  if (declared === 0) throw new RangeError('a difference from a declared area of nothing');
  const parts = divideHalfUp(BigInt(Math.abs(measured - declared)) * 1_000_000n, BigInt(declared));
  const magnitude = safeNumber(parts, 'parts per million');
  return (measured < declared && magnitude > 0 ? -magnitude : magnitude) as SignedPpm;
}
