/**
 * SQL for whether the row `x` of a table of results counts: it is no void, and no other entry took its place.
 *
 * @param alias of the row
 */
export const stands = (table: 'measurement' | 'laboratory_result' | 'defect_count', alias = 'x'): string =>
  `NOT ${alias}.is_void AND NOT EXISTS (SELECT FROM ${table} c WHERE c.corrects_id = ${alias}.id)`;

/**
 * SQL for whether nobody has agreed to a correction who had to, so that what it withdrew may still speak against fruit.
 *
 * @param alias of the correction
 */
export const NOT_AGREED = (alias: string): string =>
  `(${alias}.needs_agreement AND ${alias}.agreed_at IS NULL)`;

/** SQL for whether a correction waits for the base office: of those above, the ones that it did not decline. */
export const AWAITS_AGREEMENT = (alias: string): string =>
  `(${NOT_AGREED(alias)} AND ${alias}.declined_at IS NULL)`;

/** SQL for whether the base office declined a correction; not of one that was agreed to later, with what took its place. */
export const DECLINED = (alias: string): string =>
  `(${NOT_AGREED(alias)} AND ${alias}.declined_at IS NOT NULL)`;

/**
 * SQL for whether the row `x` of a table of results counts, or may still count against the fruit: it is no void, and either no
 * other entry `w` took its place or nobody has agreed to that.
 */
export const COUNTS = `NOT x.is_void AND (w.id IS NULL OR ${NOT_AGREED('w')})`;
