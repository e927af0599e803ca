import type { Instant } from '../../../kernel/instant.js';
import type { Grams } from '../../../kernel/mass.js';
import type { Ppm } from '../../../kernel/ppm.js';
import type { BatchRefusal } from '../batch.refusals.js';
import { RUN_RULES, type BatchKind, type RunKind } from './batch-kind.js';
import { weighRun, type RunOutcome } from './mass-balance.js';

/** A batch as it is drawn from: its mass is what the run takes, in grams. */
export interface RunInput {
  readonly code: string;
  readonly kind: BatchKind;
  readonly massGrams: Grams;
  readonly madeAt: Instant;
}

/** The masses of a run that may be booked: `differenceGrams` is signed. */
export interface BookedRun {
  readonly differenceGrams: number;
}

/**
 * What the masses are judged by: the tolerance in parts per million of the input, what was gained upstream in grams.
 */
export interface RunTerms {
  readonly tolerance: Ppm;
  /** Whether somebody explained a shortfall. */
  readonly hasReason: boolean;
  readonly gainedBefore: Grams;
}

/**
 * Decides whether a run may be booked as told.
 *
 * @param inputs what was drawn; at least one, none of it made after the run
 * @param outcome grams
 * @param gainedBefore what runs upstream gained, grams
 * @returns every refusal (RUN_BEFORE_ITS_FRUIT, KIND_NOT_FOR_RUN, OUTPUTS_EXCEED_INPUTS, UNEXPLAINED_SHORTFALL), or the
 *   signed difference in grams that is booked with the run (0 where the masses are refused)
 * @throws RangeError if `inputs` is empty, as `weighRun`
 * @see docs/domain/mass-balance.md
 */
export function refuseRun(
  kind: RunKind,
  performedAt: Instant,
  inputs: readonly RunInput[],
  outcome: RunOutcome,
  { tolerance, hasReason, gainedBefore }: RunTerms,
): { refusals: BatchRefusal[]; booked: BookedRun } {
  const early = inputs
    .filter((input) => input.madeAt > performedAt)
    .map((input): BatchRefusal => ({
      code: 'RUN_BEFORE_ITS_FRUIT',
      values: { batch: input.code, madeAt: input.madeAt },
    }));
  const refused = [
    ...early,
    ...inputs
      .filter((input) => !RUN_RULES[kind].takes.includes(input.kind))
      .map((input): BatchRefusal => ({
        code: 'KIND_NOT_FOR_RUN',
        values: { batch: input.code, kind: input.kind, run: kind },
      })),
  ];
  const balance = weighRun(
    inputs.map((input) => input.massGrams),
    outcome,
    tolerance,
    hasReason,
    gainedBefore,
  );
  switch (balance.kind) {
    case 'balanced':
      return { refusals: refused, booked: { differenceGrams: balance.difference } };
    case 'outputs-exceed-inputs':
      return unbooked([
        ...refused,
        { code: 'OUTPUTS_EXCEED_INPUTS', values: { excessGrams: balance.excess } },
      ]);
    case 'unexplained-shortfall':
      return unbooked([
        ...refused,
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
