import type { EarlierSampleFacts } from '../../standards/domain/facts.js';
import type { SampleCounts } from '../../standards/domain/sampling-facts.js';
import type { EarlierCount, EarlierSampleRow } from '../fact-rows.js';
import { countStates, type Badness } from './count-states.js';

/** What a sample says, or would without some corrections. */
interface Outcome {
  readonly row: EarlierSampleRow;
  readonly counts: SampleCounts;
  /** Whether it is so as recorded, before corrections that wait, or before corrections that were all declined. */
  readonly way: 'RECORDED' | 'WAITING' | 'DECLINED';
}

/**
 * Which sample of an earlier batch is the one of the series, and what it says: the first that was judged by carton. Where counts were
 * corrected after the signature and nobody has agreed, also what it said before; and where one was not judged by carton then, or is no
 * longer, what the next one says: a correction must not put a sample in the place of another that found something.
 *
 * @param samples of one batch, at least one, in the order in which they were drawn
 * @returns the row as recorded, by which the batch has its place in the series, and the facts
 * @throws Error if there is none
 */
export function decidingSample(samples: readonly EarlierSampleRow[]): {
  readonly row: EarlierSampleRow;
  readonly facts: EarlierSampleFacts;
} {
  const outcomes = outcomesOf(samples);
  const recorded = outcomes.find(({ way }) => way === 'RECORDED');
  if (!recorded) throw new Error('a sample says something as it is recorded');
  const { row, counts } = recorded;
  const isCorrected = samples.some((each) => each.counts);
  const withdrawn = outcomes
    .filter(({ way }) => way !== 'RECORDED')
    .map((each) => ({
      ...each.counts,
      ...(each.row.sampledOn === row.sampledOn ? {} : { sampledOn: each.row.sampledOn }),
      ...(each.way === 'DECLINED' ? { isWithdrawalDeclined: true as const } : {}),
    }));
  const facts = { sampledOn: row.sampledOn, batchSize: row.batchSize, ...counts };
  return { row, facts: isCorrected ? { ...facts, withdrawn } : facts };
}

function outcomesOf([row, ...later]: readonly EarlierSampleRow[]): readonly Outcome[] {
  if (!row) return [];
  return statesOf(row).flatMap((state): readonly Outcome[] => {
    if (state.counts.cartonsCounted > 0 || later.length === 0) return [state];
    return outcomesOf(later).map((next) => ({ ...next, way: both(state.way, next.way) }));
  });
}

/** What still waits makes all of it wait. */
const both = (one: Outcome['way'], other: Outcome['way']): Outcome['way'] => {
  if (one === 'WAITING' || other === 'WAITING') return 'WAITING';
  return one === 'RECORDED' ? other : one;
};

/** How many cartons were counted, and how many do not conform; each way of it, where counts were corrected and nobody agreed. */
function statesOf(row: EarlierSampleRow): readonly Outcome[] {
  const { counts, cartonsCounted, nonconformingCartons } = row;
  if (!counts) return [{ row, counts: { cartonsCounted, nonconformingCartons }, way: 'RECORDED' }];
  const { recorded, earlier } = countStates(counts, [BAD_CARTONS]);
  return [
    { row, counts: addedUp(recorded), way: 'RECORDED' },
    ...earlier.map((state): Outcome => ({
      row,
      counts: addedUp(state.counts),
      way: state.isDeclined ? 'DECLINED' : 'WAITING',
    })),
  ];
}

const BAD_CARTONS: Badness<EarlierCount> = {
  part: ({ nonconformingCartons }) => nonconformingCartons ?? 0,
  whole: () => 0,
};

/** Where not all were judged by carton, none counts, and the sample says nothing. */
function addedUp(counts: readonly EarlierCount[]): SampleCounts {
  const isJudged = counts.every((each) => each.nonconformingCartons !== null);
  const sum = (of: (count: EarlierCount) => number) =>
    isJudged ? counts.reduce((total, each) => total + of(each), 0) : 0;
  return {
    cartonsCounted: sum(({ cartons }) => cartons),
    nonconformingCartons: sum((each) => each.nonconformingCartons ?? 0),
  };
}
