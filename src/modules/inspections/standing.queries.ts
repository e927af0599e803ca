/**
 * SQL for whether the row `x` of a table of results counts: it is no void, and no other entry took its place.
 *
 * @param alias of the row
 */
export const stands = (table: 'measurement' | 'laboratory_result', alias = 'x'): string =>
  `NOT ${alias}.is_void AND NOT EXISTS (SELECT FROM ${table} c WHERE c.corrects_id = ${alias}.id)`;
