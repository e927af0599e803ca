/** Adds up all origins of all lots, each time. */
export const REGISTRATION_USE = `-- What lots took under these registrations, by season of the harvest; one lot may be left out. Fruit leaves under the
-- registration on its cartons; where none is printed, under each that bears it, and of several none is sure. What left
-- stays counted when it comes back: it is not grown anew. For whoever the registration belongs to and the base office.
CREATE FUNCTION registration_use(wanted uuid[], seasons text[], but_lot uuid) RETURNS TABLE (
  registration_id uuid, season text, left_grams bigint, returned_grams bigint, cleared_grams bigint, planned_grams bigint,
  unsure_grams bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH mine AS MATERIALIZED (
    SELECT r.id FROM registration r
    WHERE r.id = ANY (wanted) AND r.kind = 'ORCHARD' AND (app_sees_all() OR r.organisation_id = app_organisation())
  ), taken AS MATERIALIZED (
    SELECT b.registration_id, h.season, o.lot_id, o.mass_grams, true AS is_sure
    FROM batch b JOIN lot_member_origin o ON o.batch_id = b.id JOIN batch h ON h.id = o.origin_batch_id
    WHERE b.registration_id = ANY (ARRAY(SELECT id FROM mine))
    UNION ALL
    SELECT g.id, h.season, o.lot_id, o.mass_grams, NOT EXISTS (
      SELECT FROM registration_plot y JOIN registration z ON z.id = y.registration_id
      WHERE y.plot_id = o.plot_id AND y.registration_id <> g.id AND registration_bears(z, y, h.made_on, c.market_code))
    FROM registration g JOIN registration_plot x ON x.registration_id = g.id
      JOIN lot_member_origin o ON o.plot_id = x.plot_id JOIN batch b ON b.id = o.batch_id
      JOIN batch h ON h.id = o.origin_batch_id JOIN lot l ON l.id = o.lot_id JOIN channel c ON c.id = l.channel_id
    WHERE g.id = ANY (ARRAY(SELECT id FROM mine)) AND b.registration_id IS NULL
      AND registration_bears(g, x, h.made_on, c.market_code)
  ), by_lot AS MATERIALIZED (
    SELECT t.registration_id, t.season, t.lot_id, sum(t.mass_grams) AS grams,
      coalesce(sum(t.mass_grams) FILTER (WHERE NOT t.is_sure), 0) AS unsure
    FROM taken t WHERE (seasons IS NULL OR t.season = ANY (seasons)) AND t.lot_id IS DISTINCT FROM but_lot
    GROUP BY t.registration_id, t.season, t.lot_id
  )
  SELECT k.registration_id, k.season,
    coalesce(sum(k.grams) FILTER (WHERE l.departed_on IS NOT NULL), 0)::bigint,
    coalesce(sum(k.grams) FILTER (WHERE l.departed_on IS NOT NULL AND l.state IN ('RETURNED', 'DIVERTED', 'CLOSED')
      AND EXISTS (SELECT FROM lot_transition t WHERE t.lot_id = l.id AND t.to_state = 'RETURNED')), 0)::bigint,
    coalesce(sum(k.grams) FILTER (WHERE l.departed_on IS NULL AND l.state NOT IN ('OPEN', 'CANCELLED')), 0)::bigint,
    coalesce(sum(k.grams) FILTER (WHERE l.state = 'OPEN'), 0)::bigint,
    coalesce(sum(k.unsure) FILTER (WHERE l.state NOT IN ('OPEN', 'CANCELLED')), 0)::bigint
  FROM by_lot k JOIN lot l ON l.id = k.lot_id GROUP BY k.registration_id, k.season
$$;
`;

/**
 * How much of what an orchard registration declared has left under it (docs/adr/0022-registration-capacity.md). Sums are
 * made of the rows of lots as they are and kept nowhere, so that they cannot come apart from them.
 */
