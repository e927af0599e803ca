import type { CommandInput } from '../../../infrastructure/database/unit-of-work.js';
import type { BatchId } from '../../../kernel/ids.js';
import type { Instant } from '../../../kernel/instant.js';
import type { Grams } from '../../../kernel/mass.js';
import { ok, type Result } from '../../../kernel/result.js';
import type { BatchRefusal } from '../batch.refusals.js';
import type { QualityClass } from '../../../kernel/quality-class.js';
import type { RecordRun, RunMade, RunOutput, RunTold } from './record-run.js';

export interface LooseOutput {
  readonly massGrams: Grams;
  readonly code?: string | null | undefined;
  readonly class?: QualityClass | null | undefined;
  readonly sizeCode?: string | null | undefined;
}

/** A run over loose fruit, as it is told. */
export interface LooseRunTold extends CommandInput {
  readonly performedAt: Instant;
  readonly draws: readonly { readonly batchId: BatchId; readonly massGrams: Grams }[];
  readonly outputs: readonly LooseOutput[];
  /** Thrown away 弃果. */
  readonly discardedGrams: Grams;
  readonly lossGrams: Grams;
  readonly differenceReason?: string | null | undefined;
}

/** Ids of a run, as they are kept for a replay. */
export type RunIds = { readonly runId: RunMade['runId']; readonly batchIds: RunMade['batchIds'] };

export const idsOf = (run: Awaited<ReturnType<RecordRun['within']>>): Result<RunIds, BatchRefusal[]> =>
  run.ok ? ok({ runId: run.value.runId, batchIds: run.value.batchIds }) : run;

export const codesOf = (outputs: readonly { code?: string | null | undefined }[]): string[] =>
  outputs.map((output) => output.code).filter((code) => code !== null && code !== undefined);

/** What grading, packing and processing tell alike. */
export const looseRun = (told: LooseRunTold): Omit<RunTold, 'kind' | 'outputs'> => ({
  performedAt: told.performedAt,
  draws: told.draws.map((draw) => ({ batchId: draw.batchId, grams: draw.massGrams })),
  discardedGrams: told.discardedGrams,
  lossGrams: told.lossGrams,
  differenceReason: told.differenceReason ?? null,
});

export const looseOutput = (output: LooseOutput): Omit<RunOutput, 'kind'> => ({
  massGrams: output.massGrams,
  code: output.code ?? null,
  class: output.class ?? null,
  sizeCode: output.sizeCode ?? null,
});
