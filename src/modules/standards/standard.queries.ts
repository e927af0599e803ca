import { Injectable } from '@nestjs/common';
import type { Reading } from '../../infrastructure/database/context.js';
import type { LocalDate } from '../../kernel/local-date.js';
import {
  fallbackRowOn,
  marketKnowledge,
  type MarketKnowledge,
  type MarketRows,
} from './domain/market-knowledge.js';
import type { StandardVersion } from './domain/rule.js';
import { within } from './domain/rule-kind.js';
import { MARKET_ROWS } from './market-rows.sql.js';
import type { MarketPack, MarketStatus } from './market-status.entity.js';
import { Market } from './market.entity.js';
import type { ResidueFallback } from './residue-limit.entity.js';
import {
  besidePacks,
  concernsMarket,
  RULE_FROM,
  RULE_TO,
  SELECT_RULES,
  versionsOf,
  type RuleView,
} from './rule-view.js';
import { listCompleteToday } from './substance-name.queries.js';

export type { RuleView } from './rule-view.js';
export { rulesOf } from './rule-view.js';

/** A market as it is stored; the class itself stays in this module. */
export type MarketData = Market;
/** What a market applies to a substance it does not list, as it is stored. */
export type ResidueFallbackData = ResidueFallback;
export type MarketStatusData = MarketStatus;
export type MarketPackData = MarketPack;

/** What the modules above ask of standards: the rules and limits that facts are judged by. */
@Injectable()
export class StandardQueries {
  /** Every market, by code: some two dozen, so they come whole. */
  markets(reading: Reading): Promise<MarketData[]> {
    return reading.manager.find(Market, { order: { code: 'ASC' } });
  }

  /** Null if there is no such market. */
  market(reading: Reading, code: string): Promise<MarketData | null> {
    return reading.manager.findOneBy(Market, { code });
  }

  /**
   * The published rules that may judge something bound for a market: of every edition, because the day of each act picks
   * its edition, and the acts behind one lot lie weeks apart.
   *
   * @param market null: not chosen yet; then only the rules for all markets
   * @param until  the last day that can matter: today, or the planned departure if that is later
   */
  async publishedRulesFor(
    reading: Reading,
    market: string | null,
    until: LocalDate,
  ): Promise<StandardVersion[]> {
    const views = await reading.manager.query<RuleView[]>(
      `${SELECT_RULES}
       WHERE v.state <> 'DRAFT' AND ${concernsMarket('$1')}
         AND (${RULE_FROM} IS NULL OR (${RULE_FROM} <= $2::date AND ${RULE_FROM} <= coalesce(${RULE_TO}, ${RULE_FROM})))
       ORDER BY v.standard_code, v.valid_from NULLS FIRST, v.code, r.code`,
      [market, until],
    );
    return versionsOf(besidePacks(views));
  }

  /** The published rules in force for a market on one day, in the order in which the fruit meets them. */
  async rulesInForce(reading: Reading, market: string, on: LocalDate): Promise<RuleView[]> {
    const views = await reading.manager.query<RuleView[]>(
      `${SELECT_RULES}
       WHERE v.state <> 'DRAFT' AND ${concernsMarket('$1')}
         AND (${RULE_FROM} IS NULL OR ${RULE_FROM} <= $2::date) AND (${RULE_TO} IS NULL OR ${RULE_TO} >= $2::date)
       ORDER BY array_position(ARRAY['HARVEST', 'PACK', 'DECLARE', 'LOAD', 'DEPART', 'ARRIVE'], r.stage),
                array_position(ARRAY['LEGAL', 'CONTRACT', 'ADVICE'], r.effect), v.standard_code, r.code`,
      [market, on],
    );
    return besidePacks(views).filter(({ validFrom, validTo }) => within(on, validFrom, validTo));
  }

