import {
  addDecimal,
  compareDecimal,
  decimalFromUnits,
  multiplyDecimal,
  decimal,
  type Decimal,
} from '../../../kernel/decimal.js';
import { DEFECT_KINDS, INFESTED, type DefectKindCode } from './defect-kinds.js';
import type { MeasurementParameterCode } from './measurement-parameters.js';

/** Tolerances are "by number or by weight": fruits, or grams. */
export const TALLY_BASES = ['NUMBER', 'MASS'] as const;
export type TallyBasis = (typeof TALLY_BASES)[number];

/** The best class a fruit with a defect still reaches; NONE: it does not meet the minimum requirements or Class II. */
export const REACHED_CLASSES = ['I', 'II', 'NONE'] as const;
export type ReachedClass = (typeof REACHED_CLASSES)[number];

/** Fruits, or their mass in grams, with one defect. A fruit with several is counted by the worst, once. */
export interface DefectCount {
  readonly kind: DefectKindCode;
  /** Null for a size that is off, which says nothing of the class. */
  readonly reaches: ReachedClass | null;
  readonly amount: number;
}

/** What was counted in one carton, or in several at once. */
export interface Tally {
  readonly basis: TallyBasis;
  readonly cartons: number;
  /** Fruits looked at, or their mass in grams. */
  readonly examined: number;
  /** Cartons that do not conform to the contract, in the inspector's word; null: not judged by carton. */
  readonly nonconformingCartons: number | null;
  /** Of one carton, in mm, without the fruit counted as out of size; null: not measured, or of several cartons. */
  readonly smallestMillimetres: Decimal | null;
  readonly largestMillimetres: Decimal | null;
  readonly defects: readonly DefectCount[];
}

/** Parameters that a count answers, so that nobody types them. */
export const COUNTED_PARAMETERS = [
  'OUT_OF_CLASS_SHARE',
  'CLASS_II_SHARE',
  'BELOW_CLASS_II_SHARE',
  'DECAY_SHARE',
  'OUT_OF_SIZE_SHARE',
] as const satisfies readonly MeasurementParameterCode[];
export type CountedParameter = (typeof COUNTED_PARAMETERS)[number];

const isQuality = ({ kind }: DefectCount): boolean => DEFECT_KINDS[kind].requirement !== 'SIZE';

/** Which defects each share is made of. Fruit worse than Class II is no better than Class II and counts there too. */
const COUNTS: Readonly<Record<CountedParameter, (defect: DefectCount) => boolean>> = {
  OUT_OF_CLASS_SHARE: isQuality,
  CLASS_II_SHARE: (each) => isQuality(each) && each.reaches !== 'I',
  BELOW_CLASS_II_SHARE: (each) => isQuality(each) && each.reaches === 'NONE',
  DECAY_SHARE: ({ kind }) => kind === 'DECAY',
  OUT_OF_SIZE_SHARE: (each) => !isQuality(each),
};

/** A share as it was counted: `part` of `whole`, fruits or grams, and the percentage that rules compare. */
export interface CountedShare {
  readonly parameter: CountedParameter;
  readonly part: number;
  readonly whole: number;
  readonly percent: Decimal;
}

/** Entries added up: `examined`, `infested` and `byKind` in fruits, or in grams where they went by mass. */
export interface TallyTotals {
  readonly cartons: number;
  readonly examined: number;
  /** Null unless every entry says it. */
  readonly nonconformingCartons: number | null;
  readonly infested: number;
  readonly byKind: ReadonlyMap<DefectKindCode, number>;
}

const sum = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((total, item) => total + of(item), 0);

/**
 * Entries of one inspection added up; those that were corrected must have been left out.
 *
 * @param tallies of one basis, which the reading of counts sees to
 */
export function totalsOf(tallies: readonly Tally[]): TallyTotals {
  const defects = tallies.flatMap((each) => each.defects);
  const judged = tallies.length > 0 && tallies.every((each) => each.nonconformingCartons !== null);
  const byKind = new Map<DefectKindCode, number>();
  for (const { kind, amount } of defects) byKind.set(kind, (byKind.get(kind) ?? 0) + amount);
  return {
    cartons: sum(tallies, (each) => each.cartons),
    examined: sum(tallies, (each) => each.examined),
    nonconformingCartons: judged ? sum(tallies, (each) => each.nonconformingCartons ?? 0) : null,
    infested: sum(INFESTED, (kind) => byKind.get(kind) ?? 0),
    byKind,
  };
}

/**
 * The shares that the entries of one inspection make together; none where nothing was counted.
 *
 * @returns percentages, rounded as {@link percentOf} does
 * @see docs/adr/0020-worksheets.md
 */
export function countedShares(tallies: readonly Tally[]): CountedShare[] {
  const whole = sum(tallies, (each) => each.examined);
  if (whole === 0) return [];
  return COUNTED_PARAMETERS.map((parameter) => {
    const part = sum(tallies, (each) => countedPart(parameter, each));
    return { parameter, part, whole, percent: percentOf(part, whole) };
  });
}

/** How much of one entry counts for a share: fruits, or grams. */
export const countedPart = (parameter: CountedParameter, { defects }: Pick<Tally, 'defects'>): number =>
  sum(defects.filter(COUNTS[parameter]), ({ amount }) => amount);

const PLACES = 6;

/**
 * A share in %, rounded **up** at the sixth decimal. So a limit with up to six decimals is exceeded by the rounded
 * share exactly where the share itself exceeds it: 1 of 3 fruits is above 33.333333 %, 10 of 100 are not above 10 %.
 *
 * @param part  fruits, or grams, as `whole`
 * @throws RangeError if nothing was examined
 * @see docs/adr/0020-worksheets.md; a convention of the product
 */
export function percentOf(part: number, whole: number): Decimal {
  if (whole <= 0) throw new RangeError('a share of nothing');
  const [scaled, of] = [BigInt(part) * 100n * 10n ** BigInt(PLACES), BigInt(whole)];
  return decimalFromUnits((scaled + of - 1n) / of, PLACES);
}

/** Diameters of the smallest and the largest fruit of one carton, in mm. */
export interface PackageDiameters {
  readonly smallest: Decimal;
  readonly largest: Decimal;
}

/** The cartons whose fruit was measured one by one. */
export const packagesOf = (tallies: readonly Tally[]): PackageDiameters[] =>
  tallies.flatMap(({ smallestMillimetres: smallest, largestMillimetres: largest }) =>
    smallest !== null && largest !== null ? [{ smallest, largest }] : [],
  );

/** The carton whose largest and smallest fruit lie furthest apart; null where none was measured. */
export const widestOf = (packages: readonly PackageDiameters[]): PackageDiameters | null =>
  packages.reduce<PackageDiameters | null>(
    (widest, each) => (!widest || compareDecimal(rangeOf(each), rangeOf(widest)) > 0 ? each : widest),
    null,
  );

const rangeOf = ({ smallest, largest }: PackageDiameters): Decimal =>
  addDecimal(largest, multiplyDecimal(smallest, decimal('-1')));
