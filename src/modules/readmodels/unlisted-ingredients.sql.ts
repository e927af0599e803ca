import { TREATMENT_STANDS } from '../batches/post-harvest-treatment.queries.js';
import { STANDS } from '../growing/stated-sprays.queries.js';
import { calledIn } from '../standards/substance-name.queries.js';

/** Lots told of one name; more are counted. */
const MOST_LOTS = 100;

/** What a record says is in the product, with what its confirmed label adds. */
const contentOf = (record: string): string =>
  `coalesce(${record}.substances, '{}') || CASE WHEN l.confirmed_at IS NOT NULL THEN l.substances ELSE '{}' END`;

/**
 * Common table expressions that end in `unlisted`: each name that stands for no known substance once, however it is spelt, with the
 * records that rest on it. What was erased is no name any more. By name first: of a hundred thousand sprays few name an ingredient
 * otherwise than by its code.
 *
 * @param since the first day whose sprays and treatments still concern fruit
 */
const unlisted = (since: string): string => `
  spray AS MATERIALIZED (
    SELECT g.id, g.plot_id, g.performed_on, g.recorded_at, ${contentOf('g')} AS substances
    FROM growing_record g LEFT JOIN product_label l ON l.id = g.product_label_id
    WHERE g.kind = 'SPRAY' AND g.performed_on >= ${since}::date AND ${STANDS}
  ), treatment AS MATERIALIZED (
    SELECT t.id, t.performed_on, t.recorded_at, ${contentOf('t')} AS substances
    FROM post_harvest_treatment t LEFT JOIN product_label l ON l.id = t.product_label_id
    WHERE t.kind <> 'NONE' AND t.performed_on >= ${since}::date AND ${TREATMENT_STANDS}
  ), called AS MATERIALIZED (${calledIn(
    `SELECT unnest(substances) FROM spray UNION SELECT unnest(substances) FROM treatment UNION SELECT unnest(substances) FROM product_label`,
  )}
  ), unknown AS MATERIALIZED (
    SELECT name, substance_key(name) AS key FROM called WHERE code IS NULL AND name <> '***'
  ), resting AS MATERIALIZED (
    SELECT 'SPRAY' AS kind, u.key, u.name, s.id, n.place, s.recorded_at, s.plot_id, s.performed_on
    FROM spray s CROSS JOIN LATERAL unnest(s.substances) WITH ORDINALITY AS n (name, place) JOIN unknown u ON u.name = n.name
    WHERE s.substances && ARRAY(SELECT name FROM unknown)
    UNION ALL
    SELECT 'TREATMENT', u.key, u.name, t.id, n.place, t.recorded_at, NULL, t.performed_on
    FROM treatment t CROSS JOIN LATERAL unnest(t.substances) WITH ORDINALITY AS n (name, place) JOIN unknown u ON u.name = n.name
    UNION ALL
    SELECT 'LABEL', u.key, u.name, l.id, n.place, l.entered_at, NULL, NULL
    FROM product_label l CROSS JOIN LATERAL unnest(l.substances) WITH ORDINALITY AS n (name, place) JOIN unknown u ON u.name = n.name
  ), unlisted AS MATERIALIZED (
    SELECT key, (array_agg(name ORDER BY recorded_at, id, place))[1] AS name,
      (array_agg(id || lpad(place::text, 4, '0') ORDER BY recorded_at, id, place))[1] COLLATE "C" AS "firstPlace",
      array_agg(DISTINCT name) AS spellings, min(recorded_at) AS since,
      count(DISTINCT id) FILTER (WHERE kind = 'SPRAY')::integer AS "sprayCount",
      count(DISTINCT id) FILTER (WHERE kind = 'TREATMENT')::integer AS "treatmentCount",
      count(DISTINCT id) FILTER (WHERE kind = 'LABEL')::integer AS "labelCount"
    FROM resting GROUP BY key
  )`;

/**
 * One page, the name that a lot leaves with first before what nothing waits for, then the one that was told first. A lot waits for a
 * name where it holds fruit that was picked within a year after a spray with it, or made of fruit that was treated with it. Names
 * are free text and stand in no cursor: where one was told first, the record and the place in it, does.
 *
 * @param states of lots that have not left
 */
export const unlistedPage = (
  { since, states, limit }: { readonly since: string; readonly states: string; readonly limit: string },
  after: readonly [key: string, place: string] | null,
): string => `
  WITH RECURSIVE ${unlisted(since)}, open AS MATERIALIZED (
    SELECT l.id, l.code, l.planned_departure_on FROM lot l WHERE l.state = ANY (${states}::text[])
  ), made (key, performed_on, batch_id) AS (
    SELECT r.key, r.performed_on, x.batch_id FROM resting r JOIN post_harvest_treatment_batch x ON x.treatment_id = r.id
    WHERE r.kind = 'TREATMENT'
    UNION
    SELECT m.key, m.performed_on, b.id FROM made m JOIN run_draw d ON d.batch_id = m.batch_id
      JOIN run r ON r.id = d.run_id AND r.performed_on >= m.performed_on JOIN batch b ON b.run_id = r.id
  ), waiting AS MATERIALIZED (
    SELECT r.key, o.lot_id FROM open l JOIN lot_member_origin o ON o.lot_id = l.id JOIN batch h ON h.id = o.origin_batch_id
      JOIN resting r ON r.plot_id = o.plot_id AND r.performed_on <= h.made_on AND r.performed_on > h.made_on - interval '1 year'
    UNION
    SELECT m.key, x.lot_id FROM made m JOIN lot_member x ON x.batch_id = m.batch_id JOIN open l ON l.id = x.lot_id
  ), listed AS (
    SELECT u.*, w."lotCount", w."neededBy", w."lotCodes",
      (coalesce(w."neededBy"::text, '~') || to_char(u.since AT TIME ZONE 'UTC', ' YYYY-MM-DD HH24:MI:SS.US')) COLLATE "C" AS "sortKey"
    FROM unlisted u CROSS JOIN LATERAL (
      SELECT count(*)::integer AS "lotCount", min(l.planned_departure_on) AS "neededBy",
        coalesce((array_agg(l.code ORDER BY l.planned_departure_on, l.code))[:${MOST_LOTS}], '{}') AS "lotCodes"
      FROM waiting w JOIN open l ON l.id = w.lot_id WHERE w.key = u.key) w
  )
  SELECT u.name, u.spellings, u."firstPlace", u."sortKey", u.since, u."sprayCount", u."treatmentCount", u."labelCount", u."lotCount",
    u."lotCodes", u."neededBy",
    (SELECT r.id FROM substance_reading r WHERE r.confirmed_at IS NULL AND EXISTS (
        SELECT FROM unnest(r.other_names || ARRAY[r.name_zh, r.name_en]) AS n (name) WHERE substance_key(n.name) = u.key)
      ORDER BY r.entered_at, r.id LIMIT 1) AS "readingId"
  FROM listed u ${after ? `WHERE (u."sortKey", u."firstPlace") > (${after[0]}, ${after[1]})` : ''}
  ORDER BY u."sortKey", u."firstPlace" LIMIT ${limit}`;

export const unlistedCount = (since: string): string =>
  `WITH ${unlisted(since)} SELECT count(*)::integer AS count FROM unlisted`;
