import { Injectable } from '@nestjs/common';
import type { Ctx, Tx } from '../../../infrastructure/database/context.js';
import { UnitOfWork, type Outcome } from '../../../infrastructure/database/unit-of-work.js';
import { err, type Result } from '../../../kernel/result.js';
import type { BatchRefusal } from '../batch.refusals.js';
import { InputChecks } from './input-checks.js';
import { codesOf, idsOf, looseOutput, looseRun, type LooseRunTold, type RunIds } from './loose-run.js';
import { RecordRun } from './record-run.js';

/** Turns seconds into juice, frozen slices or wine 加工作业. What is added from outside comes with a later version. */
@Injectable()
export class ProcessBatches {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly checks: InputChecks,
    private readonly runs: RecordRun,
  ) {}

  execute(ctx: Ctx, told: LooseRunTold): Outcome<RunIds, BatchRefusal> {
    return this.uow.command(ctx, 'processBatches', told, (tx) => this.within(tx, told));
  }

  async within(tx: Tx, told: LooseRunTold): Promise<Result<RunIds, BatchRefusal[]>> {
    const refusals = await this.checks.free(tx, codesOf(told.outputs));
    if (refusals.length > 0) return err(refusals);
    const outputs = told.outputs.map((output) => ({ ...looseOutput(output), kind: 'PRODUCT' as const }));
    return idsOf(await this.runs.within(tx, { ...looseRun(told), kind: 'PROCESSING', outputs }));
  }
}
