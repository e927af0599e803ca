import { Injectable } from '@nestjs/common';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  violatedConstraint,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { Sscc } from '../../../kernel/gs1.js';
import type { BatchId, PalletId, RegistrationId } from '../../../kernel/ids.js';
import { err, type Result } from '../../../kernel/result.js';
import type { BatchRefusal } from '../batch.refusals.js';
import { Pallet } from '../pallet.entity.js';
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

export interface PackedOutput extends LooseOutput {
  readonly cartonCount: number;
  readonly brandCode?: string | null | undefined;
  readonly geographicalIndicationCode?: string | null | undefined;
  /** Number of a 承诺达标合格证 as noted; to issue one is a command of `certificates`. */
  readonly certificateNumber?: string | null | undefined;
  readonly pallets?: readonly { readonly sscc: Sscc; readonly cartonCount: number }[] | null | undefined;
}

export interface PackBatchesTold extends LooseRunTold {
  /** Fixed before packing, since it decides what is printed on the cartons; null where any market will do. */
  readonly marketCode?: string | null | undefined;
  /** The orchard registration printed on the cartons. */
  readonly registrationId?: RegistrationId | null | undefined;
  readonly outputs: readonly PackedOutput[];
}

/**
 * Packs graded fruit into cartons for a market. Each output is a packed batch 包装批, what GS1 AI (10) names and what
 * is inspected. Whether the run kept to one registration is judged by the market's rules: it happened, so it is recorded.
 */
@Injectable()
export class PackBatches {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly checks: InputChecks,
    private readonly runs: RecordRun,
  ) {}

  async execute(ctx: Ctx, told: PackBatchesTold): Outcome<RunIds, BatchRefusal> {
    try {
      return await this.uow.command(ctx, 'packBatches', told, (tx) => this.within(tx, told));
    } catch (error) {
      if (violatedConstraint(error) !== 'pallet_sscc_key') throw error;
      return err([{ code: 'CODE_TAKEN', values: { code: 'SSCC' }, path: ['outputs', 'pallets', 'sscc'] }]);
    }
  }

  async within(tx: Tx, told: PackBatchesTold): Promise<Result<RunIds, BatchRefusal[]>> {
    const refusals = await this.look(tx, told);
    if (refusals.length > 0) return err(refusals);
    const run = await this.runs.within(tx, {
      ...looseRun(told),
      kind: 'PACKING',
      marketCode: told.marketCode ?? null,
      details: { pallets: told.outputs.map(({ pallets }) => pallets ?? []) },
      outputs: told.outputs.map((output) => ({
        ...looseOutput(output),
        kind: 'PACKED' as const,
        cartonCount: output.cartonCount,
        registrationId: told.registrationId ?? null,
        brandCode: output.brandCode ?? null,
        geographicalIndicationCode: output.geographicalIndicationCode ?? null,
        certificateNumber: output.certificateNumber ?? null,
      })),
    });
    if (run.ok) await this.insertPallets(tx, told.outputs, run.value.batchIds);
    return idsOf(run);
  }

  private async look(tx: Tx, told: PackBatchesTold): Promise<BatchRefusal[]> {
    const refusals = await this.checks.codes(tx, { market: told.marketCode });
    refusals.push(...(await this.checks.free(tx, codesOf(told.outputs))));
    refusals.push(...(await this.checks.registration(tx, told.registrationId ?? null)));
    for (const brand of new Set(told.outputs.flatMap((o) => [o.brandCode, o.geographicalIndicationCode])))
      refusals.push(...(await this.checks.codes(tx, { brand })));
    for (const { pallets, cartonCount, massGrams } of told.outputs) {
      if (massGrams < cartonCount)
        refusals.push({ code: 'CARTONS_TOO_LIGHT', values: { cartons: cartonCount }, path: ['outputs'] });
      const onPallets = (pallets ?? []).reduce((sum, pallet) => sum + pallet.cartonCount, 0);
      if (onPallets > cartonCount)
        refusals.push({
          code: 'PALLETS_EXCEED_CARTONS',
          values: { pallets: onPallets, cartons: cartonCount },
          path: ['outputs'],
        });
    }
    return refusals;
  }

  private async insertPallets(
    tx: Tx,
    outputs: readonly PackedOutput[],
    batchIds: readonly BatchId[],
  ): Promise<void> {
    const { organisationId } = actorOf(tx);
    const pallets = outputs.flatMap((output, i) =>
      (output.pallets ?? []).map(({ sscc, cartonCount }) => ({
        id: tx.ids.next<PalletId>(),
        sscc,
        batchId: batchIds[i]!,
        organisationId,
        cartonCount,
        visibleTo: [organisationId],
      })),
    );
    if (pallets.length > 0) await tx.manager.insert(Pallet, pallets);
  }
}