  /** Every published rule of every edition, whatever the market, as they lie in the table: for previews. */
  allRules(reading: Reading): Promise<RuleView[]> {
    return reading.manager.query<RuleView[]>(
      `${SELECT_RULES} WHERE v.state <> 'DRAFT' ORDER BY v.standard_code, v.valid_from NULLS FIRST, v.code, r.code`,
    );
  }

  /** These versions with their rules, superseded or not, for judging again what was judged by them. */
  async versionsOf(reading: Reading, codes: readonly string[]): Promise<StandardVersion[]> {
    return versionsOf(
      await reading.manager.query<RuleView[]>(
        `${SELECT_RULES} WHERE v.code = ANY ($1) ORDER BY v.code, r.code`,
        [codes],
      ),
    );
  }

  /** All that is held about a market, of every edition. */
  async marketRows(reading: Reading, market: string): Promise<MarketRows> {
    const rows = (await this.marketRowsOf(reading, [market])).get(market);
    if (!rows) throw new Error('a market that is asked about answers with one row');
    return rows;
  }

  /** The same of several markets, by code; one statement. */
  async marketRowsOf(reading: Reading, markets: readonly string[]): Promise<ReadonlyMap<string, MarketRows>> {
    const rows = await reading.manager.query<(MarketRows & { market: string })[]>(MARKET_ROWS, [
      [...markets],
    ]);
    return new Map(rows.map(({ market, ...held }) => [market, held]));
  }

  /** What fruit for a market is judged by that leaves on a day; one statement. */
  async marketKnowledge(reading: Reading, market: string, on: LocalDate): Promise<MarketKnowledge> {
    return marketKnowledge(await this.marketRows(reading, market), on);
  }

  /** Periods in which a market, or any, was open or closed, the latest first. */
  statusPeriods(reading: Reading, market: string | null): Promise<MarketStatusData[]> {
    return reading.manager.query<MarketStatusData[]>(
      `SELECT x.id, x.market_code AS "marketCode", x.status, x.note, x.version_code AS "versionCode", ${DATED}
        ${ofMarket('market_status')} ORDER BY "validFrom" DESC NULLS LAST, x.id DESC`,
      [market],
    );
  }

  /** Shipped and published packs of a market, the latest first. */
  packsOf(reading: Reading, market: string): Promise<MarketPackData[]> {
    return reading.manager.query<MarketPackData[]>(
      `SELECT x.id, x.market_code AS "marketCode", x.missing, x.review_on AS "reviewOn", x.version_code AS "versionCode", ${DATED}
        ${ofMarket('market_pack')} ORDER BY "validFrom" DESC NULLS LAST, x.id DESC`,
      [market],
    );
  }

  /** What a market applies on a day to what it does not list, as it is stored; null if that is not known. */
  async residueFallback(
    reading: Reading,
    market: string,
    on: LocalDate,
  ): Promise<ResidueFallbackData | null> {
    const rows = await reading.manager.query<ResidueFallbackData[]>(
      `SELECT x.id, x.market_code AS "marketCode", x.steps, x.default_micrograms_per_kg AS "defaultMicrogramsPerKg",
              x.must_not_be_detected AS "mustNotBeDetected", ${listCompleteToday('x')} AS "listComplete", x.note,
              x.version_code AS "versionCode", ${DATED}
        ${ofMarket('residue_fallback')} ORDER BY x.id`,
      [market],
    );
    return fallbackRowOn(rows, on);
  }
}

/** Provenance for the days that a row has in common with the pack it stands in. */
const DATED = `x.edition, greatest(v.valid_from, x.valid_from) AS "validFrom", least(v.valid_to, x.valid_to) AS "validTo",
  x.source, x.last_checked AS "lastChecked", x.confidence`;
const ofMarket = (
  table: string,
): string => `FROM ${table} x LEFT JOIN standard_version v ON v.code = x.version_code
  WHERE ($1::text IS NULL OR x.market_code = $1)
    AND coalesce(greatest(v.valid_from, x.valid_from) <= least(v.valid_to, x.valid_to), true)`;
