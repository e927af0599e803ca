import { moment } from '../../infrastructure/database/json-sql.js';
import { Injectable } from '@nestjs/common';
import type { Ctx } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import type { Instant } from '../../kernel/instant.js';
import { seasonEnd, seasonStart, type Season } from '../../kernel/local-date.js';
import { HOME_MARKET } from '../standards/domain/home-market.js';
import type { SeasonAccountType } from './season-account.types.js';

type Account = Omit<SeasonAccountType, 'season' | 'asKnownAt'>;

/** Adds up a season from what was known at a moment: what was recorded, or corrected, later is left out. */
@Injectable()
export class SeasonAccountReader {
  constructor(private readonly uow: UnitOfWork) {}

  /** @param asKnownAt what was recorded up to and including this moment counts */
  read(ctx: Ctx, season: Season, asKnownAt: Instant): Promise<Account> {
    const params = [season, seasonStart(season), seasonEnd(season), asKnownAt, HOME_MARKET];
    return this.uow.read(ctx, async ({ manager }) => {
      const [row] = await manager.query<[{ account: Account }]>(ACCOUNT, params);
      return row.account;
    });
  }
}

const grouped = (columns: string, from: string, by: string): string => `
  coalesce((SELECT jsonb_agg(to_jsonb(g)) FROM (SELECT ${columns} FROM ${from} GROUP BY ${by} ORDER BY ${by}) g), '[]')`;

/** A corrected harvest counts with what it weighed before the first correction that was recorded later. */
const HARVESTS = `
  SELECT b.county_codes[1] AS county_code, b.variety_code, b.recorded_at, coalesce(c.mass_grams, b.mass_grams) AS mass_grams
  FROM batch b LEFT JOIN harvests_before_correction($4) c ON c.batch_id = b.id
  WHERE b.kind = 'HARVEST' AND b.season = $1 AND b.recorded_at <= $4`;

/** A lot counts for the market it left for, also where it was diverted since. */
const ACCOUNT = `
  WITH harvest AS MATERIALIZED (${HARVESTS}),
  work AS MATERIALIZED (
    SELECT * FROM run WHERE performed_on BETWEEN $2 AND $3 AND recorded_at <= $4),
  departure AS MATERIALIZED (
    SELECT DISTINCT l.id, coalesce(v.from_market, l.market_code) AS market_code, EXISTS (
        SELECT FROM lot_transition b WHERE b.lot_id = l.id AND b.recorded_at <= $4
          AND (b.to_state = 'RETURNED' OR b.to_state = 'DIVERTED' AND b.facts ->> 'toMarket' = $5)) AS is_back
    FROM lot l JOIN lot_transition t ON t.lot_id = l.id
      LEFT JOIN LATERAL (SELECT d.facts ->> 'fromMarket' AS from_market FROM lot_transition d
        WHERE d.lot_id = l.id AND d.to_state = 'DIVERTED' ORDER BY d.id LIMIT 1) v ON true
    WHERE t.to_state = 'DEPARTED' AND l.departed_on BETWEEN $2 AND $3 AND t.recorded_at <= $4),
  closing AS (SELECT closed_at FROM season WHERE code = $1 AND closed_at <= $4)
  SELECT jsonb_build_object(
    'closedAt', (SELECT ${moment('closed_at')} FROM closing),
    'carriedInGrams', (SELECT coalesce(sum(mass_grams), 0) FROM season_carry_over WHERE to_season = $1 AND recorded_at <= $4),
    'carriedOutGrams', (SELECT coalesce(sum(c.mass_grams), 0) FROM season_carry_over c JOIN season s ON s.id = c.season_id
      WHERE s.code = $1 AND c.recorded_at <= $4),
    'harvests', ${grouped(
      `county_code AS "countyCode", variety_code AS "varietyCode", count(*) AS "batchCount", sum(mass_grams) AS "massGrams"`,
      'harvest',
      'county_code, variety_code',
    )},
    'runs', ${grouped(
      `kind, count(*) AS "runCount", sum(input_grams) AS "inputGrams", sum(output_grams) AS "outputGrams",
       sum(discarded_grams) AS "discardedGrams", sum(loss_grams) AS "lossGrams", sum(difference_grams) AS "differenceGrams"`,
      'work',
      'kind',
    )},
    'departures', ${grouped(
      `d.market_code AS "marketCode", o.county_code AS "countyCode", count(DISTINCT d.id) AS "lotCount",
       sum(o.mass_grams) AS "massGrams", coalesce(sum(o.mass_grams) FILTER (WHERE d.is_back), 0) AS "returnedGrams"`,
      'departure d JOIN lot_member_origin o ON o.lot_id = d.id',
      'd.market_code, o.county_code',
    )},
    'recordedAfterClosing', (
      SELECT (SELECT count(*) FROM harvest h, closing c WHERE h.recorded_at > c.closed_at)
           + (SELECT count(*) FROM work w, closing c WHERE w.recorded_at > c.closed_at))
  ) AS account`;
