import { Injectable } from '@nestjs/common';
import type { Reading } from '../../infrastructure/database/context.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { WatchListFacts } from './domain/coverage-facts.js';
import type { ResidueFallbackFacts, ResidueLimitFacts } from './domain/facts.js';
import type { StandardVersion } from './domain/rule.js';
import { Market } from './market.entity.js';
import { narrowestLimits, type WrittenLimit } from './narrowest-limits.js';
import type { ResidueFallback } from './residue-limit.entity.js';
import { concernsMarket, RULE_FROM, RULE_TO, SELECT_RULES, versionsOf, type RuleView } from './rule-view.js';

export type { RuleView } from './rule-view.js';

/** A market as it is stored; the class itself stays in this module. */
export type MarketData = Market;
/** What a market applies to a substance it does not list, as it is stored. */
export type ResidueFallbackData = ResidueFallback;

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
    return versionsOf(views);
  }

  /** The published rules in force for a market on one day, in the order in which the fruit meets them. */
  rulesInForce(reading: Reading, market: string, on: LocalDate): Promise<RuleView[]> {
    return reading.manager.query<RuleView[]>(
      `${SELECT_RULES}
       WHERE v.state <> 'DRAFT' AND ${concernsMarket('$1')}
         AND (${RULE_FROM} IS NULL OR ${RULE_FROM} <= $2::date) AND (${RULE_TO} IS NULL OR ${RULE_TO} >= $2::date)
       ORDER BY array_position(ARRAY['HARVEST', 'PACK', 'DECLARE', 'LOAD', 'DEPART', 'ARRIVE'], r.stage),
                array_position(ARRAY['LEGAL', 'CONTRACT', 'ADVICE'], r.effect), v.standard_code, r.code`,
      [market, on],
    );
  }

  /** A market's limits in all their editions; the day of the test picks among them. */
  async residueLimitsFor(reading: Reading, market: string): Promise<ResidueLimitFacts[]> {
    const rows = await reading.manager.query<(ResidueLimitFacts & WrittenLimit)[]>(
      `SELECT substance, level, limit_micrograms_per_kg AS "limitMicrogramsPerKg", coalesce(at_loq, false) AS "atLoq",
              edition, valid_from AS "validFrom", valid_to AS "validTo", source, confidence
         FROM residue_limit WHERE market_code = $1 ORDER BY substance, id`,
      [market],
    );
    return narrowestLimits(rows);
  }

  /** What a market watches for, in all its editions; null: not on record. */
  async watchListFor(reading: Reading, market: string): Promise<WatchListFacts[] | null> {
    const rows = await reading.manager.query<WatchListFacts[]>(
      `SELECT edition, valid_from AS "validFrom", valid_to AS "validTo", source, confidence, substances
         FROM watch_list WHERE market_code = $1 ORDER BY valid_from NULLS FIRST, id`,
      [market],
    );
    return rows.length > 0 ? rows : null;
  }

  /** What a market applies to substances it does not list, on a day; null if that is not known. */
  async residueFallbackFor(
    reading: Reading,
    market: string,
    on: LocalDate,
  ): Promise<ResidueFallbackFacts | null> {
    const row = await this.residueFallback(reading, market, on);
    if (!row) return null;
    return {
      kind: fallbackKind(row),
      limitMicrogramsPerKg: row.defaultMicrogramsPerKg,
      listComplete: row.listComplete,
      source: row.source,
      confidence: row.confidence,
    };
  }

  /** The row behind {@link residueFallbackFor}. */
  async residueFallback(
    reading: Reading,
    market: string,
    on: LocalDate,
  ): Promise<ResidueFallbackData | null> {
    const [row] = await reading.manager.query<ResidueFallbackData[]>(
      `SELECT id, market_code AS "marketCode", steps, default_micrograms_per_kg AS "defaultMicrogramsPerKg",
              must_not_be_detected AS "mustNotBeDetected", list_complete AS "listComplete", note, edition,
              valid_from AS "validFrom", valid_to AS "validTo", source, last_checked AS "lastChecked", confidence
         FROM residue_fallback
        WHERE market_code = $1 AND (valid_from IS NULL OR valid_from <= $2::date) AND (valid_to IS NULL OR valid_to >= $2::date)
        ORDER BY valid_from DESC NULLS LAST, id LIMIT 1`,
      [market, on],
    );
    return row ?? null;
  }
}

/** UNIFORM: one limit for all; NOT_DETECTED: none may be found; OTHER: another list, or an assessment of the case. */
export function fallbackKind(row: Pick<ResidueFallbackData, 'mustNotBeDetected' | 'defaultMicrogramsPerKg'>) {
  if (row.mustNotBeDetected) return 'NOT_DETECTED' as const;
  return row.defaultMicrogramsPerKg === null ? ('OTHER' as const) : ('UNIFORM' as const);
}
