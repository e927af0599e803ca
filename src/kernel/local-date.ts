import type { Brand } from './brand.js';
import { epochMillis, isInstant, type Instant } from './instant.js';

/** A day of the calendar, 'YYYY-MM-DD', with no time and no zone. Text order is calendar order. */
export type LocalDate = Brand<string, 'LocalDate'>;

/** A season 产季, from 1 September to 31 August, named by both years: '2025/26' (docs/domain-language.md). */
export type Season = Brand<string, 'Season'>;

const DAY_MILLIS = 86_400_000;
const SHANGHAI_MILLIS = 8 * 3_600_000; // China keeps one zone and no summer time
const FIRST_MONTH = 9;

/** Whether `s` is written 'YYYY-MM-DD' and is a day that exists. */
export function isLocalDate(s: unknown): s is LocalDate {
  return typeof s === 'string' && s.length === 10 && isInstant(`${s}T00:00:00.000Z`);
}

/** @throws RangeError if `s` is not written so, or there is no such day (2026-02-29) */
export function localDate(s: string): LocalDate {
  if (!isLocalDate(s)) throw new RangeError('an existing day written YYYY-MM-DD expected');
  return s;
}

function dayNumber(date: LocalDate): number {
  return Date.parse(`${date}T00:00:00.000Z`) / DAY_MILLIS;
}

function ofDayNumber(day: number): LocalDate {
  const date = new Date(day * DAY_MILLIS);
  if (Number.isNaN(date.getTime())) throw new RangeError('a day beyond the calendar');
  const text = date.toISOString();
  // Outside of four digits years are written with a sign. What is written so exists: it need not be read again.
  if (text.length !== 24 || text.startsWith('0000')) throw new RangeError('a day beyond the calendar');
  return text.slice(0, 10) as LocalDate;
}

/**
 * The day `days` later (earlier if negative).
 *
 * @throws RangeError if `days` is no whole number or the year leaves 0001 to 9999
 */
export function addDays(date: LocalDate, days: number): LocalDate {
  if (!Number.isSafeInteger(days)) throw new RangeError(`not a whole number of days: ${days}`);
  return ofDayNumber(dayNumber(date) + days);
}

/**
 * The same day a year earlier; of 29 February the 28th, as PostgreSQL counts `- interval '1 year'`.
 *
 * @throws RangeError if the year leaves 0001 to 9999
 */
export function yearBefore(date: LocalDate): LocalDate {
  const day = date.endsWith('-02-29') ? '-02-28' : date.slice(4);
  return localDate(`${String(Number(date.slice(0, 4)) - 1).padStart(4, '0')}${day}`);
}

/**
 * The legal day of a moment: the date in Asia/Shanghai, whatever zone it was recorded in. What is judged by its day
 * (bans, intervals, limits, editions) is judged by this one (docs/adr/0003-identifiers-and-units.md).
 */
export function legalDay(at: Instant): LocalDate {
  return ofDayNumber(Math.floor((epochMillis(at) + SHANGHAI_MILLIS) / DAY_MILLIS));
}

/**
 * A moment as the clock shows it to those who read a sentence, who are in China: '2026-02-24 10:30' in Asia/Shanghai. What is
 * no moment stays as it is: descriptions of sentences have names of values in their places.
 */
export function chinaClock(at: string): string {
  if (!isInstant(at)) return `${at}`;
  return new Date(epochMillis(at) + SHANGHAI_MILLIS).toISOString().slice(0, 16).replace('T', ' ');
}

function seasonStarting(year: number): Season {
  const second = String((year + 1) % 100).padStart(2, '0');
  return `${String(year).padStart(4, '0')}/${second}` as Season;
}

/** The season a day belongs to: 2026-08-31 is in '2025/26', 2026-09-01 in '2026/27'. */
export function seasonOf(date: LocalDate): Season {
  const year = Number(date.slice(0, 4));
  return seasonStarting(Number(date.slice(5, 7)) >= FIRST_MONTH ? year : year - 1);
}

/** @throws RangeError unless `s` names two consecutive years as '2025/26' */
export function season(s: string): Season {
  const year = Number(s.slice(0, 4));
  if (!/^[0-9]{4}\/[0-9]{2}$/.test(s) || seasonStarting(year) !== s) {
    throw new RangeError('a season written as 2025/26 expected');
  }
  return s as Season;
}

/** The first day, 1 September. */
export function seasonStart(of: Season): LocalDate {
  return `${of.slice(0, 4)}-09-01` as LocalDate;
}

/**
 * The last day, 31 August.
 *
 * @throws RangeError for the season that would end in the year 10000
 */
export function seasonEnd(of: Season): LocalDate {
  const year = Number(of.slice(0, 4)) + 1;
  if (year > 9999) throw new RangeError('a day beyond the calendar');
  return `${String(year).padStart(4, '0')}-08-31` as LocalDate;
}
