import { packagesOf, totalsOf } from '../../standards/domain/defect-tally.js';
import type {
  BatchFacts,
  CountedFacts,
  EarlierSampleFacts,
  PackageFacts,
  SampleFacts,
} from '../../standards/domain/facts.js';
import type { FruitFactRow, InspectionFactRow, MemberRow } from '../fact-rows.js';
import { decidingSample } from './deciding-sample.js';
import { measurementFacts, provisional } from './figures.js';
import type { Inspected } from './inspected.js';

/** What was opened and found; empty of what was not sampled. */
export const sampleFacts = (row: Inspected, of: MemberRow): SampleFacts[] => {
  if (row.sampledOn === null) return [];
  const totals = totalsOf(row.counts);
  return [
    {
      id: row.id,
      sampledOn: row.sampledOn,
      cartonsOpened: row.sampledCartons,
      // Where fruit was counted one by one, only those were looked at so closely.
      fruitsExamined:
        row.counts.length > 0 && row.counts.every(({ basis }) => basis === 'NUMBER')
          ? totals.examined
          : row.sampledFruits,
      cartonsCounted: totals.cartons,
      nonconformingCartons: totals.nonconformingCartons,
      infestedFruits: row.counts.length > 0 ? totals.infested : null,
      ...provisional(row, of),
    },
  ];
};

/** Cartons whose fruit was measured one by one. */
export const packageFacts = (row: Inspected, of: MemberRow): PackageFacts[] =>
  row.counts.flatMap((count) =>
    packagesOf([count]).map((diameters) => ({ id: count.id, ...diameters, ...provisional(row, of) })),
  );

/** What followed from counts that were corrected after the signature, while nobody has agreed to that; left out where none were. */
export function withdrawnCounts(
  inspected: readonly Inspected[],
  of: MemberRow,
): Pick<BatchFacts, 'withdrawnCounts'> {
  const withdrawn = inspected.flatMap((row): CountedFacts[] => {
    if (!row.earlierCounts) return [];
    const recorded = followingFrom(row, of);
    const replaces = [...recorded.measurements, ...recorded.packages].map(({ id }) => id);
    return row.earlierCounts.map(({ counts, isDeclined }) => ({
      inspectionId: row.id,
      replaces,
      ...followingFrom({ ...row, counts }, of),
      ...(isDeclined ? { isWithdrawalDeclined: true as const } : {}),
    }));
  });
  return withdrawn.length > 0 ? { withdrawnCounts: withdrawn } : {};
}

const followingFrom = (row: Inspected, of: MemberRow) => ({
  measurements: measurementFacts({ ...row, measurements: [] }, of),
  samples: row.kind === 'INDEPENDENT' ? sampleFacts(row, of) : [],
  packages: packageFacts(row, of),
});

/** The packer's batches that were sampled before this one, in that order; all of them while this one was not sampled. */
export function earlierFacts(
  { earlierSamples }: FruitFactRow,
  member: MemberRow,
  own: readonly InspectionFactRow[],
): EarlierSampleFacts[] {
  const first = own.reduce<InspectionFactRow | null>(
    (best, each) => (each.sampledOn !== null && (!best || isBefore(each, best)) ? each : best),
    null,
  );
  const before = earlierSamples
    .filter(({ packerId, batchId }) => packerId === member.packerId && batchId !== member.id)
    .filter((each) => first === null || isBefore(each, first));
  return [...Map.groupBy(before, ({ batchId }) => batchId).values()]
    .map((samples) => decidingSample(samples))
    .toSorted((a, b) => (isBefore(a.row, b.row) ? -1 : 1))
    .map(({ facts }) => facts);
}

interface SampledAt {
  readonly id: string;
  readonly sampledOn: string | null;
}
const isBefore = (a: SampledAt, b: SampledAt): boolean =>
  (a.sampledOn ?? '') < (b.sampledOn ?? '') || (a.sampledOn === b.sampledOn && a.id < b.id);
