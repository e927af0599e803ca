import type { Brand } from './brand.js';

/** A moment in UTC to the millisecond, always written 'YYYY-MM-DDTHH:mm:ss.sssZ', so that text order is time order. */
export type Instant = Brand<string, 'Instant'>;

/** A moment and the offset of the clock it was read from. */
export interface OffsetInstant {
  readonly at: Instant;
  /** Minutes east of UTC: 480 in China. */
  readonly offsetMinutes: number;
}

const RFC_3339 =
  /^([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.([0-9]{1,3}))?(Z|[+-][0-9]{2}:[0-9]{2})$/;
const LEAST_OFFSET = -12 * 60; // the offsets in use on earth
const GREATEST_OFFSET = 14 * 60;

function ofDate(date: Date): Instant {
  if (Number.isNaN(date.getTime())) throw new RangeError('not a moment');
  const text = date.toISOString();
  if (text.length !== 24 || text.startsWith('0000'))
    throw new RangeError('a moment is in the years 0001 to 9999');
  return text as Instant;
}

/** Whether `s` is written exactly as an {@link Instant} is, and exists (no 30 February, no second 60). */
export function isInstant(s: unknown): s is Instant {
  if (typeof s !== 'string' || s.length !== 24) return false;
  const millis = Date.parse(s);
  return !Number.isNaN(millis) && new Date(millis).toISOString() === s && !s.startsWith('0000');
}

/**
 * @param s a Date, or UTC text ending in Z with none to three decimals of a second
 * @throws RangeError if it is no moment, or text with an offset (that is for {@link parseOffsetInstant})
 */
export function instant(s: string | Date): Instant {
  if (typeof s !== 'string') return ofDate(s);
  if (!s.endsWith('Z')) throw new RangeError('a moment in UTC, ending in Z, expected');
  return parseOffsetInstant(s).at;
}

/**
 * Reads a moment with its offset, as RFC 3339 writes it: '2026-01-05T08:30:00+08:00'.
 *
 * @throws RangeError without an offset, with finer than milliseconds, with an impossible date, time or offset
 */
export function parseOffsetInstant(s: string): OffsetInstant {
  const match = RFC_3339.exec(s);
  if (!match) throw new RangeError('a moment with its offset expected, such as 2026-01-05T08:30:00+08:00');
  const [, seconds = '', fraction = '', offset = 'Z'] = match;
  const local = `${seconds}.${fraction.padEnd(3, '0')}Z`;
  if (!isInstant(local)) throw new RangeError(`no such date or time: ${s}`);
  const offsetMinutes = minutesOf(offset);
  if (offsetMinutes === null) throw new RangeError(`no such offset: ${s}`);
  return { at: ofDate(new Date(Date.parse(local) - offsetMinutes * 60_000)), offsetMinutes };
}

/** Minutes east of UTC of 'Z' or '+08:00'; null for an offset that no place has. */
function minutesOf(offset: string): number | null {
  if (offset === 'Z') return 0;
  const [hours, minutes] = [Number(offset.slice(1, 3)), Number(offset.slice(4, 6))];
  const magnitude = hours * 60 + minutes;
  // Never minus zero: it would not equal zero in a comparison of facts.
  const east = offset.startsWith('-') && magnitude > 0 ? -magnitude : magnitude;
  return minutes > 59 || east < LEAST_OFFSET || east > GREATEST_OFFSET ? null : east;
}

/** Milliseconds since 1970-01-01T00:00:00Z. */
export function epochMillis(at: Instant): number {
  return Date.parse(at);
}

/**
 * The moment `millis` later (earlier if negative).
 *
 * @throws RangeError if `millis` is no whole number or the year leaves 0001 to 9999
 */
export function addMillis(at: Instant, millis: number): Instant {
  if (!Number.isSafeInteger(millis)) throw new RangeError(`not a whole number of milliseconds: ${millis}`);
  return ofDate(new Date(epochMillis(at) + millis));
}
