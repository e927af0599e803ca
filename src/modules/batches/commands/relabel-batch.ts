import { Injectable } from '@nestjs/common';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { BatchId, RegistrationId } from '../../../kernel/ids.js';
import { legalDay } from '../../../kernel/local-date.js';
import type { QualityClass } from '../../../kernel/quality-class.js';
import type { Instant } from '../../../kernel/instant.js';
import { err, ok } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { isSettledBeforePacking } from '../../standards/domain/settled-before-packing.js';
import { StandardQueries } from '../../standards/standard.queries.js';
import { Batch } from '../batch.entity.js';
import type { BatchRefusal } from '../batch.refusals.js';
import { printedAfter, refuseRelabel, type LabelName, type Printed } from '../domain/relabel.js';
import { InputChecks } from './input-checks.js';

export interface RelabelBatchTold extends CommandInput {
  readonly batchId: BatchId;
  readonly relabelledAt: Instant;
  readonly takesOff: readonly LabelName[];
  readonly registrationId?: RegistrationId | null | undefined;
  readonly class?: QualityClass | null | undefined;
  readonly sizeCode?: string | null | undefined;
  readonly marketCode?: string | null | undefined;
}

/**
 * Records that the cartons of a packed batch were relabelled: a name they may not carry came off, or what is
 * printed is now what the fruit is. The batch, and with it all that was found in it, stays the same. No lot has
 * cartons of it then, so none has to be judged again.
 */
@Injectable()
export class RelabelBatch {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly checks: InputChecks,
    private readonly standards: StandardQueries,
    private readonly ledger: Ledger,
  ) {}

  execute(ctx: Ctx, told: RelabelBatchTold): Outcome<{ batchId: BatchId }, BatchRefusal> {
    return this.uow.command(ctx, 'relabelBatch', told, async (tx) => {
      const change = {
        ...told,
        registrationId: told.registrationId ?? null,
        class: told.class ?? null,
        sizeCode: told.sizeCode ?? null,
        marketCode: told.marketCode ?? null,
      };
      const batch = await tx.manager.findOne(Batch, {
        where: { id: told.batchId, holderId: actorOf(tx).organisationId },
        lock: { mode: 'for_no_key_update' },
      });
      const refusals = refuseRelabel(batch, change, await this.isSettledBeforePacking(tx, change));
      refusals.push(...(await this.checks.registration(tx, change.registrationId)));
      refusals.push(...(await this.checks.codes(tx, { market: change.marketCode })));
      if (told.relabelledAt > tx.now)
        refusals.push({
          code: 'IN_THE_FUTURE',
          values: { moment: told.relabelledAt },
          path: ['relabelledAt'],
        });
      if (!batch || refusals.length > 0) return err(refusals);
      const after = printedAfter(batch, change);
      await tx.manager.update(Batch, { id: batch.id }, after);
      await this.ledger.append(tx, {
        kind: 'batch.relabelled',
        subjects: [batch.id],
        occurredAt: told.relabelledAt,
        facts: { before: printedOn(batch), after },
      });
      return ok({ batchId: batch.id });
    });
  }

  private async isSettledBeforePacking(
    tx: Tx,
    { marketCode, relabelledAt }: { marketCode: string | null; relabelledAt: Instant },
  ): Promise<boolean> {
    if (marketCode === null) return false;
    return isSettledBeforePacking(await this.standards.rulesInForce(tx, marketCode, legalDay(relabelledAt)));
  }
}

const printedOn = (batch: Batch): Printed => ({
  brandCode: batch.brandCode,
  geographicalIndicationCode: batch.geographicalIndicationCode,
  registrationId: batch.registrationId,
  class: batch.class,
  sizeCode: batch.sizeCode,
  marketCode: batch.marketCode,
});
