/** How `pg` writes a value for PostgreSQL: dates, arrays and objects too. It is exported, but not declared. */
declare module 'pg/lib/utils.js' {
  const utils: { prepareValue(value: unknown): string | Buffer | null };
  export default utils;
}
