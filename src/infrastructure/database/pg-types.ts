import pg from 'pg';
import { instant } from '../../kernel/instant.js';
import { safeNumber } from '../../kernel/integer.js';

const INT8 = 20;
const DATE = 1082;
const TIMESTAMPTZ = 1184;
const INT8_ARRAY = 1016;
const DATE_ARRAY = 1182;

/**
 * How PostgreSQL's values arrive: masses as safe integers (anything larger is an error, never a rounded number), days
 * as 'YYYY-MM-DD' (a Date would move them into the server's zone), moments as Instant. Numeric stays text.
 */
export function installPgTypes(): void {
  const int8 = (text: string): number => safeNumber(BigInt(text), 'a 64-bit integer');
  pg.types.setTypeParser(INT8, int8);
  pg.types.setTypeParser(DATE, (text) => text);
  pg.types.setTypeParser(TIMESTAMPTZ, (text) => instant(new Date(text)));
  pg.types.setTypeParser(INT8_ARRAY as never, (text: string) => elements(text).map(int8));
  pg.types.setTypeParser(DATE_ARRAY as never, (text: string) => elements(text));
}

/** Elements of a one-dimensional array of numbers or dates, which need no quoting. */
const elements = (text: string): string[] => (text === '{}' ? [] : text.slice(1, -1).split(','));
