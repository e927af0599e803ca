import { decimal, decimalFromUnits, decimalUnits, type Decimal } from './decimal.js';

type Dimension =
  'MASS_FRACTION' | 'MASS_CONCENTRATION' | 'MASS' | 'AREA' | 'LENGTH' | 'SHARE' | 'BRIX' | 'RATIO';

interface Unit {
  readonly dimension: Dimension;
  /** How many of the dimension's smallest unit one of it is, as a fraction of whole numbers. */
  readonly times: bigint;
  readonly by: bigint;
}

const unit = (dimension: Dimension, times: bigint, by = 1n): Unit => ({ dimension, times, by });

/**
 * Units in which something is measured, weighed or limited. Units of two dimensions are never turned into each other:
 * mg/L into mg/kg would take the density of the juice, °Brix into % another table.
 */
const UNITS = {
  'ug/kg': unit('MASS_FRACTION', 1n),
  'mg/kg': unit('MASS_FRACTION', 1_000n),
  'mg/L': unit('MASS_CONCENTRATION', 1n),
  'g/L': unit('MASS_CONCENTRATION', 1_000n),
  'g/100ml': unit('MASS_CONCENTRATION', 10_000n),
  g: unit('MASS', 1n),
  jin: unit('MASS', 500n),
  kg: unit('MASS', 1_000n),
  t: unit('MASS', 1_000_000n),
  m2: unit('AREA', 1n),
  // 1 mu is 10000/15 m², which no decimal number says: converted only where that is exact.
  mu: unit('AREA', 2_000n, 3n),
  ha: unit('AREA', 10_000n),
  mm: unit('LENGTH', 1n),
  cm: unit('LENGTH', 10n),
  '%': unit('SHARE', 1n),
  Brix: unit('BRIX', 1n),
  '1': unit('RATIO', 1n),
} as const satisfies Readonly<Record<string, Unit>>;

/** The one name of a unit, in which rules and records say it. */
export type UnitName = keyof typeof UNITS;

/** How people and laboratories write the same units. */
const WRITTEN: Readonly<Record<string, UnitName>> = {
  'µg/kg': 'ug/kg',
  'μg/kg': 'ug/kg',
  ppb: 'ug/kg',
  ppm: 'mg/kg',
  'mg/l': 'mg/L',
  'g/l': 'g/L',
  'g/100 ml': 'g/100ml',
  'g/100mL': 'g/100ml',
  'g/100 mL': 'g/100ml',
  克: 'g',
  斤: 'jin',
  公斤: 'kg',
  千克: 'kg',
  吨: 't',
  毫米: 'mm',
  厘米: 'cm',
  '毫克/千克': 'mg/kg',
  '微克/千克': 'ug/kg',
  '毫克/升': 'mg/L',
  '克/升': 'g/L',
  '％': '%',
  亩: 'mu',
  公顷: 'ha',
  'm²': 'm2',
  '°Brix': 'Brix',
  '°Bx': 'Brix',
};

/**
 * The unit somebody wrote, by its one name; null: no unit is called so. Capitals count, and spaces around it are the
 * caller's to take off.
 */
export function unitNamed(written: string): UnitName | null {
  const name = WRITTEN[written] ?? written;
  return Object.hasOwn(UNITS, name) ? (name as UnitName) : null;
}

/** Whether a value in one unit can be held against one in the other. */
export const areComparable = (a: UnitName, b: UnitName): boolean => UNITS[a].dimension === UNITS[b].dimension;

/**
 * A value in another unit, exact: 0.1 mg/kg are 100 µg/kg, 1 g/100 ml are 10000 mg/L, 15 mu are 1 ha.
 *
 * @throws RangeError between two dimensions, and where no decimal number is the exact value (1 mu in ha is 1/15):
 *   nothing is rounded here
 */
export function convertUnit(value: Decimal, from: UnitName, to: UnitName): Decimal {
  const [a, b] = comparable(from, to);
  const { units, places } = wholeUnits(value);
  const numerator = units * a.times * b.by;
  const denominator = a.by * b.times;
  // A fraction is a finite decimal once its denominator holds nothing but twos and fives.
  for (let more = 0; more <= MOST_PLACES; more += 1) {
    const scaled = numerator * 10n ** BigInt(more);
    if (scaled % denominator === 0n) return decimalFromUnits(scaled / denominator, places + more);
  }
  throw new RangeError(`${value} ${from} has no exact decimal value in ${to}`);
}

/** The largest unit is a million of the smallest, and thirds never end: six more decimals show which it is. */
const MOST_PLACES = 12;

function comparable(a: UnitName, b: UnitName): readonly [Unit, Unit] {
  if (!areComparable(a, b)) throw new RangeError(`${a} cannot be turned into ${b}`);
  return [UNITS[a], UNITS[b]];
}

function wholeUnits(value: Decimal): { units: bigint; places: number } {
  const places = value.split('.')[1]?.length ?? 0;
  return { units: decimalUnits(decimal(value), places), places };
}
