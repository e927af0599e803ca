import { compareDecimal, decimal, type Decimal } from '../../../kernel/decimal.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { DEFECT_KINDS } from '../../standards/domain/defect-kinds.js';
import {
  COUNTED_PARAMETERS,
  totalsOf,
  type DefectCount,
  type ReachedClass,
  type Tally,
  type TallyBasis,
} from '../../standards/domain/defect-tally.js';
import type { InspectionRefusal } from '../inspection.refusals.js';

/**
 * A count as it is given; one carton, or several at once. What was examined and each amount are fruits, or grams where
 * the count goes by mass; diameters in mm.
 */
export interface GivenCount {
  readonly cartons: number;
  readonly examined: number;
  readonly nonconformingCartons?: number | null | undefined;
  readonly smallestMillimetres?: Decimal | null | undefined;
  readonly largestMillimetres?: Decimal | null | undefined;
  readonly defects: readonly (Omit<DefectCount, 'reaches'> & {
    readonly reaches?: ReachedClass | null | undefined;
  })[];
  readonly correctsId?: string | null | undefined;
}

/** What a count is read against. */
export interface CountedOn {
  /** Class the batch is sold as. */
  readonly qualityClass: string | null;
  readonly sampledCartons: number;
  readonly sampledFruits: number;
  /** What counts so far: entries that nobody corrected. */
  readonly before: readonly (Tally & { readonly id: string })[];
  /** Parameters that were entered as such. */
  readonly measured: readonly string[];
}

/** A count as it is kept. */
export interface ReadCount extends Tally {
  readonly correctsId: string | null;
}

const ZERO = decimal('0');
const DIAMETERS = ['PACKAGE_SMALLEST_DIAMETER', 'PACKAGE_LARGEST_DIAMETER'];

/**
 * Reads counts of defects, or says everything that is wrong with them. What they correct leaves the sum before they
 * enter it, and what counts in the end must fit the sample that was drawn.
 *
 * @param basis by number of fruits or by their mass, one for the whole inspection
 * @returns the counts as they are kept, or DEFECT_TWICE, DEFECTS_EXCEED_EXAMINED, CARTONS_NONCONFORMING_EXCEED,
 *   DIAMETERS_IMPOSSIBLE, DEFECT_REACHES, DEFECT_WITHIN_CLASS, SHARE_WAS_MEASURED, COUNT_BASIS_DIFFERS,
 *   COUNT_NOT_TO_CORRECT, COUNT_EXCEEDS_SAMPLE
 * @see docs/adr/0020-worksheets.md; which defects there are, says (EU) 2023/2429 (`DEFECT_KINDS_SOURCE`)
 */
export function readDefects(
  basis: TallyBasis,
  counts: readonly GivenCount[],
  on: CountedOn,
): Result<ReadCount[], InspectionRefusal[]> {
  const read = counts.map((each) => countOf(basis, each));
  const refusals = [
    ...read.flatMap((each, i) => refuseCount(each, on.qualityClass, ['counts', String(i)])),
    ...refuseMeasured(read, on.measured),
    ...refuseBasis(basis, read, on.before),
    ...refuseCorrections(read, on.before),
    ...refuseSum(read, on),
  ];
  return refusals.length > 0 ? err(refusals) : ok(read);
}

const countOf = (basis: TallyBasis, given: GivenCount): ReadCount => ({
  basis,
  cartons: given.cartons,
  examined: given.examined,
  nonconformingCartons: given.nonconformingCartons ?? null,
  smallestMillimetres: given.smallestMillimetres ?? null,
  largestMillimetres: given.largestMillimetres ?? null,
  // Nothing found is not written down: the total says it.
  defects: given.defects
    .filter(({ amount }) => amount > 0)
    .map(({ kind, reaches, amount }) => ({ kind, reaches: reachedBy(kind, reaches ?? null), amount })),
  correctsId: given.correctsId ?? null,
});

/** Who fails a minimum requirement reaches no class, and need not say so. */
const reachedBy = (kind: DefectCount['kind'], reaches: ReachedClass | null): ReachedClass | null =>
  reaches === null && DEFECT_KINDS[kind].requirement === 'MINIMUM' ? 'NONE' : reaches;

function refuseCount(
  count: ReadCount,
  qualityClass: string | null,
  path: readonly string[],
): InspectionRefusal[] {
  const refusals = count.defects.flatMap((each) => refuseDefect(each, qualityClass, [...path, 'defects']));
  const kinds = count.defects.map(({ kind, reaches }) => `${kind}/${reaches}`);
  const twice = count.defects.find((_, i) => kinds.indexOf(kinds[i] ?? '') !== i);
  if (twice !== undefined) refusals.push({ code: 'DEFECT_TWICE', values: { defect: twice.kind }, path });
  // A fruit may be of the wrong size and of the wrong quality too; of each it counts once.
  for (const isSize of [true, false]) {
    const defects = count.defects
      .filter(({ kind }) => (DEFECT_KINDS[kind].requirement === 'SIZE') === isSize)
      .reduce((sum, { amount }) => sum + amount, 0);
    if (defects > count.examined)
      refusals.push({ code: 'DEFECTS_EXCEED_EXAMINED', values: { defects, examined: count.examined }, path });
  }
  const bad = count.nonconformingCartons ?? 0;
  if (bad > count.cartons) {
    const values = { nonconforming: bad, cartons: count.cartons };
    refusals.push({ code: 'CARTONS_NONCONFORMING_EXCEED', values, path: [...path, 'nonconformingCartons'] });
  }
  if (!areDiameters(count)) refusals.push({ code: 'DIAMETERS_IMPOSSIBLE', values: {}, path });
  return refusals;
}

