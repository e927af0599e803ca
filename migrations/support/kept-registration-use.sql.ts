import { REGISTRATION_USE } from './registration-capacity.sql.js';

/** The rows, what they are made of, and the sums of them. */
export const KEPT_USE = `
CREATE TABLE lot_registration_use (
  lot_id uuid NOT NULL REFERENCES lot,
  registration_id uuid NOT NULL REFERENCES registration,
  season text NOT NULL,
  phase text NOT NULL,
  mass_grams bigint NOT NULL,
  unsure_grams bigint NOT NULL,
  PRIMARY KEY (lot_id, registration_id, season),
  CONSTRAINT lot_registration_use_phase CHECK (phase IN ('CLEARED', 'LEFT', 'RETURNED')),
  CONSTRAINT lot_registration_use_mass CHECK (mass_grams > 0),
  CONSTRAINT lot_registration_use_unsure CHECK (unsure_grams BETWEEN 0 AND mass_grams)
);
CREATE INDEX lot_registration_use_registration ON lot_registration_use (registration_id, season);

-- The sums of those rows: lots are many, and what is asked is what is left.
CREATE TABLE registration_use_total (
  registration_id uuid NOT NULL REFERENCES registration,
  season text NOT NULL,
  left_grams bigint NOT NULL,
  returned_grams bigint NOT NULL,
  cleared_grams bigint NOT NULL,
  unsure_grams bigint NOT NULL,
  PRIMARY KEY (registration_id, season),
  CONSTRAINT registration_use_total_grams CHECK (returned_grams BETWEEN 0 AND left_grams AND cleared_grams >= 0
    AND unsure_grams BETWEEN 0 AND left_grams + cleared_grams)
);

-- Added in the order of the key, so that two moves never wait for each other.
CREATE FUNCTION internal.total_use() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    UPDATE registration_use_total t SET left_grams = t.left_grams - g.left_grams, returned_grams = t.returned_grams - g.returned_grams,
      cleared_grams = t.cleared_grams - g.cleared_grams, unsure_grams = t.unsure_grams - g.unsure_grams
    FROM (SELECT s.* FROM internal.use_sums((SELECT array_agg(ROW(r.*)::lot_registration_use) FROM removed r)) s
        JOIN registration_use_total k USING (registration_id, season) ORDER BY registration_id, season FOR UPDATE OF k) g
    WHERE t.registration_id = g.registration_id AND t.season = g.season;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO registration_use_total AS t (registration_id, season, left_grams, returned_grams, cleared_grams, unsure_grams)
      SELECT registration_id, season, left_grams, returned_grams, cleared_grams, unsure_grams
      FROM internal.use_sums((SELECT array_agg(ROW(a.*)::lot_registration_use) FROM added a)) ORDER BY registration_id, season
    ON CONFLICT (registration_id, season) DO UPDATE SET left_grams = t.left_grams + excluded.left_grams,
      returned_grams = t.returned_grams + excluded.returned_grams, cleared_grams = t.cleared_grams + excluded.cleared_grams,
      unsure_grams = t.unsure_grams + excluded.unsure_grams;
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION internal.use_sums(rows_ lot_registration_use[]) RETURNS TABLE (
  registration_id uuid, season text, left_grams bigint, returned_grams bigint, cleared_grams bigint, unsure_grams bigint)
LANGUAGE sql IMMUTABLE AS $$
  SELECT u.registration_id, u.season,
    coalesce(sum(u.mass_grams) FILTER (WHERE u.phase <> 'CLEARED'), 0)::bigint,
    coalesce(sum(u.mass_grams) FILTER (WHERE u.phase = 'RETURNED'), 0)::bigint,
    coalesce(sum(u.mass_grams) FILTER (WHERE u.phase = 'CLEARED'), 0)::bigint,
    sum(u.unsure_grams)::bigint
  FROM unnest(rows_) u GROUP BY u.registration_id, u.season
$$;

CREATE TRIGGER lot_registration_use_added_keeps_use AFTER INSERT ON lot_registration_use REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION internal.total_use();
CREATE TRIGGER lot_registration_use_gone_keeps_use AFTER DELETE ON lot_registration_use REFERENCING OLD TABLE AS removed
  FOR EACH STATEMENT EXECUTE FUNCTION internal.total_use();
CREATE TRIGGER lot_registration_use_changed_keeps_use AFTER UPDATE ON lot_registration_use
  REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION internal.total_use();

-- How far a lot's fruit is with regard to its registrations; null: it only plans, or gave back. What came back was there.
CREATE FUNCTION internal.use_phase(of_lot lot) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN (of_lot).state IN ('OPEN', 'CANCELLED') THEN NULL
    WHEN (of_lot).departed_on IS NULL THEN 'CLEARED'
    WHEN (of_lot).state = 'RETURNED' OR (of_lot).state IN ('DIVERTED', 'CLOSED')
      AND EXISTS (SELECT FROM lot_transition t WHERE t.lot_id = (of_lot).id AND t.to_state = 'RETURNED') THEN 'RETURNED'
    ELSE 'LEFT' END
$$;

-- What lots have of which registration, from their rows as they are. Fruit leaves under the registration on its cartons;
-- where none is printed, under each that bears it, and of several none is sure.
CREATE FUNCTION internal.uses_of(lots uuid[]) RETURNS TABLE (
  lot_id uuid, registration_id uuid, season text, mass_grams bigint, unsure_grams bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH part AS MATERIALIZED (
    SELECT o.lot_id, o.batch_id, o.origin_batch_id, o.plot_id, o.mass_grams, b.registration_id, h.season, h.made_on, c.market_code
    FROM lot_member_origin o JOIN batch b ON b.id = o.batch_id JOIN batch h ON h.id = o.origin_batch_id
      JOIN lot l ON l.id = o.lot_id JOIN channel c ON c.id = l.channel_id
    WHERE o.lot_id = ANY (lots)
  )
  SELECT t.lot_id, t.registration_id, t.season, sum(t.mass_grams)::bigint,
    coalesce(sum(t.mass_grams) FILTER (WHERE t.bearers > 1), 0)::bigint
  FROM (
    SELECT p.lot_id, g.id AS registration_id, p.season, p.mass_grams, 1 AS bearers
    FROM part p JOIN registration g ON g.id = p.registration_id WHERE g.kind = 'ORCHARD'
    UNION ALL
    SELECT p.lot_id, g.id, p.season, p.mass_grams, count(*) OVER (PARTITION BY p.lot_id, p.batch_id, p.origin_batch_id)
    FROM part p JOIN registration_plot x ON x.plot_id = p.plot_id JOIN registration g ON g.id = x.registration_id
    WHERE p.registration_id IS NULL AND registration_bears(g, x, p.made_on, p.market_code)) t
  GROUP BY t.lot_id, t.registration_id, t.season
$$;

-- What lots took of these registrations, by season of the harvest; one lot may be left out. What left stays counted when it
-- comes back: it is not grown anew. For whoever the registration belongs to and the base office.
DROP FUNCTION registration_use(uuid[], text[], uuid);
CREATE FUNCTION registration_use(wanted uuid[], seasons text[], but_lot uuid) RETURNS TABLE (
  registration_id uuid, season text, left_grams bigint, returned_grams bigint, cleared_grams bigint, unsure_grams bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT * FROM (
    SELECT t.registration_id, t.season, t.left_grams - coalesce(own.left_grams, 0) AS left_grams,
      t.returned_grams - coalesce(own.returned_grams, 0), t.cleared_grams - coalesce(own.cleared_grams, 0) AS cleared_grams,
      t.unsure_grams - coalesce(own.unsure_grams, 0)
    FROM registration_use_total t JOIN registration r ON r.id = t.registration_id
      LEFT JOIN internal.use_sums(ARRAY(SELECT u FROM lot_registration_use u WHERE u.lot_id = but_lot)) own
        ON own.registration_id = t.registration_id AND own.season = t.season
    WHERE r.id = ANY (wanted) AND (app_sees_all() OR r.organisation_id = app_organisation())
      AND (seasons IS NULL OR t.season = ANY (seasons))) others
  WHERE left_grams + cleared_grams > 0
$$;

-- What open lots plan to take of these registrations. Likewise for whoever they belong to and the base office.
CREATE FUNCTION registration_plans(wanted uuid[], seasons text[]) RETURNS TABLE (registration_id uuid, season text, planned_grams bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.registration_id, u.season, sum(u.mass_grams)::bigint
  FROM internal.uses_of(ARRAY(SELECT l.id FROM lot l WHERE l.state = 'OPEN')) u JOIN registration r ON r.id = u.registration_id
  WHERE r.id = ANY (wanted) AND (app_sees_all() OR r.organisation_id = app_organisation())
    AND (seasons IS NULL OR u.season = ANY (seasons))
  GROUP BY u.registration_id, u.season
$$;

-- What is kept, added up anew from the lots' own rows, for whoever checks that the two agree.
CREATE FUNCTION registration_use_counted() RETURNS TABLE (
  lot_id uuid, registration_id uuid, season text, phase text, mass_grams bigint, unsure_grams bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.lot_id, u.registration_id, u.season, internal.use_phase(l), u.mass_grams, u.unsure_grams
  FROM internal.uses_of(ARRAY(SELECT l.id FROM lot l WHERE app_sees_all() AND internal.use_phase(l) IS NOT NULL)) u
    JOIN lot l ON l.id = u.lot_id
$$;
`;

