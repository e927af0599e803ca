import { Injectable } from '@nestjs/common';
import type { Ctx, Tx } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import type { RefusalOf } from '../../kernel/refusal.js';
import type { Instant } from '../../kernel/instant.js';
import { legalDay, seasonOf, type LocalDate, type Season as Code } from '../../kernel/local-date.js';
import type { Grams } from '../../kernel/mass.js';
import { seasonAfter, seasonState, type SeasonState } from './domain/season-state.js';
import { seasonToPlanIn } from './lock-season.js';
import type { seasonRefusals } from './season.refusals.js';

/** A season as it stands today. */
export interface SeasonRow {
  readonly code: Code;
  readonly state: SeasonState;
  readonly openedAt: Instant | null;
  readonly closedAt: Instant | null;
  /** What its closing carried over, as far as the caller sees it. */
  readonly carriedOverGrams: Grams;
  readonly carriedOverBatchCount: number;
}

@Injectable()
export class SeasonQueries {
  constructor(private readonly uow: UnitOfWork) {}

  /** Every season that has fruit, lots or marks, the present one and the next, the latest first. */
  all(ctx: Ctx): Promise<SeasonRow[]> {
    return this.uow.read(ctx, async ({ manager }) => {
      const present = seasonOf(legalDay(ctx.now));
      const rows = await manager.query<Omit<SeasonRow, 'state'>[]>(ALL, [[present, seasonAfter(present)]]);
      return rows.map((row) => ({ ...row, state: seasonState(row.code, row, legalDay(ctx.now)) }));
    });
  }

  /** Why nothing may be planned on a day: its season is closed, or not open yet. Holds closings off until the end of `tx`. */
  async refusePlanning(tx: Tx, day: LocalDate, path: string): Promise<RefusalOf<typeof seasonRefusals>[]> {
    const season = seasonOf(day);
    const marks = await seasonToPlanIn(tx, season);
    const state = seasonState(season, marks, legalDay(tx.now));
    return state === 'OPEN' ? [] : [{ code: 'SEASON_NOT_OPEN', values: { season, state }, path: [path] }];
  }
}

const ALL = `
  WITH code AS (
    SELECT code FROM season UNION SELECT unnest($1::text[])
    UNION SELECT DISTINCT season FROM batch UNION SELECT DISTINCT season FROM lot)
  SELECT c.code, s.opened_at AS "openedAt", s.closed_at AS "closedAt",
    coalesce(o.mass_grams, 0)::bigint AS "carriedOverGrams", coalesce(o.batch_count, 0) AS "carriedOverBatchCount"
  FROM code c LEFT JOIN season s ON s.code = c.code
  LEFT JOIN LATERAL (
    SELECT sum(mass_grams) AS mass_grams, count(*) AS batch_count FROM season_carry_over WHERE season_id = s.id
  ) o ON true
  ORDER BY c.code DESC`;
