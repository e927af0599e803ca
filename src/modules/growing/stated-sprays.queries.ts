/** A record that neither was corrected nor is void; SQL about the record under this alias. */
export const standing = (record: string): string =>
  `NOT ${record}.is_void AND NOT EXISTS (SELECT FROM growing_record later WHERE later.corrects_id = ${record}.id)`;

/** The same of the record `g`. */
export const STANDS = standing('g');

/**
 * A correction that nobody has agreed to who had to, whether it waits or was declined; so what it withdrew may still speak against
 * fruit. `w` is the correction.
 */
export const NOT_AGREED = `(w.needs_agreement AND w.agreed_at IS NULL)`;

/** A record that stands, or that was withdrawn while nobody has agreed to that; SQL about the record `g`. */
export const COUNTS = `NOT g.is_void AND NOT EXISTS (
  SELECT FROM growing_record w WHERE w.corrects_id = g.id AND NOT ${NOT_AGREED})`;

/** One that the base office declined, and that was not agreed to later with what took its place; null where there is none. */
export const DECLINED = `(w.declined_at IS NOT NULL AND w.agreed_at IS NULL)`;

/**
 * Whether a statement still holds; `s` is the statement. It no longer does once a spray of its days was entered after it: whoever
 * stated that all were on record was wrong, and states it again. A spray that was on record already and was only written down
 * anew is no other one; one that was withdrawn counts until the base office has agreed to that.
 *
 * @see docs/adr/0036-spray-statements.md
 */
export const STATEMENT_HOLDS = `NOT EXISTS (
  SELECT FROM growing_record x LEFT JOIN growing_record w ON w.corrects_id = x.id
  WHERE x.plot_id = s.plot_id AND x.kind = 'SPRAY' AND NOT x.is_void AND (w.id IS NULL OR ${NOT_AGREED})
    AND x.performed_on BETWEEN s.stated_from AND s.stated_to AND (x.recorded_at, x.id) > (s.recorded_at, s.id)
    AND NOT EXISTS (WITH RECURSIVE told AS (
        SELECT e.id, e.recorded_at, e.corrects_id FROM growing_record e WHERE e.id = x.corrects_id
        UNION ALL SELECT e.id, e.recorded_at, e.corrects_id FROM told JOIN growing_record e ON e.id = told.corrects_id)
      SELECT FROM told WHERE (told.recorded_at, told.id) < (s.recorded_at, s.id)))`;

/**
 * Days for which it is stated that all sprays are on record, by statements that stand and hold; SQL for rows. Plot by plot along the
 * index: of all statements there are few on these.
 *
 * @param plots SQL for the plots, each once, as `plot`
 * @param which SQL for a further condition on the statement `s`, by what else is told of the plot `p`
 */
export const statedDays = (plots: string, which = 'true'): string => `
  SELECT s.plot_id AS "plotId", s.stated_from AS "from", s.stated_to AS "to"
  FROM (${plots}) AS p CROSS JOIN LATERAL (
    SELECT s.plot_id, s.stated_from, s.stated_to FROM growing_record s
    WHERE s.kind = 'SPRAYS_COMPLETE' AND s.plot_id = p.plot AND ${which} AND ${standing('s')} AND ${STATEMENT_HOLDS} OFFSET 0) AS s`;

/**
 * The first day of the statements about any of these days that stand, whether they hold or not; SQL for a date, null where there
 * are none.
 */
export const firstDayStated = (
  plot: string,
  days: string,
): string => `(SELECT min(s.stated_from) FROM growing_record s
  WHERE s.kind = 'SPRAYS_COMPLETE' AND s.plot_id = ${plot} AND ${standing('s')}
    AND EXISTS (SELECT FROM unnest(${days}) AS d WHERE d BETWEEN s.stated_from AND s.stated_to))`;
