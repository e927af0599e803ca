import { Injectable } from '@nestjs/common';
import type { Ctx, Tx } from '../../../infrastructure/database/context.js';
import { UnitOfWork, type Outcome } from '../../../infrastructure/database/unit-of-work.js';
import { err, type Result } from '../../../kernel/result.js';
import type { BatchRefusal } from '../batch.refusals.js';
import { InputChecks } from './input-checks.js';
import {
  codesOf,
  idsOf,
  looseOutput,
  looseRun,
  type LooseOutput,
  type LooseRunTold,
  type RunIds,
} from './loose-run.js';
import { RecordRun } from './record-run.js';

export interface GradeBatchesTold extends LooseRunTold {
  /** Saleable fruit that is not of a class 等外果. */
  readonly culls: readonly LooseOutput[];
}

/** Sorts received fruit into classes and sizes. */
@Injectable()
export class GradeBatches {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly checks: InputChecks,
    private readonly runs: RecordRun,
  ) {}

  execute(ctx: Ctx, told: GradeBatchesTold): Outcome<RunIds, BatchRefusal> {
    return this.uow.command(ctx, 'gradeBatches', told, (tx) => this.within(tx, told));
  }

  async within(tx: Tx, told: GradeBatchesTold): Promise<Result<RunIds, BatchRefusal[]>> {
    const outputs = [
      ...told.outputs.map((output) => ({ ...looseOutput(output), kind: 'GRADED' as const })),
      ...told.culls.map((output) => ({ ...looseOutput(output), kind: 'CULL' as const })),
    ];
    const refusals = await this.checks.free(tx, codesOf([...told.outputs, ...told.culls]));
    if (refusals.length > 0) return err(refusals);
    return idsOf(await this.runs.within(tx, { ...looseRun(told), kind: 'GRADING', outputs }));
  }
}