function areDiameters({
  smallestMillimetres: smallest,
  largestMillimetres: largest,
  cartons,
}: ReadCount): boolean {
  if (smallest === null && largest === null) return true;
  if (smallest === null || largest === null || cartons !== 1) return false;
  return compareDecimal(smallest, ZERO) > 0 && compareDecimal(smallest, largest) <= 0;
}

const BETTER_FIRST = ['EXTRA', 'I', 'II'];

function refuseDefect(
  { kind, reaches }: DefectCount,
  qualityClass: string | null,
  path: readonly string[],
): InspectionRefusal[] {
  const expected = EXPECTED[DEFECT_KINDS[kind].requirement];
  if (!expected.includes(reaches))
    return [
      { code: 'DEFECT_REACHES', values: { defect: kind, expected: expected.join(' / ') || '—' }, path },
    ];
  const sold = qualityClass === null ? -1 : BETTER_FIRST.indexOf(qualityClass);
  const stillIn = reaches === null ? -1 : BETTER_FIRST.indexOf(reaches);
  return sold >= 0 && stillIn >= 0 && stillIn <= sold
    ? [{ code: 'DEFECT_WITHIN_CLASS', values: { defect: kind, class: qualityClass ?? '' }, path }]
    : [];
}

const EXPECTED: Readonly<Record<'MINIMUM' | 'CLASS' | 'SIZE', readonly (ReachedClass | null)[]>> = {
  MINIMUM: ['NONE'],
  CLASS: ['I', 'II', 'NONE'],
  SIZE: [null],
};

function refuseMeasured(read: readonly ReadCount[], measured: readonly string[]): InspectionRefusal[] {
  const hasDiameters = read.some(({ smallestMillimetres }) => smallestMillimetres !== null);
  const counted: readonly string[] = [...COUNTED_PARAMETERS, ...(hasDiameters ? DIAMETERS : [])];
  return [...new Set(measured)]
    .filter((parameter) => counted.includes(parameter))
    .map((parameter) => ({ code: 'SHARE_WAS_MEASURED', values: { parameter }, path: ['counts'] }));
}

/**
 * Refuses figures typed in beside the counts that answer them: two of one kind could differ, and only one was counted.
 *
 * @param tallies what counts in this inspection; a parameter they answer is not typed beside them
 * @returns SHARE_IS_COUNTED for each
 */
export function refuseTypedShares(
  measured: readonly { readonly parameter: string }[],
  tallies: readonly Tally[],
): InspectionRefusal[] {
  if (tallies.length === 0) return [];
  const hasDiameters = tallies.some(({ smallestMillimetres }) => smallestMillimetres !== null);
  const counted: readonly string[] = [...COUNTED_PARAMETERS, ...(hasDiameters ? DIAMETERS : [])];
  return measured.flatMap(({ parameter }, i): InspectionRefusal[] =>
    counted.includes(parameter)
      ? [
          {
            code: 'SHARE_IS_COUNTED',
            values: { parameter },
            path: ['measurements', String(i), 'parameter'],
          },
        ]
      : [],
  );
}

function refuseBasis(
  basis: TallyBasis,
  read: readonly ReadCount[],
  before: CountedOn['before'],
): InspectionRefusal[] {
  const stays = before.find(
    (each) => each.basis !== basis && !read.some(({ correctsId }) => correctsId === each.id),
  );
  return stays
    ? [{ code: 'COUNT_BASIS_DIFFERS', values: { basis, expected: stays.basis }, path: ['basis'] }]
    : [];
}

function refuseCorrections(read: readonly ReadCount[], before: CountedOn['before']): InspectionRefusal[] {
  const open = new Set(before.map(({ id }) => id));
  return read.flatMap(({ correctsId }, i): InspectionRefusal[] => {
    // Taken out at once: two entries of one request cannot both correct the same.
    if (correctsId === null || open.delete(correctsId)) return [];
    const path = ['counts', String(i), 'correctsId'];
    return [{ code: 'COUNT_NOT_TO_CORRECT', values: { count: correctsId }, path }];
  });
}

function refuseSum(read: readonly ReadCount[], on: CountedOn): InspectionRefusal[] {
  const corrected = new Set(read.map(({ correctsId }) => correctsId));
  const counting = [...on.before.filter(({ id }) => !corrected.has(id)), ...read];
  const { cartons, examined } = totalsOf(counting);
  const sums = [
    { counted: cartons, sampled: on.sampledCartons },
    ...(counting.every(({ basis }) => basis === 'NUMBER')
      ? [{ counted: examined, sampled: on.sampledFruits }]
      : []),
  ];
  return sums
    .filter(({ counted, sampled }) => counted > sampled)
    .map((values) => ({ code: 'COUNT_EXCEEDS_SAMPLE', values, path: ['counts'] }));
}
