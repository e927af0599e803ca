/**
 * Sight that ends: what an organisation was let see of fruit that it never held, once nothing gives it a right to it any
 * more. docs/domain/visibility.md says what gives one; `internal.has_part` is that table in SQL.
 */
export const SIGHT_ENDS = `
-- Whether an organisation has a part in a batch that gives it the batch's whole history: it holds the batch, took of it,
-- has it in a lot, or was asked to inspect it. Having been sent it is none.
CREATE FUNCTION internal.has_part(batch_id_ uuid, viewer uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM batch b WHERE b.id = batch_id_ AND b.holder_id = viewer)
    OR EXISTS (SELECT FROM run_draw d JOIN run r ON r.id = d.run_id WHERE d.batch_id = batch_id_ AND r.organisation_id = viewer)
    OR EXISTS (SELECT FROM lot_member m JOIN lot l ON l.id = m.lot_id WHERE m.batch_id = batch_id_ AND l.exporter_id = viewer)
    OR EXISTS (SELECT FROM inspection i WHERE i.batch_id = batch_id_ AND i.organisation_id = viewer);
$$;

-- Takes from an organisation what it sees of a batch and of all that lies upstream, except what is still its due: by a
-- part in anything made of it, by having held what went into it (one step on), or by being sent it now (the batch alone).
CREATE FUNCTION internal.end_sight(start uuid, viewer uuid) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  reach uuid[];
  kept uuid[];
  kept_runs uuid[];
  hidden uuid[];
  hidden_runs uuid[];
BEGIN
  reach := ARRAY(SELECT u.batch_id FROM internal.upstream(ARRAY[start]) AS u);
  SELECT coalesce(array_agg(u.batch_id), '{}'), coalesce(array_agg(u.run_id) FILTER (WHERE u.run_id IS NOT NULL), '{}')
    INTO kept, kept_runs
    FROM internal.upstream(ARRAY(SELECT d FROM internal.downstream(reach) AS d WHERE internal.has_part(d, viewer))) AS u;
  hidden := ARRAY(SELECT b.id FROM batch b WHERE b.id = ANY (reach) AND b.id <> ALL (kept) AND NOT EXISTS (
    SELECT FROM run_draw d JOIN batch p ON p.id = d.batch_id WHERE d.run_id = b.run_id AND p.holder_id = viewer));
  IF hidden = '{}' THEN RETURN; END IF;
  hidden_runs := ARRAY(SELECT DISTINCT b.run_id FROM batch b WHERE b.id = ANY (hidden) AND b.run_id <> ALL (kept_runs));
  PERFORM internal.hide_fruit(hidden, hidden_runs, viewer);
  PERFORM internal.hide_land(ARRAY(SELECT DISTINCT o.plot_id FROM batch_origin o WHERE o.batch_id = start), viewer);
END $$;

CREATE FUNCTION internal.hide_fruit(batches uuid[], runs uuid[], viewer uuid) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  gone uuid[];
BEGIN
  PERFORM FROM batch b WHERE b.id = ANY (batches) ORDER BY b.id FOR NO KEY UPDATE;
  gone := ARRAY(SELECT b.id FROM batch b WHERE b.id = ANY (batches) AND b.consigned_to_id IS DISTINCT FROM viewer);
  UPDATE batch SET visible_to = array_remove(visible_to, viewer) WHERE id = ANY (gone) AND viewer = ANY (visible_to);
  UPDATE hold_batch SET visible_to = array_remove(visible_to, viewer) WHERE batch_id = ANY (gone) AND viewer = ANY (visible_to);
  UPDATE batch_origin SET visible_to = array_remove(visible_to, viewer) WHERE batch_id = ANY (batches) AND viewer = ANY (visible_to);
  UPDATE run SET visible_to = array_remove(visible_to, viewer) WHERE id = ANY (runs) AND viewer = ANY (visible_to);
  UPDATE run_draw SET visible_to = array_remove(visible_to, viewer) WHERE run_id = ANY (runs) AND viewer = ANY (visible_to);
  UPDATE receipt SET visible_to = array_remove(visible_to, viewer)
    WHERE run_id = ANY (runs) AND viewer = ANY (visible_to) AND viewer NOT IN (organisation_id, supplier_id);
  UPDATE pallet SET visible_to = array_remove(visible_to, viewer)
    WHERE batch_id = ANY (batches) AND viewer = ANY (visible_to) AND organisation_id <> viewer;
  UPDATE inspection SET visible_to = array_remove(visible_to, viewer)
    WHERE batch_id = ANY (gone) AND viewer = ANY (visible_to) AND organisation_id <> viewer;
  UPDATE measurement m SET visible_to = array_remove(m.visible_to, viewer) FROM inspection i
    WHERE i.id = m.inspection_id AND m.batch_id = ANY (batches) AND viewer = ANY (m.visible_to) AND viewer <> ALL (i.visible_to);
  UPDATE laboratory_result r SET visible_to = array_remove(r.visible_to, viewer) FROM inspection i
    WHERE i.id = r.inspection_id AND r.batch_id = ANY (batches) AND viewer = ANY (r.visible_to) AND viewer <> ALL (i.visible_to);
  -- A recall once told stays told; a hold is of those who hold or held something it reached, or ship it.
  UPDATE hold h SET visible_to = array_remove(h.visible_to, viewer)
    WHERE h.id IN (SELECT hb.hold_id FROM hold_batch hb WHERE hb.batch_id = ANY (batches))
      AND viewer = ANY (h.visible_to) AND h.organisation_id <> viewer
      AND NOT EXISTS (SELECT FROM hold_batch hb JOIN batch_origin o ON o.batch_id = hb.batch_id
                      WHERE hb.hold_id = h.id AND viewer = ANY (o.visible_to));
END $$;

CREATE FUNCTION internal.hide_land(plots uuid[], viewer uuid) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  gone uuid[];
BEGIN
  gone := ARRAY(SELECT p.id FROM plot p WHERE p.id = ANY (plots) AND p.organisation_id <> viewer AND NOT EXISTS (
    SELECT FROM batch_origin o WHERE o.plot_id = p.id AND viewer = ANY (o.visible_to) AND internal.has_part(o.batch_id, viewer)));
  UPDATE growing_record g SET visible_to = array_remove(g.visible_to, viewer)
    WHERE g.plot_id = ANY (plots) AND viewer = ANY (g.visible_to) AND g.organisation_id <> viewer AND NOT EXISTS (
      SELECT FROM batch_origin o JOIN batch h ON h.id = o.origin_batch_id
      WHERE o.plot_id = g.plot_id AND viewer = ANY (o.visible_to) AND internal.has_part(o.batch_id, viewer)
        AND g.performed_on <= h.made_on AND g.performed_on > h.made_on - interval '1 year');
  UPDATE plot SET visible_to = array_remove(visible_to, viewer) WHERE id = ANY (gone) AND viewer = ANY (visible_to);
  UPDATE orchard x SET visible_to = array_remove(x.visible_to, viewer)
    WHERE x.id IN (SELECT p.orchard_id FROM plot p WHERE p.id = ANY (gone)) AND viewer = ANY (x.visible_to)
      AND x.organisation_id <> viewer
      AND NOT EXISTS (SELECT FROM plot p WHERE p.orchard_id = x.id AND viewer = ANY (p.visible_to));
  UPDATE registration_plot rp SET visible_to = array_remove(rp.visible_to, viewer) FROM registration r
    WHERE r.id = rp.registration_id AND rp.plot_id = ANY (gone) AND viewer = ANY (rp.visible_to) AND r.organisation_id <> viewer;
  UPDATE registration r SET visible_to = array_remove(r.visible_to, viewer)
    WHERE viewer = ANY (r.visible_to) AND r.organisation_id <> viewer
      AND CASE r.kind
        WHEN 'ORCHARD' THEN r.id IN (SELECT rp.registration_id FROM registration_plot rp WHERE rp.plot_id = ANY (gone))
          AND NOT EXISTS (SELECT FROM registration_plot rp WHERE rp.registration_id = r.id AND viewer = ANY (rp.visible_to))
        ELSE NOT EXISTS (SELECT FROM run x WHERE x.organisation_id = r.organisation_id AND viewer = ANY (x.visible_to))
      END;
END $$;

-- For the holder who sends a batch elsewhere, and for an exporter whose lot gives it back.
CREATE FUNCTION end_sight(start uuid, viewer uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT (app_sees_all() OR coalesce(viewer = app_organisation(), false) OR EXISTS (
      SELECT FROM batch b WHERE b.id = start AND b.holder_id = app_organisation())) THEN
    RAISE EXCEPTION 'the batch is not the caller''s' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM internal.end_sight(start, viewer);
END $$;

-- Every organisation that grew, handled, holds, is sent or ships fruit of each batch: before it, with it, and after it.
CREATE FUNCTION organisations_on_the_way(start uuid[]) RETURNS TABLE (batch_id uuid, organisation_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM internal.require_sight(start);
  RETURN QUERY
  WITH RECURSIVE up AS (
    SELECT b.id AS root, b.id, b.run_id FROM batch b WHERE b.id = ANY (start)
    UNION
    SELECT up.root, p.id, p.run_id FROM up JOIN run_draw d ON d.run_id = up.run_id JOIN batch p ON p.id = d.batch_id
  ), down AS (
    SELECT b.id AS root, b.id FROM batch b WHERE b.id = ANY (start)
    UNION
    SELECT down.root, c.id FROM down JOIN run_draw d ON d.batch_id = down.id JOIN batch c ON c.run_id = d.run_id
  )
  SELECT up.root, b.holder_id FROM up JOIN batch b ON b.id = up.id
  UNION SELECT up.root, r.organisation_id FROM up JOIN run r ON r.id = up.run_id
  UNION SELECT o.batch_id, o.organisation_id FROM batch_origin o WHERE o.batch_id = ANY (start)
  UNION SELECT down.root, b.holder_id FROM down JOIN batch b ON b.id = down.id
  UNION SELECT down.root, b.consigned_to_id FROM down JOIN batch b ON b.id = down.id WHERE b.consigned_to_id IS NOT NULL
  UNION SELECT down.root, r.organisation_id FROM down JOIN run_draw d ON d.batch_id = down.id JOIN run r ON r.id = d.run_id
  UNION SELECT down.root, l.exporter_id FROM down JOIN lot_member m ON m.batch_id = down.id JOIN lot l ON l.id = m.lot_id;
END $$;
`;

/**
 * What older data shows to those who were once sent fruit and never took it. The ledger knows who was ever named.
 * A harvest sent off as it was entered also showed its origin, where a later consignment shows the batch alone.
 */
export const SIGHT_BACKFILL = `
DO $$
DECLARE
  sent record;
BEGIN
  FOR sent IN
    SELECT DISTINCT b.id, (l.canonical::jsonb #>> '{facts,consignedToId}')::uuid AS consignee
    FROM ledger_entry l JOIN batch b ON b.id = l.subject_ids[1]
    WHERE l.kind IN ('batch.consigned', 'batch.harvested') AND l.canonical::jsonb #>> '{facts,consignedToId}' IS NOT NULL
  LOOP
    PERFORM internal.end_sight(sent.id, sent.consignee);
  END LOOP;
END $$;
`;

export const SIGHT_DOWN = `
DROP FUNCTION organisations_on_the_way(uuid[]);
DROP FUNCTION end_sight(uuid, uuid);
DROP FUNCTION internal.end_sight(uuid, uuid);
DROP FUNCTION internal.hide_fruit(uuid[], uuid[], uuid);
DROP FUNCTION internal.hide_land(uuid[], uuid);
DROP FUNCTION internal.has_part(uuid, uuid);
`;