export const CAPACITY = `
CREATE INDEX lot_member_origin_plot ON lot_member_origin (plot_id);

-- Whether fruit of a plot, picked on a day for a market, may have left under a registration: it covered the plot that day, and was
-- given for the market or does not say for which. Without settings of its own, so that it becomes part of the statement.
CREATE FUNCTION registration_bears(g registration, x registration_plot, harvested date, market text) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT (g).kind = 'ORCHARD'
    AND (x).valid_from <= harvested AND coalesce((x).valid_to >= harvested, true)
    AND (g).valid_from <= harvested AND coalesce((g).valid_to >= harvested, true) AND coalesce((g).withdrawn_on > harvested, true)
    AND (market IS NULL OR (g).market_codes IS NULL OR market = ANY ((g).market_codes))
$$;

${REGISTRATION_USE}
-- The yield of a season that counts: what was confirmed before what was not, a declaration for the season before the figure
-- the registration was entered with, the latest declared first.
CREATE FUNCTION declared_yield(registration uuid, season_ text) RETURNS TABLE (grams bigint, is_confirmed boolean, declared_on date)
LANGUAGE sql STABLE AS $$
  SELECT d.grams, d.is_confirmed, d.declared_on FROM (
    SELECT y.mass_grams AS grams, y.confirmed_at IS NOT NULL AS is_confirmed, 1 AS place, y.declared_on, y.id
    FROM registration_yield y WHERE y.registration_id = registration AND y.season = season_
    UNION ALL
    SELECT r.estimated_yield_grams, r.confirmed_at IS NOT NULL, 0, r.valid_from, r.id
    FROM registration r WHERE r.id = registration AND r.estimated_yield_grams IS NOT NULL) d
  ORDER BY d.is_confirmed DESC, d.place DESC, d.declared_on DESC, d.id DESC LIMIT 1
$$;
`;

export const CAPACITY_DOWN = `
DROP FUNCTION declared_yield(uuid, text);
DROP FUNCTION registration_use(uuid[], text[], uuid);
DROP FUNCTION registration_bears(registration, registration_plot, date, text);
DROP INDEX lot_member_origin_plot;
`;

/** Free text of these tables may name somebody, so it goes with all other text: the functions that erase are put around those before. */
export const PAPERS_ERASING = `
ALTER FUNCTION erase_text(uuid, timestamptz) SET SCHEMA internal;
ALTER FUNCTION internal.erase_text(uuid, timestamptz) RENAME TO erase_text_but_registrations;
CREATE FUNCTION erase_text(subject uuid, now_ timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  n integer;
  more integer;
BEGIN
  UPDATE registration_yield SET document = NULL
    WHERE id = subject AND document IS NOT NULL AND (app_sees_all() OR organisation_id = app_organisation());
  GET DIAGNOSTICS n = ROW_COUNT;
  UPDATE supply_relation SET document = NULL
    WHERE id = subject AND document IS NOT NULL AND (app_sees_all() OR organisation_id = app_organisation());
  GET DIAGNOSTICS more = ROW_COUNT;
  RETURN n + more + internal.erase_text_but_registrations(subject, now_);
END $$;

ALTER FUNCTION forget_grower(uuid, timestamptz) SET SCHEMA internal;
ALTER FUNCTION internal.forget_grower(uuid, timestamptz) RENAME TO forget_grower_but_registrations;
CREATE FUNCTION forget_grower(grower_id_ uuid, now_ timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  coop uuid;
  words text[];
BEGIN
  SELECT g.organisation_id, ARRAY(SELECT w FROM unnest(ARRAY[g.name, g.telephone]) AS w WHERE length(w) >= 2)
    INTO coop, words FROM grower g WHERE g.id = grower_id_ AND (app_sees_all() OR g.organisation_id = app_organisation());
  UPDATE registration_yield SET document = internal.without(document, words)
    WHERE organisation_id = coop AND internal.names(document, words);
  UPDATE supply_relation SET document = internal.without(document, words)
    WHERE holder_id = coop AND internal.names(document, words);
  PERFORM internal.forget_grower_but_registrations(grower_id_, now_);
END $$;
`;

export const PAPERS_ERASING_DOWN = `
DROP FUNCTION forget_grower(uuid, timestamptz);
ALTER FUNCTION internal.forget_grower_but_registrations(uuid, timestamptz) RENAME TO forget_grower;
ALTER FUNCTION internal.forget_grower(uuid, timestamptz) SET SCHEMA public;
DROP FUNCTION erase_text(uuid, timestamptz);
ALTER FUNCTION internal.erase_text_but_registrations(uuid, timestamptz) RENAME TO erase_text;
ALTER FUNCTION internal.erase_text(uuid, timestamptz) SET SCHEMA public;
`;