/*
 * Rows follow whatever they are made of: moves of the lot, its members, and what a registration covers. Packed batches and
 * harvests never change registration, day or season, and a lot never its channel.
 *
 * A coverage entered while a lot passes the gate would be missed by both. So who changes coverage holds a lock alone that
 * moves through the gate share, and either sees what the other did.
 */
export const KEPT_USE_KEEPING = `
CREATE FUNCTION internal.keep_use(lots uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM lot_registration_use WHERE lot_id = ANY (lots);
  INSERT INTO lot_registration_use (lot_id, registration_id, season, phase, mass_grams, unsure_grams)
    SELECT u.lot_id, u.registration_id, u.season, internal.use_phase(l), u.mass_grams, u.unsure_grams
    FROM internal.uses_of(ARRAY(SELECT l.id FROM lot l WHERE l.id = ANY (lots) AND internal.use_phase(l) IS NOT NULL)) u
      JOIN lot l ON l.id = u.lot_id;
END $$;

CREATE FUNCTION internal.lot_moved() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF (internal.use_phase(OLD) IS NULL) <> (internal.use_phase(NEW) IS NULL) THEN
    PERFORM pg_advisory_xact_lock_shared(hashtextextended('REGISTRATION COVERAGE', 0));
    PERFORM internal.keep_use(ARRAY[NEW.id]);
  ELSE
    UPDATE lot_registration_use SET phase = internal.use_phase(NEW)
      WHERE lot_id = NEW.id AND phase <> internal.use_phase(NEW);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER lot_keeps_use AFTER UPDATE OF state, departed_on ON lot FOR EACH ROW
  WHEN ((OLD.state, OLD.departed_on) IS DISTINCT FROM (NEW.state, NEW.departed_on)) EXECUTE FUNCTION internal.lot_moved();

CREATE FUNCTION internal.members_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM internal.keep_use(ARRAY(SELECT l.id FROM lot l
    WHERE l.id IN (SELECT c.lot_id FROM changed c) AND internal.use_phase(l) IS NOT NULL));
  RETURN NULL;
END $$;
CREATE TRIGGER lot_member_origin_added_keeps_use AFTER INSERT ON lot_member_origin REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION internal.members_changed();
CREATE TRIGGER lot_member_origin_gone_keeps_use AFTER DELETE ON lot_member_origin REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION internal.members_changed();

CREATE FUNCTION internal.member_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM internal.keep_use(ARRAY(SELECT l.id FROM lot l WHERE l.id = NEW.lot_id AND internal.use_phase(l) IS NOT NULL));
  RETURN NULL;
END $$;
CREATE TRIGGER lot_member_origin_changed_keeps_use AFTER UPDATE ON lot_member_origin FOR EACH ROW
  WHEN ((OLD.mass_grams, OLD.plot_id) IS DISTINCT FROM (NEW.mass_grams, NEW.plot_id)) EXECUTE FUNCTION internal.member_changed();

-- Of lots with unmarked fruit of these plots, picked on that day or later.
CREATE FUNCTION internal.keep_use_of_plots(plots uuid[], since date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('REGISTRATION COVERAGE', 0));
  PERFORM internal.keep_use(ARRAY(
    SELECT DISTINCT o.lot_id FROM lot_member_origin o JOIN batch b ON b.id = o.batch_id JOIN batch h ON h.id = o.origin_batch_id
      JOIN lot l ON l.id = o.lot_id
    WHERE o.plot_id = ANY (plots) AND b.registration_id IS NULL AND h.made_on >= since AND internal.use_phase(l) IS NOT NULL));
END $$;

CREATE FUNCTION internal.coverage_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM internal.keep_use_of_plots(ARRAY(SELECT c.plot_id FROM changed c), (SELECT min(c.valid_from) FROM changed c));
  RETURN NULL;
END $$;
CREATE TRIGGER registration_plot_added_keeps_use AFTER INSERT ON registration_plot REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION internal.coverage_changed();
CREATE TRIGGER registration_plot_gone_keeps_use AFTER DELETE ON registration_plot REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION internal.coverage_changed();

CREATE FUNCTION internal.plot_coverage_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM internal.keep_use_of_plots(ARRAY[OLD.plot_id, NEW.plot_id], least(OLD.valid_from, NEW.valid_from));
  RETURN NULL;
END $$;
CREATE TRIGGER registration_plot_changed_keeps_use AFTER UPDATE ON registration_plot FOR EACH ROW
  WHEN ((OLD.registration_id, OLD.plot_id, OLD.valid_from, OLD.valid_to)
    IS DISTINCT FROM (NEW.registration_id, NEW.plot_id, NEW.valid_from, NEW.valid_to))
  EXECUTE FUNCTION internal.plot_coverage_changed();

CREATE FUNCTION internal.registration_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM internal.keep_use_of_plots(ARRAY(SELECT x.plot_id FROM registration_plot x WHERE x.registration_id = NEW.id),
    least(OLD.valid_from, NEW.valid_from));
  RETURN NULL;
END $$;
CREATE TRIGGER registration_changed_keeps_use AFTER UPDATE ON registration FOR EACH ROW
  WHEN ((OLD.kind, OLD.market_codes, OLD.valid_from, OLD.valid_to, OLD.withdrawn_on)
    IS DISTINCT FROM (NEW.kind, NEW.market_codes, NEW.valid_from, NEW.valid_to, NEW.withdrawn_on))
  EXECUTE FUNCTION internal.registration_changed();

SELECT internal.keep_use(ARRAY(SELECT l.id FROM lot l));
`;

