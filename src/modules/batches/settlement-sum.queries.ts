import { Injectable } from '@nestjs/common';
import type { Ctx } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import type { Instant } from '../../kernel/instant.js';
import type { Season } from '../../kernel/local-date.js';
import type { Grams } from '../../kernel/mass.js';
import { currency, fen, type Money } from '../../kernel/money.js';

/** What fruit fetched in one group; the sums cover the counted receipts and no others. */
export interface SettlementSum {
  readonly season: Season;
  readonly countyCode: string | null;
  readonly varietyCode: string | null;
  readonly currency: string;
  readonly receiptCount: number;
  readonly leftOutCount: number;
  readonly massGrams: Grams | null;
  readonly amount: Money | null;
}

/** Sums of settlements for the base office, which reads no single one: the database adds up and leaves out. */
@Injectable()
export class SettlementSumQueries {
  constructor(private readonly uow: UnitOfWork) {}

  /**
   * @param season    null: all seasons
   * @param asKnownAt what was recorded up to and including this moment counts, as far as its month was over by then
   */
  bySeason(ctx: Ctx, season: Season | null, asKnownAt: Instant): Promise<SettlementSum[]> {
    return this.uow.read(ctx, async ({ manager }) => {
      const rows = await manager.query<SumRow[]>(
        `SELECT season, county_code AS "countyCode", variety_code AS "varietyCode", currency,
           receipt_count AS "receiptCount", left_out_count AS "leftOutCount", mass_grams AS "massGrams",
           amount_fen AS "amountFen"
         FROM settlement_sums($1, $2)`,
        [season, asKnownAt],
      );
      return rows.map(({ amountFen, ...row }) => ({
        ...row,
        amount: amountFen === null ? null : { amount: fen(amountFen), currency: currency(row.currency) },
      }));
    });
  }
}

type SumRow = Omit<SettlementSum, 'amount'> & { readonly amountFen: number | null };
