import { nonNegativeInteger } from '../../../../kernel/integer.js';
import { err, ok, type Result } from '../../../../kernel/result.js';
import type { SamplingStandard } from './sampling-plan.js';
import type { SamplingRefusal } from './sampling.refusals.js';

/** Batches of so many packages have so many opened. */
export interface PackageCountStep {
  readonly from: number;
  /** Inclusive; null: and above. */
  readonly to: number | null;
  readonly packages: number;
}

/**
 * 开箱数表: how many packages inspectors open, as the base office or a standard publishes it. A published edition never
 * changes; another table is another edition. Rows are in reference/package-counts.json.
 */
export interface PackageCountTable extends SamplingStandard {
  readonly code: string;
  readonly steps: readonly PackageCountStep[];
}

/**
 * Everything that keeps steps from being a table: gaps and overlaps, ranges that end before they begin, falling counts.
 *
 * @returns PACKAGE_COUNT_EMPTY, PACKAGE_COUNT_GAP, PACKAGE_COUNT_RANGE, PACKAGE_COUNT_FALLS; else empty
 */
export function refusePackageCounts(steps: readonly PackageCountStep[]): SamplingRefusal[] {
  if (steps.length === 0) return [{ code: 'PACKAGE_COUNT_EMPTY', values: {}, path: ['steps'] }];
  return steps.flatMap((each, index) => {
    const before = steps[index - 1];
    const values = { step: index + 1 };
    const path = ['steps', String(index)];
    const refusals: SamplingRefusal[] = [];
    const last = before ? before.to : 0;
    // What follows an open step is told of that step.
    if (last !== null && each.from !== last + 1) {
      refusals.push({ code: 'PACKAGE_COUNT_GAP', values: { ...values, expected: String(last + 1) }, path });
    }
    const open = each.to === null;
    if (open ? index < steps.length - 1 : Number(each.to) < each.from) {
      refusals.push({ code: 'PACKAGE_COUNT_RANGE', values, path });
    }
    if (each.packages < Math.max(1, before?.packages ?? 1)) {
      refusals.push({ code: 'PACKAGE_COUNT_FALLS', values, path });
    }
    return refusals;
  });
}

/**
 * How many packages of a batch to open; all of them where there are fewer than the table asks for.
 *
 * @param packages in the batch
 * @returns packages, or SAMPLING_BATCH_TOO_SMALL, PACKAGE_COUNT_ENDS
 * @throws RangeError unless it is a whole number
 * @see reference/package-counts.json: the table that ships is from memory, unverified
 */
export function packagesToOpen(
  steps: readonly PackageCountStep[],
  packages: number,
): Result<number, SamplingRefusal> {
  const size = nonNegativeInteger(packages, 'packages');
  const path = ['batchSize'];
  const step = steps.find(({ from, to }) => size >= from && (to === null || size <= to));
  if (step) return ok(Math.min(size, step.packages));
  const least = steps[0]?.from ?? 1;
  if (size < least)
    return err({ code: 'SAMPLING_BATCH_TOO_SMALL', values: { batchSize: size, least }, path });
  const last = steps.at(-1)?.to ?? 0;
  return err({ code: 'PACKAGE_COUNT_ENDS', values: { packages: size, last }, path });
}
