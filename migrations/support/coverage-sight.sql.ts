/**
 * Who sees treatments after harvest and reports that cover fruit: whoever sees the batches treated or the plots covered
 * with their history. Put around the functions that give and take sight of fruit.
 */
export const COVERAGE_SIGHT = `
-- Those with a part in any fruit made of these batches, when something is recorded of them late. The batches are locked
-- first: a grant under way is waited for, and one that comes later finds the record.
CREATE FUNCTION viewers_of_fruit(start uuid[]) RETURNS uuid[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  reach uuid[];
BEGIN
  PERFORM internal.require_sight(start);
  reach := ARRAY(SELECT d FROM internal.downstream(start) AS d);
  PERFORM FROM batch b WHERE b.id = ANY (reach) ORDER BY b.id FOR SHARE;
  RETURN (SELECT coalesce(array_agg(DISTINCT v), '{}') FROM (
    SELECT b.holder_id FROM batch b WHERE b.id = ANY (reach)
    UNION SELECT r.organisation_id FROM run_draw d JOIN run r ON r.id = d.run_id WHERE d.batch_id = ANY (reach)
    UNION SELECT l.exporter_id FROM lot_member m JOIN lot l ON l.id = m.lot_id WHERE m.batch_id = ANY (reach)
    UNION SELECT i.organisation_id FROM inspection i WHERE i.batch_id = ANY (reach)) AS t (v));
END $$;

-- The first day, not before its sampling, on which a block was sprayed again; asked of the whole block, of which a reader
-- may see a part.
CREATE FUNCTION coverage_sprayed_again(coverages uuid[]) RETURNS TABLE (coverage_id uuid, day date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.id, min(g.performed_on) FROM residue_coverage c JOIN residue_coverage_plot x ON x.coverage_id = c.id
    JOIN growing_record g ON g.plot_id = x.plot_id AND g.kind = 'SPRAY' AND g.performed_on BETWEEN c.sampled_on AND c.covers_to
  WHERE c.id = ANY (coverages) AND (app_sees_all() OR app_organisation() = ANY (c.visible_to))
    AND NOT g.is_void AND NOT EXISTS (SELECT FROM growing_record later WHERE later.corrects_id = g.id)
  GROUP BY c.id;
$$;

-- Reports that speak of fruit: on a plot it grew on in their window, or on a treatment it went through.
CREATE FUNCTION internal.coverages_of(batches uuid[], start uuid[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT p.coverage_id FROM batch_origin o JOIN batch h ON h.id = o.origin_batch_id
    JOIN residue_coverage_plot p ON p.plot_id = o.plot_id
    JOIN residue_coverage c ON c.id = p.coverage_id AND h.made_on BETWEEN c.covers_from AND c.covers_to
  WHERE o.batch_id = ANY (start)
  UNION
  SELECT c.id FROM post_harvest_treatment_batch x JOIN post_harvest_treatment t ON t.id = x.treatment_id
    JOIN residue_coverage c ON c.treated_by_id = t.organisation_id AND t.performed_on BETWEEN c.covers_from AND c.covers_to
    JOIN post_harvest_treatment s ON s.id = c.treatment_id AND s.line_code = t.line_code
      AND s.product_label_id IS NOT DISTINCT FROM t.product_label_id AND s.product_name IS NOT DISTINCT FROM t.product_name
  WHERE x.batch_id = ANY (batches);
$$;

CREATE FUNCTION internal.grant_coverages(coverages uuid[], plots uuid[], viewer uuid) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE residue_coverage SET visible_to = internal.with_member(visible_to, viewer)
    WHERE id = ANY (coverages) AND viewer <> ALL (visible_to);
  UPDATE residue_coverage_result SET visible_to = internal.with_member(visible_to, viewer)
    WHERE coverage_id = ANY (coverages) AND viewer <> ALL (visible_to);
  UPDATE residue_coverage_attachment SET visible_to = internal.with_member(visible_to, viewer)
    WHERE coverage_id = ANY (coverages) AND viewer <> ALL (visible_to);
  UPDATE attachment f SET visible_to = internal.with_member(f.visible_to, viewer) FROM residue_coverage_attachment a
    WHERE f.id = a.attachment_id AND a.coverage_id = ANY (coverages) AND viewer <> ALL (f.visible_to);
  -- Of the block only the plots the fruit grew on: the neighbours' are not the viewer's business.
  UPDATE residue_coverage_plot SET visible_to = internal.with_member(visible_to, viewer)
    WHERE coverage_id = ANY (coverages) AND plot_id = ANY (plots) AND viewer <> ALL (visible_to);
END $$;

ALTER FUNCTION grant_upstream(uuid[], uuid) SET SCHEMA internal;
ALTER FUNCTION internal.grant_upstream(uuid[], uuid) RENAME TO grant_upstream_but_coverage;
CREATE FUNCTION grant_upstream(start uuid[], viewer uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  batches uuid[];
BEGIN
  PERFORM internal.grant_upstream_but_coverage(start, viewer);
  batches := ARRAY(SELECT u.batch_id FROM internal.upstream(start) AS u);
  UPDATE post_harvest_treatment_batch SET visible_to = internal.with_member(visible_to, viewer)
    WHERE batch_id = ANY (batches) AND viewer <> ALL (visible_to);
  UPDATE post_harvest_treatment SET visible_to = internal.with_member(visible_to, viewer)
    WHERE id IN (SELECT x.treatment_id FROM post_harvest_treatment_batch x WHERE x.batch_id = ANY (batches))
      AND viewer <> ALL (visible_to);
  PERFORM internal.grant_coverages(ARRAY(SELECT internal.coverages_of(batches, start)),
    ARRAY(SELECT DISTINCT o.plot_id FROM batch_origin o WHERE o.batch_id = ANY (start)), viewer);
END $$;

ALTER FUNCTION internal.hide_fruit(uuid[], uuid[], uuid) RENAME TO hide_fruit_but_treatments;
CREATE FUNCTION internal.hide_fruit(batches uuid[], runs uuid[], viewer uuid) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM internal.hide_fruit_but_treatments(batches, runs, viewer);
  UPDATE post_harvest_treatment_batch x SET visible_to = array_remove(x.visible_to, viewer) FROM post_harvest_treatment t
    WHERE t.id = x.treatment_id AND x.batch_id = ANY (batches) AND viewer = ANY (x.visible_to) AND t.organisation_id <> viewer;
  UPDATE post_harvest_treatment t SET visible_to = array_remove(t.visible_to, viewer)
    WHERE t.id IN (SELECT x.treatment_id FROM post_harvest_treatment_batch x WHERE x.batch_id = ANY (batches))
      AND viewer = ANY (t.visible_to) AND t.organisation_id <> viewer
      AND NOT EXISTS (SELECT FROM post_harvest_treatment_batch x WHERE x.treatment_id = t.id AND viewer = ANY (x.visible_to));
END $$;

ALTER FUNCTION internal.hide_land(uuid[], uuid) RENAME TO hide_land_but_coverage;
CREATE FUNCTION internal.hide_land(plots uuid[], viewer uuid) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  gone uuid[];
BEGIN
  PERFORM internal.hide_land_but_coverage(plots, viewer);
  UPDATE residue_coverage_plot x SET visible_to = array_remove(x.visible_to, viewer) FROM residue_coverage c, plot p
    WHERE c.id = x.coverage_id AND p.id = x.plot_id AND x.plot_id = ANY (plots) AND viewer = ANY (x.visible_to)
      AND c.organisation_id <> viewer AND viewer <> ALL (p.visible_to);
  gone := ARRAY(SELECT c.id FROM residue_coverage c JOIN residue_coverage_plot x ON x.coverage_id = c.id
    LEFT JOIN registration r ON r.id = c.registration_id
    WHERE x.plot_id = ANY (plots) AND viewer = ANY (c.visible_to) AND c.organisation_id <> viewer
      AND r.organisation_id IS DISTINCT FROM viewer
      AND NOT EXISTS (SELECT FROM residue_coverage_plot y WHERE y.coverage_id = c.id AND viewer = ANY (y.visible_to)));
  UPDATE residue_coverage SET visible_to = array_remove(visible_to, viewer) WHERE id = ANY (gone);
  UPDATE residue_coverage_result SET visible_to = array_remove(visible_to, viewer)
    WHERE coverage_id = ANY (gone) AND viewer = ANY (visible_to);
  UPDATE residue_coverage_attachment SET visible_to = array_remove(visible_to, viewer)
    WHERE coverage_id = ANY (gone) AND viewer = ANY (visible_to);
END $$;
`;

export const COVERAGE_SIGHT_DOWN = `
DROP FUNCTION internal.hide_land(uuid[], uuid);
ALTER FUNCTION internal.hide_land_but_coverage(uuid[], uuid) RENAME TO hide_land;
DROP FUNCTION internal.hide_fruit(uuid[], uuid[], uuid);
ALTER FUNCTION internal.hide_fruit_but_treatments(uuid[], uuid[], uuid) RENAME TO hide_fruit;
DROP FUNCTION grant_upstream(uuid[], uuid);
ALTER FUNCTION internal.grant_upstream_but_coverage(uuid[], uuid) RENAME TO grant_upstream;
ALTER FUNCTION internal.grant_upstream(uuid[], uuid) SET SCHEMA public;
DROP FUNCTION internal.grant_coverages(uuid[], uuid[], uuid);
DROP FUNCTION internal.coverages_of(uuid[], uuid[]);
DROP FUNCTION coverage_sprayed_again(uuid[]);
DROP FUNCTION viewers_of_fruit(uuid[]);
`;
