import type { BatchFacts, CountedFacts, EarlierSampleFacts } from './facts.js';
import type { SampleCounts } from './sampling-facts.js';

/** Of each earlier sample the way with the most bad cartons; undefined: as it is recorded. */
export const atWorst =
  (series: readonly (readonly SampleCounts[])[]) =>
  (recorded: SampleCounts, i: number): SampleCounts | undefined => {
    const worst = (series[i] ?? []).reduce(
      (most, way) => (way.nonconformingCartons > most.nonconformingCartons ? way : most),
      recorded,
    );
    return worst === recorded ? undefined : worst;
  };

/** In the order of the days on which they were drawn, where another sample of a batch decided before. */
const inOrder = (samples: readonly EarlierSampleFacts[]): readonly EarlierSampleFacts[] =>
  samples.toSorted((a, b) =>
    (a.sampledOn ?? '') < (b.sampledOn ?? '') ? -1 : Number(a.sampledOn !== b.sampledOn),
  );

/**
 * A batch as if some counts had not been corrected.
 *
 * @param counted what followed from counts of its own before
 * @param series  of each earlier sample what there was before; undefined: as it is recorded
 */
export const withCounts = (
  batch: BatchFacts,
  counted: readonly CountedFacts[],
  series: readonly (SampleCounts | undefined)[],
): BatchFacts => {
  const replaced = new Set(counted.flatMap(({ replaces }) => replaces));
  const again = new Map(counted.flatMap((each) => each.samples).map((sample) => [sample.id, sample]));
  const { measurements, samples, packages, earlierSamples } = batch;
  return {
    ...batch,
    measurements: measurements && [
      ...measurements.filter(({ id }) => !replaced.has(id)),
      ...counted.flatMap((each) => each.measurements),
    ],
    ...(samples ? { samples: samples.map((each) => again.get(each.id) ?? each) } : {}),
    ...(packages
      ? {
          packages: [
            ...packages.filter(({ id }) => !replaced.has(id)),
            ...counted.flatMap((each) => each.packages),
          ],
        }
      : {}),
    ...(earlierSamples
      ? { earlierSamples: inOrder(earlierSamples.map((each, i) => ({ ...each, ...series[i] }))) }
      : {}),
  };
};
