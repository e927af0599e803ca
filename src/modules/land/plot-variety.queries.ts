import type { Reading } from '../../infrastructure/database/context.js';
import type { PlotId } from '../../kernel/ids.js';
import type { LocalDate } from '../../kernel/local-date.js';

/**
 * SQL for the variety that a plot was planted with on a day: of the entries that began by then the latest to begin, of several
 * that began at once the latest said. A plot without an entry has always had the one it has.
 *
 * @param plot alias of the plot
 * @param day  SQL for the day
 */
export const varietyOn = (plot: string, day: string): string =>
  `coalesce((SELECT v.variety_code FROM plot_variety v
     WHERE v.plot_id = ${plot}.id AND (v.valid_from IS NULL OR v.valid_from <= ${day})
     ORDER BY v.valid_from DESC NULLS LAST, v.recorded_at DESC, v.id DESC LIMIT 1), ${plot}.variety_code)`;

/** What one's own plot was planted with on a day, for commands. */
export async function plotVarietyOn({ manager }: Reading, plotId: PlotId, day: LocalDate): Promise<string> {
  const [row] = await manager.query<{ variety: string }[]>(
    `SELECT ${varietyOn('p', '$2::date')} AS variety FROM plot p WHERE p.id = $1`,
    [plotId, day],
  );
  if (!row) throw new Error('the plot was found before its variety was asked for');
  return row.variety;
}
