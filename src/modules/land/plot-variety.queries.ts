import { Injectable } from '@nestjs/common';
import { groupBy, RequestLoader } from '../../graphql/loaders.js';
import type { Ctx, Reading } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import type { PlotId, PlotVarietyId, UserId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { LocalDate } from '../../kernel/local-date.js';

/**
 * SQL for what was said of the variety that a plot was planted with on a day: of the entries that began by then the latest to
 * begin, of several that began at once the latest said. A plot without an entry has always had the one it has.
 *
 * @param plot alias of the plot
 * @param day  SQL for the day
 */
const entryOn = (plot: string, day: string): string => `SELECT v.* FROM plot_variety v
  WHERE v.plot_id = ${plot}.id AND (v.valid_from IS NULL OR v.valid_from <= ${day})
  ORDER BY v.valid_from DESC NULLS LAST, v.recorded_at DESC, v.id DESC LIMIT 1`;

/** SQL for the variety that a plot was planted with on a day. */
export const varietyOn = (plot: string, day: string): string =>
  `coalesce((SELECT said.variety_code FROM (${entryOn(plot, day)}) AS said), ${plot}.variety_code)`;

/** A join of that entry, as `said`. */
export const joinVarietyOn = (plot: string, day: string): string =>
  `LEFT JOIN LATERAL (${entryOn(plot, day)}) said ON true`;

/** SQL for the variety, and for the id of an entry that proves nothing of a harvest, beside such a join. */
export const VARIETY_SAID = (plot: string): string => `coalesce(said.variety_code, ${plot}.variety_code)`;

/**
 * An entry speaks for a harvest where it was said before the harvest was recorded, or by the day of it, or where the base office
 * has confirmed it: otherwise whoever gains by it could make plot and fruit equal afterwards. Ids are in the order of time, and
 * tell apart what was entered at the same moment.
 *
 * @param harvest alias of the harvest batch
 */
export const unprovenVariety = (harvest: string): string =>
  `CASE WHEN said.confirmed_at IS NULL AND (said.recorded_at, said.id) > (${harvest}.recorded_at, ${harvest}.id)
      AND (said.recorded_at AT TIME ZONE 'Asia/Shanghai')::date > ${harvest}.made_on THEN said.id END`;

/** What one's own plot was planted with on a day, for commands. */
export async function plotVarietyOn({ manager }: Reading, plotId: PlotId, day: LocalDate): Promise<string> {
  const [row] = await manager.query<{ variety: string }[]>(
    `SELECT ${varietyOn('p', '$2::date')} AS variety FROM plot p WHERE p.id = $1`,
    [plotId, day],
  );
  if (!row) throw new Error('the plot was found before its variety was asked for');
  return row.variety;
}

/** What was said of the variety of a plot, as the API shows it. */
export interface PlotVarietyView {
  readonly id: PlotVarietyId;
  readonly varietyCode: string;
  readonly validFrom: LocalDate | null;
  readonly recordedAt: Instant;
  /** Whether it begins before the day on which it was said. */
  readonly isBackdated: boolean;
  readonly confirmedAt: Instant | null;
  readonly confirmedById: UserId | null;
}

/** SQL for whether an entry begins before the day on which it was said. */
const backdated = (entry: string): string =>
  `coalesce(${entry}.valid_from < (${entry}.recorded_at AT TIME ZONE 'Asia/Shanghai')::date, false)`;

/** SQL for whether something was said of a plot that the base office may have to confirm. */
export const awaitsVarietyConfirmation = (plot: string): string =>
  `EXISTS (SELECT FROM plot_variety v WHERE v.plot_id = ${plot}.id AND v.confirmed_at IS NULL AND ${backdated('v')})`;

/** Reads what was said of varieties; row-level security shows it to whose plot it is and the base office. */
@Injectable()
export class PlotVarietyQueries {
  private readonly loader = new RequestLoader<PlotId, readonly PlotVarietyView[]>((ctx, ids) =>
    this.ofPlots(ctx, ids),
  );

  constructor(private readonly uow: UnitOfWork) {}

  /** The latest to begin first; empty where the caller may not see it. */
  async load(ctx: Ctx, plotId: PlotId): Promise<readonly PlotVarietyView[]> {
    return (await this.loader.load(ctx, plotId)) ?? [];
  }

  private async ofPlots(
    ctx: Ctx,
    ids: readonly PlotId[],
  ): Promise<ReadonlyMap<PlotId, readonly PlotVarietyView[]>> {
    const rows = await this.uow.select<PlotVarietyView & { plotId: PlotId }>(
      ctx,
      `SELECT v.id, v.plot_id AS "plotId", v.variety_code AS "varietyCode", v.valid_from AS "validFrom",
         v.recorded_at AS "recordedAt", ${backdated('v')} AS "isBackdated", v.confirmed_at AS "confirmedAt",
         v.confirmed_by_id AS "confirmedById"
       FROM plot_variety v WHERE v.plot_id = ANY ($1::uuid[])
       ORDER BY v.valid_from DESC NULLS LAST, v.recorded_at DESC, v.id DESC`,
      [ids],
    );
    return groupBy(ids, rows, ({ plotId }) => plotId);
  }
}
