import { Injectable } from '@nestjs/common';
import type { Tx } from '../../infrastructure/database/context.js';
import type { SeasonId } from '../../kernel/ids.js';
import type { Season } from '../../kernel/local-date.js';
import { grams } from '../../kernel/mass.js';
import { SeasonReactions, type CarriedOver, type SeasonStock } from '../seasons/season-reactions.js';

/** What is left of a season's fruit, juice or slices when it is closed. The batches stay as they are. */
@Injectable()
export class StockOfSeason implements SeasonStock {
  constructor(reactions: SeasonReactions) {
    reactions.stock = this;
  }

  async seasonsWithStock(tx: Tx, before: Season): Promise<Season[]> {
    const rows = await tx.manager.query<{ season: Season }[]>(
      `SELECT DISTINCT season FROM batch WHERE season < $1 AND remaining_grams > 0`,
      [before],
    );
    return rows.map(({ season }) => season);
  }

  async carryOver(tx: Tx, of: { seasonId: SeasonId; from: Season; to: Season }): Promise<CarriedOver> {
    const [carried] = await tx.manager.query<{ batch_count: number; mass_grams: number }[]>(CARRY, [
      of.seasonId,
      of.from,
      of.to,
      tx.now,
    ]);
    return { batchCount: carried?.batch_count ?? 0, massGrams: grams(carried?.mass_grams ?? 0) };
  }
}

// Draws that run meanwhile wait for the lock, and find the batch as it was carried over.
const CARRY = `
  WITH left_over AS (
    SELECT id, season, holder_id, remaining_grams, visible_to FROM batch
    WHERE season <= $2 AND remaining_grams > 0 ORDER BY id FOR NO KEY UPDATE),
  carried AS (
    INSERT INTO season_carry_over
      (season_id, batch_id, from_season, to_season, holder_id, mass_grams, recorded_at, visible_to)
    SELECT $1, id, season, $3, holder_id, remaining_grams, $4, visible_to FROM left_over
    RETURNING mass_grams)
  SELECT count(*) AS batch_count, coalesce(sum(mass_grams), 0)::bigint AS mass_grams FROM carried`;