export const KEPT_USE_DOWN = `
DROP TRIGGER registration_changed_keeps_use ON registration;
DROP TRIGGER registration_plot_changed_keeps_use ON registration_plot;
DROP TRIGGER registration_plot_gone_keeps_use ON registration_plot;
DROP TRIGGER registration_plot_added_keeps_use ON registration_plot;
DROP TRIGGER lot_member_origin_changed_keeps_use ON lot_member_origin;
DROP TRIGGER lot_member_origin_gone_keeps_use ON lot_member_origin;
DROP TRIGGER lot_member_origin_added_keeps_use ON lot_member_origin;
DROP TRIGGER lot_keeps_use ON lot;
DROP FUNCTION internal.registration_changed();
DROP FUNCTION internal.plot_coverage_changed();
DROP FUNCTION internal.coverage_changed();
DROP FUNCTION internal.keep_use_of_plots(uuid[], date);
DROP FUNCTION internal.member_changed();
DROP FUNCTION internal.members_changed();
DROP FUNCTION internal.lot_moved();
DROP FUNCTION internal.keep_use(uuid[]);
DROP FUNCTION registration_use_counted();
DROP FUNCTION registration_plans(uuid[], text[]);
DROP FUNCTION registration_use(uuid[], text[], uuid);
DROP FUNCTION internal.uses_of(uuid[]);
DROP FUNCTION internal.use_phase(lot);
DROP TRIGGER lot_registration_use_changed_keeps_use ON lot_registration_use;
DROP TRIGGER lot_registration_use_gone_keeps_use ON lot_registration_use;
DROP TRIGGER lot_registration_use_added_keeps_use ON lot_registration_use;
DROP FUNCTION internal.total_use();
DROP FUNCTION internal.use_sums(lot_registration_use[]);
DROP TABLE lot_registration_use;
DROP TABLE registration_use_total;
${REGISTRATION_USE}
`;
