import { Injectable } from '@nestjs/common';
import type { Ctx } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import type { BatchId } from '../../kernel/ids.js';
import { sumGrams, type Grams } from '../../kernel/mass.js';
import { StockTally, type Amount, type StockOutlook } from '../standards/domain/stock-outlook.js';
import { EligibilityJudge, exporterOf, type Destinations, type JudgedFor } from './eligibility-judge.js';

/** So many batches are judged at most, those packed first. */
export const MOST_IN_STOCK = 10_000;

export interface StockEligibility extends JudgedFor {
  readonly stock: Amount;
  /** Whether that is all there is. */
  readonly isWhole: boolean;
  readonly markets: readonly StockOutlook[];
}

interface InStock {
  readonly id: BatchId;
  readonly remainingGrams: Grams;
}

/**
 * Which markets a whole stock is open to: what is in no lot yet of the packed batches that somebody has, or is sent as an
 * exporter; of everybody's for the base office.
 */
@Injectable()
export class StockEligibilityReader {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly judge: EligibilityJudge,
  ) {}

  async read(ctx: Ctx, asked: Destinations): Promise<StockEligibility> {
    const found = await this.inStock(ctx);
    const stock = found.slice(0, MOST_IN_STOCK);
    const massOf = new Map<string, Grams>(stock.map(({ id, remainingGrams }) => [id, remainingGrams]));
    const tally = new StockTally((id) => massOf.get(id) ?? sumGrams([]));
    const judged = await this.judge.judge(
      ctx,
      asked,
      stock.map(({ id }) => id),
      (part) => tally.add(part),
    );
    return {
      ...judged,
      stock: { batches: stock.length, massGrams: sumGrams(massOf.values()) },
      isWhole: found.length === stock.length,
      markets: tally.result(),
    };
  }

  private inStock(ctx: Ctx): Promise<InStock[]> {
    return this.uow.select(
      ctx,
      `SELECT b.id, b.remaining_grams AS "remainingGrams" FROM batch b
       WHERE b.kind = 'PACKED' AND b.remaining_cartons > 0 AND ($1 OR b.holder_id = $2::uuid OR b.consigned_to_id = $3::uuid)
       ORDER BY b.made_at, b.id LIMIT ${MOST_IN_STOCK + 1}`,
      [ctx.authority === 'office', ctx.actor?.organisationId ?? null, exporterOf(ctx)],
    );
  }
}
