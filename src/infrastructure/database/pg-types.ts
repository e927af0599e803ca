import pg from 'pg';
import { instant, type Instant } from '../../kernel/instant.js';
import { safeNumber } from '../../kernel/integer.js';

const INT8 = 20;
const DATE = 1082;
const TIMESTAMPTZ = 1184;
const INT8_ARRAY = 1016;
const DATE_ARRAY = 1182;
const UUID_ARRAY = 2951;
const TEXT_ARRAYS = [1009, UUID_ARRAY];
/** So many characters are a safe integer whatever they are. */
const SAFE_DIGITS = 15;

/**
 * How PostgreSQL's values arrive: masses as safe integers (anything larger is an error, never a rounded number), days
 * as 'YYYY-MM-DD' (a Date would move them into the server's zone), moments as Instant. Numeric stays text.
 */
export function installPgTypes(): void {
  const int8 = (text: string): number =>
    text.length <= SAFE_DIGITS ? Number(text) : safeNumber(BigInt(text), 'a 64-bit integer');
  pg.types.setTypeParser(INT8, int8);
  pg.types.setTypeParser(DATE, (text) => text);
  pg.types.setTypeParser(TIMESTAMPTZ, moment);
  for (const array of TEXT_ARRAYS)
    pg.types.setTypeParser(array, textArray(pg.types.getTypeParser(array) as (text: string) => unknown));
  pg.types.setTypeParser(INT8_ARRAY as never, (text: string) => elements(text).map(int8));
  pg.types.setTypeParser(DATE_ARRAY as never, (text: string) => elements(text));
}

/**
 * '2026-01-05 08:30:00.12+00', as PostgreSQL writes a moment for a connection that counts in UTC: then it only has to be
 * spelled anew, which is read ten times as fast as by way of a Date. All else goes that way.
 */
const IN_UTC = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,3}))?\+00$/;

function moment(text: string): Instant {
  const [, day, time, fraction = ''] = IN_UTC.exec(text) ?? [];
  return day ? (`${day}T${time}.${fraction.padEnd(3, '0')}Z` as Instant) : instant(new Date(text));
}

/** Most arrays hold codes and ids, which stand in them as they are; `general` reads all others. */
const textArray =
  (general: (text: string) => unknown) =>
  (text: string): unknown =>
    /^\{[\w,-]*\}$/.test(text) && !text.includes('NULL') ? elements(text) : general(text);

/** Elements of a one-dimensional array of numbers or dates, which need no quoting. */
const elements = (text: string): string[] => (text === '{}' ? [] : text.slice(1, -1).split(','));
