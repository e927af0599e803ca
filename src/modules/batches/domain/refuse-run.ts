import type { Grams } from '../../../kernel/mass.js';
import type { Ppm } from '../../../kernel/ppm.js';
import type { BatchRefusal } from '../batch.refusals.js';
import { RUN_RULES, type BatchKind, type RunKind } from './batch-kind.js';
import { weighRun, type RunOutcome } from './mass-balance.js';

export interface RunInput {
  readonly code: string;
  readonly kind: BatchKind;
  readonly massGrams: Grams;
}

/** The masses of a run that may be booked: `differenceGrams` is signed. */
export interface BookedRun {
  readonly differenceGrams: number;
}

/**
 * Decides whether a run may be booked as told.
 *
 * @param inputs what was drawn; at least one
 * @returns every refusal, or the signed difference in grams that is booked with the run
 */
export function refuseRun(
  kind: RunKind,
  inputs: readonly RunInput[],
  outcome: RunOutcome,
  tolerance: Ppm,
  hasReason: boolean,
): { refusals: BatchRefusal[]; booked: BookedRun } {
  const wrongKind = inputs
    .filter((input) => !RUN_RULES[kind].takes.includes(input.kind))
    .map((input): BatchRefusal => ({
      code: 'KIND_NOT_FOR_RUN',
      values: { batch: input.code, kind: input.kind, run: kind },
    }));
  const balance = weighRun(
    inputs.map((input) => input.massGrams),
    outcome,
    tolerance,
    hasReason,
  );
  switch (balance.kind) {
    case 'balanced':
      return { refusals: wrongKind, booked: { differenceGrams: balance.difference } };
    case 'outputs-exceed-inputs':
      return unbooked([
        ...wrongKind,
        { code: 'OUTPUTS_EXCEED_INPUTS', values: { excessGrams: balance.excess } },
      ]);
    case 'unexplained-shortfall':
      return unbooked([
        ...wrongKind,
        {
          code: 'UNEXPLAINED_SHORTFALL',
          values: { shortfallGrams: balance.shortfall, toleratedGrams: balance.tolerated },
        },
      ]);
  }
}

const unbooked = (refusals: BatchRefusal[]): { refusals: BatchRefusal[]; booked: BookedRun } => ({
  refusals,
  booked: { differenceGrams: 0 },
});
