import { Injectable } from '@nestjs/common';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import {
  UnitOfWork,
  violatedConstraint,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { BatchId, GrowerId, RunId } from '../../../kernel/ids.js';
import type { Instant } from '../../../kernel/instant.js';
import { grams, type Grams } from '../../../kernel/mass.js';
import { fen, type Money } from '../../../kernel/money.js';
import { canonicalJson } from '../../../kernel/canonical-json.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import type { Batch } from '../batch.entity.js';
import { BatchQueries } from '../batch.queries.js';
import type { BatchRefusal } from '../batch.refusals.js';
import { receivedAs } from '../domain/batch-kind.js';
import { refuseSettlement } from '../domain/refuse-settlement.js';
import { netMass } from '../domain/weigh-ticket.js';
import { Receipt, ReceiptSettlement } from '../receipt.entity.js';
import { InputChecks } from './input-checks.js';
import { RecordRun } from './record-run.js';

export interface WeighTicket {
  readonly number: string;
  readonly grossGrams: Grams;
  readonly tareGrams: Grams;
  /** Taken off for leaves, soil, water 扣杂. */
  readonly deductionGrams: Grams;
}

export interface Settlement {
  readonly pricePerKg: Money;
  /** In the currency of the price; none where nothing is said. */
  readonly advance?: Money | null | undefined;
  readonly payeeId?: GrowerId | null | undefined;
}

export interface ReceiveBatchTold extends CommandInput {
  readonly batchId: BatchId;
  /** What the supplier says was delivered; everything that is left where nothing is said. */
  readonly deliveredGrams?: Grams | null | undefined;
  readonly ticket: WeighTicket;
  readonly weighedAt: Instant;
  readonly code?: string | null | undefined;
  readonly differenceReason?: string | null | undefined;
  /** Number of the 承诺达标合格证 as noted at the scale; to collect it is a command of `certificates`. */
  readonly certificateNumber?: string | null | undefined;
  readonly settlement?: Settlement | null | undefined;
}

/** Weighs fruit in: it changes hands, and the receiver sees from now on how it came to be. */
@Injectable()
export class ReceiveBatch {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly queries: BatchQueries,
    private readonly checks: InputChecks,
    private readonly runs: RecordRun,
  ) {}

  async execute(ctx: Ctx, told: ReceiveBatchTold): Outcome<{ runId: RunId; batchId: BatchId }, BatchRefusal> {
    try {
      return await this.uow.command(ctx, 'receiveBatch', told, (tx) => this.within(tx, told));
    } catch (error) {
      if (violatedConstraint(error) !== 'receipt_ticket_key') throw error;
      return err([{ code: 'CODE_TAKEN', values: { code: told.ticket.number }, path: ['ticket', 'number'] }]);
    }
  }

  async within(
    tx: Tx,
    told: ReceiveBatchTold,
  ): Promise<Result<{ runId: RunId; batchId: BatchId }, BatchRefusal[]>> {
    const { organisationId } = actorOf(tx);
    const found = await this.lock(tx, told);
    if (!found.ok) return found;
    const { source, delivered } = found.value;
    const net = netMass(told.ticket);
    const refusals: BatchRefusal[] = await this.checks.codes(tx, { batch: told.code });
    refusals.push(...refuseSettlement(told.settlement ?? null));
    if (net === null) refusals.push({ code: 'NET_NOT_POSITIVE', values: {}, path: ['ticket'] });
    if (net === null || refusals.length > 0) return err(refusals);
    // Before the draw: of what was consigned after it was made, the receiver sees the batch but not yet its origins.
    await tx.manager.query(`SELECT grant_upstream($1, $2)`, [[told.batchId], organisationId]);
    const run = await this.runs.within(tx, {
      kind: 'RECEIPT',
      performedAt: told.weighedAt,
      draws: [{ batchId: told.batchId, grams: delivered }],
      outputs: [
        {
          kind: receivedAs(source.kind),
          massGrams: net,
          code: told.code ?? null,
          certificateNumber: told.certificateNumber ?? null,
        },
      ],
      discardedGrams: grams(0),
      lossGrams: grams(0),
      details: {
        ticket: told.ticket,
        certificateNumber: told.certificateNumber,
      },
      personal: committed(told.settlement),
      differenceReason: told.differenceReason ?? null,
    });
    if (!run.ok) return run;
    await this.insertTicket(tx, told, net, run.value.runId, source.holderId);
    return ok({ runId: run.value.runId, batchId: run.value.batchIds[0]! });
  }

  /** What was sent here, locked, and how much of it is delivered. */
  private async lock(
    tx: Tx,
    { batchId, deliveredGrams }: ReceiveBatchTold,
  ): Promise<Result<{ source: Batch; delivered: Grams }, BatchRefusal[]>> {
    // The batch before its origins, as everybody locks them: a correction of the harvest would wait in a circle. And before
    // it is read: whoever sends it elsewhere at this moment does so before or after.
    await tx.manager.query(`SELECT FROM batch WHERE id = $1 FOR NO KEY UPDATE`, [batchId]);
    const [source] = await this.queries.visible(tx, [batchId]);
    if (!source || source.consignedToId !== actorOf(tx).organisationId)
      return err([{ code: 'BATCH_NOT_FOUND', values: { batch: batchId }, path: ['batchId'] }]);
    const delivered = deliveredGrams ?? source.remainingGrams;
    if (delivered === 0)
      return err([{ code: 'BATCH_WEIGHED_IN_ALREADY', values: { batch: source.code }, path: ['batchId'] }]);
    return ok({ source, delivered });
  }

  private async insertTicket(
    tx: Tx,
    { ticket, settlement, certificateNumber }: ReceiveBatchTold,
    netGrams: Grams,
    runId: RunId,
    supplierId: Receipt['supplierId'],
  ): Promise<void> {
    const { organisationId } = actorOf(tx);
    await tx.manager.insert(Receipt, {
      runId,
      supplierId,
      organisationId,
      ticketNumber: ticket.number,
      grossGrams: ticket.grossGrams,
      tareGrams: ticket.tareGrams,
      deductionGrams: ticket.deductionGrams,
      netGrams,
      certificateNumber: certificateNumber ?? null,
      visibleTo: [organisationId, supplierId],
    });
    if (settlement)
      await tx.manager.insert(ReceiptSettlement, {
        runId,
        organisationId,
        supplierId,
        ...plainSettlement(settlement),
      });
  }
}

/** Price and advance are the two parties' own: the base office reads the ledger, and may read sums only. */
const committed = (settlement: Settlement | null | undefined): Record<string, string> =>
  settlement ? { settlement: canonicalJson(plainSettlement(settlement)) } : {};

/** As it is stored, and as the ledger commits to it. */
const plainSettlement = ({ pricePerKg, advance, payeeId }: Settlement) => ({
  priceFenPerKg: pricePerKg.amount,
  advanceFen: advance?.amount ?? fen(0),
  currency: pricePerKg.currency,
  payeeId: payeeId ?? null,
});
