/**
 * Who sees what was done against pests: whoever sees how fruit grew (docs/domain/visibility.md, growing records). The functions
 * that hand sight on and take it back are put around those before.
 */

/** Whether a trap `t` stands for the plot of an origin `o`: on the plot, or for a registration over it. */
const STANDS_FOR = `(t.plot_id = o.plot_id OR EXISTS (
  SELECT FROM registration_plot rp WHERE rp.registration_id = t.registration_id AND rp.plot_id = o.plot_id))`;
/** Whether a count `c` lies in the year before the harvest `h`. */
const IN_YEAR = `c.inspected_on <= h.made_on AND c.inspected_on > h.made_on - interval '1 year'`;
/** Traps on these plots or for registrations over them. */
const OF_PLOTS = `(t.plot_id = ANY (plots) OR t.registration_id = ANY (registrations))`;
const REGISTRATIONS = `ARRAY(SELECT DISTINCT rp.registration_id FROM registration_plot rp WHERE rp.plot_id = ANY (plots))`;

const wrap = (name: string, args: string): string => `
ALTER FUNCTION ${name}(${args}) RENAME TO ${name.replace(/^internal[.]/, '')}_but_pests;`;

export const PESTS_SIGHT = `
ALTER FUNCTION grant_upstream(uuid[], uuid) SET SCHEMA internal;
${wrap('internal.grant_upstream', 'uuid[], uuid')}
CREATE FUNCTION grant_upstream(start uuid[], viewer uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  batches uuid[];
  packers uuid[];
  plots uuid[];
  registrations uuid[];
BEGIN
  PERFORM internal.grant_upstream_but_pests(start, viewer);
  SELECT array_agg(u.batch_id), array_agg(DISTINCT r.organisation_id) FILTER (WHERE r.id IS NOT NULL)
    INTO batches, packers FROM internal.upstream(start) u LEFT JOIN run r ON r.id = u.run_id;
  plots := ARRAY(SELECT DISTINCT o.plot_id FROM batch_origin o WHERE o.batch_id = ANY (start));
  registrations := ${REGISTRATIONS};
  UPDATE pest_trap t SET visible_to = internal.with_member(t.visible_to, viewer) WHERE viewer <> ALL (t.visible_to) AND ${OF_PLOTS};
  IF EXISTS (SELECT FROM organisation o WHERE o.id = viewer AND o.kind = 'INSPECTION_BODY') THEN
    UPDATE pest_trap_place x SET visible_to = internal.with_member(x.visible_to, viewer)
      FROM pest_trap t WHERE t.id = x.trap_id AND viewer <> ALL (x.visible_to) AND ${OF_PLOTS};
  END IF;
  UPDATE trap_count c SET visible_to = internal.with_member(c.visible_to, viewer)
    FROM pest_trap t WHERE t.id = c.trap_id AND viewer <> ALL (c.visible_to) AND ${OF_PLOTS} AND EXISTS (
      SELECT FROM batch_origin o JOIN batch h ON h.id = o.origin_batch_id
      WHERE o.batch_id = ANY (start) AND ${STANDS_FOR} AND ${IN_YEAR});
  UPDATE officer_appointment a SET visible_to = internal.with_member(a.visible_to, viewer)
    WHERE viewer <> ALL (a.visible_to)
      AND (a.registration_id = ANY (registrations) OR (a.registration_id IS NULL AND a.organisation_id = ANY (packers)));
  UPDATE quarantine_treatment q SET visible_to = internal.with_member(q.visible_to, viewer)
    WHERE q.batch_id = ANY (batches) AND viewer <> ALL (q.visible_to);
END $$;
${wrap('internal.hide_fruit', 'uuid[], uuid[], uuid')}
CREATE FUNCTION internal.hide_fruit(batches uuid[], runs uuid[], viewer uuid) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM internal.hide_fruit_but_pests(batches, runs, viewer);
  UPDATE quarantine_treatment q SET visible_to = array_remove(q.visible_to, viewer)
    WHERE q.batch_id = ANY (batches) AND viewer = ANY (q.visible_to) AND q.organisation_id <> viewer;
END $$;
${wrap('internal.hide_land', 'uuid[], uuid')}
CREATE FUNCTION internal.hide_land(plots uuid[], viewer uuid) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  registrations uuid[] := ${REGISTRATIONS};
BEGIN
  PERFORM internal.hide_land_but_pests(plots, viewer);
  UPDATE trap_count c SET visible_to = array_remove(c.visible_to, viewer)
    FROM pest_trap t WHERE t.id = c.trap_id AND viewer = ANY (c.visible_to) AND c.organisation_id <> viewer AND ${OF_PLOTS}
      AND NOT EXISTS (
        SELECT FROM batch_origin o JOIN batch h ON h.id = o.origin_batch_id
        WHERE viewer = ANY (o.visible_to) AND ${STANDS_FOR} AND ${IN_YEAR} AND internal.has_part(o.batch_id, viewer));
  UPDATE pest_trap t SET visible_to = array_remove(t.visible_to, viewer)
    WHERE viewer = ANY (t.visible_to) AND t.organisation_id <> viewer AND ${OF_PLOTS}
      AND NOT EXISTS (SELECT FROM plot p WHERE p.id = t.plot_id AND viewer = ANY (p.visible_to))
      AND NOT EXISTS (SELECT FROM registration r WHERE r.id = t.registration_id AND viewer = ANY (r.visible_to));
  UPDATE pest_trap_place x SET visible_to = array_remove(x.visible_to, viewer)
    FROM pest_trap t WHERE t.id = x.trap_id AND viewer = ANY (x.visible_to) AND viewer <> ALL (t.visible_to) AND ${OF_PLOTS};
  UPDATE officer_appointment a SET visible_to = array_remove(a.visible_to, viewer)
    WHERE viewer = ANY (a.visible_to) AND a.organisation_id <> viewer AND CASE
      WHEN a.registration_id IS NULL
        THEN NOT EXISTS (SELECT FROM run r WHERE r.organisation_id = a.organisation_id AND viewer = ANY (r.visible_to))
      ELSE a.registration_id = ANY (registrations)
        AND NOT EXISTS (SELECT FROM registration r WHERE r.id = a.registration_id AND viewer = ANY (r.visible_to)) END;
END $$;

-- Who sees a trap or an officer, and the counts, that are entered after sight was handed on. What sight hangs on is locked
-- first: a grant under way is waited for, and one that comes later finds the row.
CREATE FUNCTION viewers_of_pests(plot_id_ uuid, registration_id_ uuid) RETURNS uuid[]
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM plot p WHERE p.id = plot_id_ FOR SHARE;
  PERFORM FROM registration r WHERE r.id = registration_id_ FOR SHARE;
  RETURN ARRAY(SELECT unnest(p.visible_to) FROM plot p WHERE p.id = plot_id_
    UNION SELECT unnest(r.visible_to) FROM registration r WHERE r.id = registration_id_);
END $$;
CREATE FUNCTION viewers_of_counts(plot_id_ uuid, registration_id_ uuid, inspected date) RETURNS uuid[]
LANGUAGE sql SET search_path = public, pg_temp AS $$
  SELECT ARRAY(SELECT DISTINCT v
    FROM (SELECT plot_id_ AS plot WHERE plot_id_ IS NOT NULL
          UNION SELECT rp.plot_id FROM registration_plot rp WHERE rp.registration_id = registration_id_) p,
      unnest(viewers_of_growing(p.plot, inspected)) AS v);
$$;
`;

export const PESTS_SIGHT_DOWN = `
DROP FUNCTION viewers_of_counts(uuid, uuid, date);
DROP FUNCTION viewers_of_pests(uuid, uuid);
DROP FUNCTION internal.hide_land(uuid[], uuid);
ALTER FUNCTION internal.hide_land_but_pests(uuid[], uuid) RENAME TO hide_land;
DROP FUNCTION internal.hide_fruit(uuid[], uuid[], uuid);
ALTER FUNCTION internal.hide_fruit_but_pests(uuid[], uuid[], uuid) RENAME TO hide_fruit;
DROP FUNCTION grant_upstream(uuid[], uuid);
ALTER FUNCTION internal.grant_upstream_but_pests(uuid[], uuid) RENAME TO grant_upstream;
ALTER FUNCTION internal.grant_upstream(uuid[], uuid) SET SCHEMA public;
`;
