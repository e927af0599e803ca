import type { Instant } from '../../../kernel/instant.js';
import { seasonEnd, seasonOf, seasonStart, type LocalDate, type Season } from '../../../kernel/local-date.js';
import type { RefusalOf } from '../../../kernel/refusal.js';
import type { seasonRefusals } from '../season.refusals.js';

/** Whether new joint lots may be planned in a season. What happened is recorded in any. */
export type SeasonState = 'UPCOMING' | 'OPEN' | 'CLOSED';

/** What somebody did about a season; null where nobody did anything. */
export interface SeasonMarks {
  readonly openedAt: Instant | null;
  readonly closedAt: Instant | null;
}

type Refusal = RefusalOf<typeof seasonRefusals>;

/**
 * A season is open from its first day, or from when it was opened before that, until it is closed. A convention of the
 * product, as the days of a season are.
 *
 * @param season 产季, from 1 September to 31 August
 * @param today  the legal day
 */
export function seasonState(season: Season, marks: SeasonMarks | null, today: LocalDate): SeasonState {
  if (marks?.closedAt) return 'CLOSED';
  return marks?.openedAt || today >= seasonStart(season) ? 'OPEN' : 'UPCOMING';
}

/** The season that follows: '2025/26' -> '2026/27'. */
export const seasonAfter = (season: Season): Season =>
  seasonOf(`${Number(season.slice(0, 4)) + 1}-09-01` as LocalDate);

/**
 * Every reason why a season cannot be opened before its first day: it is open or closed already, or it is not the next
 * one.
 *
 * @param today the legal day
 * @returns SEASON_NOT_UPCOMING, SEASON_NOT_NEXT; else empty
 */
export function refuseOpening(season: Season, marks: SeasonMarks | null, today: LocalDate): Refusal[] {
  const state = seasonState(season, marks, today);
  if (state !== 'UPCOMING')
    return [{ code: 'SEASON_NOT_UPCOMING', values: { season, state }, path: ['season'] }];
  const next = seasonAfter(seasonOf(today));
  return season === next ? [] : [{ code: 'SEASON_NOT_NEXT', values: { season, next }, path: ['season'] }];
}

/** A joint lot that is still under way. */
export interface OpenLot {
  readonly code: string;
  readonly state: string;
}

/**
 * Every reason why a season cannot be closed. It has to be over, not closed yet, no later one closed before it, none
 * with stock or lots left open behind it, and its joint lots have to have come to an end.
 *
 * @param laterClosed a later season that is closed; null where there is none
 * @param earlierOpen earlier seasons that are not closed and have stock or lots under way: their stock would never be
 *   carried over, since they cannot be closed afterwards
 * @param openLots    lots of the season that are neither closed, cancelled nor otherwise at an end
 * @returns SEASON_CLOSED_ALREADY, SEASON_NOT_OVER, LATER_SEASON_CLOSED, EARLIER_SEASON_OPEN, SEASON_HAS_OPEN_LOT; else
 *   empty
 */
export function refuseClosing(
  season: Season,
  marks: SeasonMarks | null,
  today: LocalDate,
  {
    laterClosed,
    earlierOpen,
    openLots,
  }: { laterClosed: Season | null; earlierOpen: readonly Season[]; openLots: readonly OpenLot[] },
): Refusal[] {
  if (marks?.closedAt) return [{ code: 'SEASON_CLOSED_ALREADY', values: { season }, path: ['season'] }];
  const refusals: Refusal[] = [];
  const last = seasonEnd(season);
  if (today <= last) refusals.push({ code: 'SEASON_NOT_OVER', values: { season, last }, path: ['season'] });
  if (laterClosed)
    refusals.push({ code: 'LATER_SEASON_CLOSED', values: { season, later: laterClosed }, path: ['season'] });
  for (const earlier of earlierOpen)
    refusals.push({ code: 'EARLIER_SEASON_OPEN', values: { season, earlier }, path: ['season'] });
  for (const { code, state } of openLots)
    refusals.push({ code: 'SEASON_HAS_OPEN_LOT', values: { lot: code, state }, path: ['season'] });
  return refusals;
}
