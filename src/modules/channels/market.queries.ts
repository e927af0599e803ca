import { Injectable } from '@nestjs/common';
import { groupBy } from '../../graphql/loaders.js';
import type { Ctx } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import type { LocalDate } from '../../kernel/local-date.js';
import {
  StandardQueries,
  type MarketData,
  type MarketPackData,
  type MarketStatusData,
  type ResidueFallbackData,
  type RuleView,
} from '../standards/standard.queries.js';

/** A market with its periods, the latest first. */
export interface MarketWithStatus {
  readonly market: MarketData;
  readonly statusPeriods: readonly MarketStatusData[];
}

/** What an exporter has to know of a market on a day. */
export interface MarketRequirements extends MarketWithStatus {
  readonly on: LocalDate;
  readonly status: MarketStatusData | null;
  readonly pack: MarketPackData | null;
  readonly residueFallback: ResidueFallbackData | null;
  readonly rules: readonly RuleView[];
}

@Injectable()
export class MarketQueries {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly standards: StandardQueries,
  ) {}

  /** Every market, by code. */
  markets(ctx: Ctx): Promise<MarketWithStatus[]> {
    return this.uow.read(ctx, async (reading) => {
      const markets = await this.standards.markets(reading);
      const periods = await this.standards.statusPeriods(reading, null);
      const byMarket = groupBy(
        markets.map(({ code }) => code),
        periods,
        ({ marketCode }) => marketCode,
      );
      return markets.map((market) => ({ market, statusPeriods: byMarket.get(market.code) ?? [] }));
    });
  }

  /** What is known of a market on a day: whether it is open, its pack, its rules in force. Null: no such market. */
  requirements(ctx: Ctx, code: string, on: LocalDate): Promise<MarketRequirements | null> {
    return this.uow.read(ctx, async (reading) => {
      const market = await this.standards.market(reading, code);
      if (!market) return null;
      const statusPeriods = await this.standards.statusPeriods(reading, code);
      const packs = await this.standards.packsOf(reading, code);
      return {
        market,
        statusPeriods,
        on,
        status: inForce(statusPeriods, on),
        pack: inForce(packs, on),
        residueFallback: await this.standards.residueFallback(reading, code, on),
        rules: await this.standards.rulesInForce(reading, code, on),
      };
    });
  }

  /** Whether a market was open on a day, by the period that began last; null: nothing is known, which is not "open". */
  statusOn(ctx: Ctx, code: string, on: LocalDate): Promise<MarketStatusData | null> {
    return this.uow.read(ctx, async (reading) =>
      inForce(await this.standards.statusPeriods(reading, code), on),
    );
  }
}

/** Of rows with the latest first, the one that applies on a day. */
const inForce = <T extends { validFrom: LocalDate | null; validTo: LocalDate | null }>(
  rows: readonly T[],
  on: LocalDate,
): T | null =>
  rows.find(
    ({ validFrom, validTo }) =>
      (validFrom === null || validFrom <= on) && (validTo === null || on <= validTo),
  ) ?? null;
