import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The few things that must reach rows the caller may not see: who gains sight of the history of fruit handed on,
 * and what a hold reaches downstream. They work on ids, run as the owner, and check the starting point themselves.
 */
export class Walks1764000500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(INTERNAL);
    await runner.query(VISIBILITY);
    await runner.query(CODES);
    await runner.query(PERSONAL);
    await runner.query(HOLDS);
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}

// The schema is not granted to the application: these are steps of the functions below, without a check of their own.
const INTERNAL = `
CREATE SCHEMA internal;

CREATE FUNCTION internal.upstream(start uuid[]) RETURNS TABLE (batch_id uuid, run_id uuid)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  WITH RECURSIVE up AS (
    SELECT b.id, b.run_id FROM batch b WHERE b.id = ANY (start)
    UNION
    SELECT p.id, p.run_id FROM up JOIN run_draw d ON d.run_id = up.run_id JOIN batch p ON p.id = d.batch_id
  )
  SELECT id, run_id FROM up;
$$;

CREATE FUNCTION internal.downstream(start uuid[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  WITH RECURSIVE down AS (
    SELECT b.id FROM batch b WHERE b.id = ANY (start)
    UNION
    SELECT c.id FROM down JOIN run_draw d ON d.batch_id = down.id JOIN batch c ON c.run_id = d.run_id
  )
  SELECT id FROM down;
$$;

CREATE FUNCTION internal.with_member(members uuid[], added uuid) RETURNS uuid[]
LANGUAGE sql IMMUTABLE RETURN CASE WHEN added = ANY (members) THEN members ELSE array_append(members, added) END;

-- A lot counts each hold once, however many of its batches it reaches; counted anew, because batches are withdrawn too.
CREATE FUNCTION internal.count_lot_holds(lots uuid[]) RETURNS void
LANGUAGE sql SET search_path = public, pg_temp AS $$
  UPDATE lot SET open_hold_count = (
    SELECT count(DISTINCT h.id) FROM lot_member m JOIN hold_batch hb ON hb.batch_id = m.batch_id
    JOIN hold h ON h.id = hb.hold_id AND h.released_at IS NULL WHERE m.lot_id = lot.id)
  WHERE id = ANY (lots);
$$;

CREATE FUNCTION internal.require_sight(start uuid[]) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
BEGIN
  IF app_sees_all() THEN RETURN; END IF;
  IF EXISTS (
    SELECT FROM unnest(start) AS s (id) LEFT JOIN batch b ON b.id = s.id
    WHERE b.id IS NULL OR NOT coalesce(app_organisation() = ANY (b.visible_to), false)
  ) THEN
    RAISE EXCEPTION 'starting batch is not visible' USING ERRCODE = 'insufficient_privilege';
  END IF;
END $$;
`;

const VISIBILITY = `
-- Whoever takes fruit, is asked to inspect it or allocates it sees how it came to be: batches, runs, receipts,
-- inspections, plots, registrations, and the growing records of the year before each harvest.
CREATE FUNCTION grant_upstream(start uuid[], viewer uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  batches uuid[];
  runs uuid[];
  plots uuid[];
  inspects boolean;
BEGIN
  PERFORM internal.require_sight(start);
  SELECT array_agg(batch_id), array_agg(DISTINCT run_id) FILTER (WHERE run_id IS NOT NULL)
    INTO batches, runs FROM internal.upstream(start);
  SELECT array_agg(DISTINCT plot_id) INTO plots FROM batch_origin WHERE batch_id = ANY (start);
  SELECT kind = 'INSPECTION_BODY' INTO inspects FROM organisation WHERE id = viewer;

  UPDATE batch SET visible_to = internal.with_member(visible_to, viewer)
    WHERE id IN (SELECT b.id FROM batch b WHERE b.id = ANY (batches) AND viewer <> ALL (b.visible_to) ORDER BY b.id FOR NO KEY UPDATE);
  UPDATE batch_origin SET visible_to = internal.with_member(visible_to, viewer)
    WHERE batch_id = ANY (batches) AND viewer <> ALL (visible_to);
  UPDATE run SET visible_to = internal.with_member(visible_to, viewer) WHERE id = ANY (runs) AND viewer <> ALL (visible_to);
  UPDATE run_draw SET visible_to = internal.with_member(visible_to, viewer) WHERE run_id = ANY (runs) AND viewer <> ALL (visible_to);
  UPDATE receipt SET visible_to = internal.with_member(visible_to, viewer) WHERE run_id = ANY (runs) AND viewer <> ALL (visible_to);
  UPDATE pallet SET visible_to = internal.with_member(visible_to, viewer) WHERE batch_id = ANY (start) AND viewer <> ALL (visible_to);
  UPDATE inspection SET visible_to = internal.with_member(visible_to, viewer) WHERE batch_id = ANY (batches) AND viewer <> ALL (visible_to);
  UPDATE measurement SET visible_to = internal.with_member(visible_to, viewer) WHERE batch_id = ANY (batches) AND viewer <> ALL (visible_to);
  UPDATE laboratory_result SET visible_to = internal.with_member(visible_to, viewer) WHERE batch_id = ANY (batches) AND viewer <> ALL (visible_to);
  UPDATE hold_batch SET visible_to = internal.with_member(visible_to, viewer) WHERE batch_id = ANY (batches) AND viewer <> ALL (visible_to);
  UPDATE hold SET visible_to = internal.with_member(visible_to, viewer)
    WHERE id IN (SELECT hold_id FROM hold_batch WHERE batch_id = ANY (batches)) AND viewer <> ALL (visible_to);

  UPDATE plot SET visible_to = internal.with_member(visible_to, viewer) WHERE id = ANY (plots) AND viewer <> ALL (visible_to);
  UPDATE orchard SET visible_to = internal.with_member(visible_to, viewer)
    WHERE id IN (SELECT orchard_id FROM plot WHERE id = ANY (plots)) AND viewer <> ALL (visible_to);
  UPDATE registration_plot SET visible_to = internal.with_member(visible_to, viewer) WHERE plot_id = ANY (plots) AND viewer <> ALL (visible_to);
  UPDATE registration SET visible_to = internal.with_member(visible_to, viewer)
    WHERE viewer <> ALL (visible_to)
      AND (id IN (SELECT registration_id FROM registration_plot WHERE plot_id = ANY (plots))
           OR (kind = 'PACKHOUSE' AND organisation_id IN (SELECT organisation_id FROM run WHERE id = ANY (runs))));
  IF inspects THEN
    UPDATE plot_boundary SET visible_to = internal.with_member(visible_to, viewer) WHERE plot_id = ANY (plots) AND viewer <> ALL (visible_to);
  END IF;

  UPDATE growing_record g SET visible_to = internal.with_member(g.visible_to, viewer)
    WHERE viewer <> ALL (g.visible_to) AND EXISTS (
      SELECT FROM batch_origin o JOIN batch h ON h.id = o.origin_batch_id
      WHERE o.batch_id = ANY (start) AND o.plot_id = g.plot_id
        AND g.performed_on <= h.made_on AND g.performed_on > h.made_on - interval '1 year');
END $$;

-- Whoever is asked to inspect fruit of a lot sees the lot: members, judgements, moves and documents.
CREATE FUNCTION grant_lot(start uuid[], viewer uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT app_sees_all() AND EXISTS (
    SELECT FROM unnest(start) AS s (id) LEFT JOIN lot l ON l.id = s.id WHERE l.exporter_id IS DISTINCT FROM app_organisation()
  ) THEN
    RAISE EXCEPTION 'lot is not the caller''s' USING ERRCODE = 'insufficient_privilege';
  END IF;
  UPDATE lot SET visible_to = internal.with_member(visible_to, viewer)
    WHERE id IN (SELECT l.id FROM lot l WHERE l.id = ANY (start) AND viewer <> ALL (l.visible_to) ORDER BY l.id FOR NO KEY UPDATE);
  UPDATE lot_member SET visible_to = internal.with_member(visible_to, viewer) WHERE lot_id = ANY (start) AND viewer <> ALL (visible_to);
  UPDATE lot_member_origin SET visible_to = internal.with_member(visible_to, viewer) WHERE lot_id = ANY (start) AND viewer <> ALL (visible_to);
  UPDATE lot_judgement SET visible_to = internal.with_member(visible_to, viewer) WHERE lot_id = ANY (start) AND viewer <> ALL (visible_to);
  UPDATE lot_check SET visible_to = internal.with_member(visible_to, viewer) WHERE lot_id = ANY (start) AND viewer <> ALL (visible_to);
  UPDATE lot_transition SET visible_to = internal.with_member(visible_to, viewer) WHERE lot_id = ANY (start) AND viewer <> ALL (visible_to);
  UPDATE lot_document SET visible_to = internal.with_member(visible_to, viewer) WHERE lot_id = ANY (start) AND viewer <> ALL (visible_to);
END $$;

-- Those who already have fruit that a growing record concerns, when the record is entered late.
-- The harvests are locked first: a grant under way is waited for, and one that comes later finds the record.
CREATE FUNCTION viewers_of_growing(plot uuid, performed date) RETURNS uuid[]
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM batch h WHERE h.plot_id = plot AND h.kind = 'HARVEST' AND h.made_on >= performed
    AND h.made_on < performed + interval '1 year' ORDER BY h.id FOR SHARE;
  RETURN (SELECT coalesce(array_agg(DISTINCT v), '{}') FROM batch h, unnest(h.visible_to) AS v
    WHERE h.plot_id = plot AND h.kind = 'HARVEST' AND h.made_on >= performed
      AND h.made_on < performed + interval '1 year'
      -- Having been sent fruit without taking it gives no sight of how it grew.
      AND (v = h.holder_id OR EXISTS (SELECT FROM run_draw d WHERE d.batch_id = h.id AND v = ANY (d.visible_to))
           OR EXISTS (SELECT FROM inspection i WHERE i.batch_id = h.id AND i.organisation_id = v)));
END $$;
`;

const PERSONAL = `
-- A request that entered a person is kept with a hash of what was entered; erasing the person blanks the hash too,
-- since a name and a telephone number can be guessed.
CREATE FUNCTION forget_entry_of(grower_id_ uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM grower g WHERE g.id = grower_id_ AND (app_sees_all() OR g.organisation_id = app_organisation())) THEN
    RAISE EXCEPTION 'grower is not visible' USING ERRCODE = 'insufficient_privilege';
  END IF;
  UPDATE client_request SET input_sha256 = 'erased' WHERE result ->> 'growerId' = grower_id_::text;
END $$;
`;

const CODES = `
-- Which of these codes are in use by anybody. Says no more than the unique constraint would by failing.
CREATE FUNCTION batch_codes_taken(wanted text[]) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT code FROM batch WHERE code = ANY (wanted) ORDER BY code;
$$;
`;

const HOLDS = `
-- Puts a hold on the given batches and on everything made of them, and on the lots they are in. Walks again until
-- nothing new is found: a draw that committed meanwhile is seen by the next round, one that comes later finds the hold.
CREATE FUNCTION place_hold(hold_id_ uuid, start uuid[]) RETURNS TABLE (batch_ids uuid[], lot_ids uuid[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  found uuid[];
  reached uuid[];
  lots uuid[];
BEGIN
  PERFORM internal.require_sight(start);
  IF NOT EXISTS (SELECT FROM hold h WHERE h.id = hold_id_ AND h.released_at IS NULL
                 AND (app_sees_all() OR h.organisation_id = app_organisation())) THEN
    RAISE EXCEPTION 'hold is not open' USING ERRCODE = 'insufficient_privilege';
  END IF;
  LOOP
    SELECT array_agg(d ORDER BY d) INTO found FROM internal.downstream(start) AS d
      WHERE NOT EXISTS (SELECT FROM hold_batch hb WHERE hb.hold_id = hold_id_ AND hb.batch_id = d);
    EXIT WHEN found IS NULL;
    PERFORM FROM batch b WHERE b.id = ANY (found) ORDER BY b.id FOR NO KEY UPDATE;
    UPDATE batch SET open_hold_count = open_hold_count + 1 WHERE id = ANY (found);
    INSERT INTO hold_batch (hold_id, batch_id, visible_to)
      SELECT hold_id_, b.id, b.visible_to FROM batch b WHERE b.id = ANY (found);
  END LOOP;
  SELECT array_agg(hb.batch_id ORDER BY hb.batch_id) INTO reached FROM hold_batch hb WHERE hb.hold_id = hold_id_;
  PERFORM FROM lot l WHERE l.id IN (SELECT m.lot_id FROM lot_member m WHERE m.batch_id = ANY (reached)) ORDER BY l.id FOR NO KEY UPDATE;
  SELECT coalesce(array_agg(DISTINCT m.lot_id), '{}') INTO lots FROM lot_member m WHERE m.batch_id = ANY (reached);
  PERFORM internal.count_lot_holds(lots);
  UPDATE hold SET visible_to = (
    SELECT array_agg(DISTINCT v) FROM (
      SELECT unnest(h.visible_to) FROM hold h WHERE h.id = hold_id_
      UNION SELECT b.holder_id FROM batch b WHERE b.id = ANY (reached)
      UNION SELECT l.exporter_id FROM lot l WHERE l.id = ANY (lots)) AS t (v)
  ) WHERE id = hold_id_;
  RETURN QUERY SELECT reached, lots;
END $$;

CREATE FUNCTION lift_hold(hold_id_ uuid) RETURNS TABLE (batch_ids uuid[], lot_ids uuid[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  reached uuid[];
  lots uuid[];
BEGIN
  PERFORM FROM hold h WHERE h.id = hold_id_ AND h.released_at IS NOT NULL
    AND (app_sees_all() OR h.organisation_id = app_organisation());
  IF NOT FOUND THEN
    RAISE EXCEPTION 'hold is not released' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT array_agg(hb.batch_id ORDER BY hb.batch_id) INTO reached FROM hold_batch hb WHERE hb.hold_id = hold_id_;
  PERFORM FROM batch b WHERE b.id = ANY (reached) ORDER BY b.id FOR NO KEY UPDATE;
  UPDATE batch SET open_hold_count = open_hold_count - 1 WHERE id = ANY (reached);
  PERFORM FROM lot l WHERE l.id IN (SELECT m.lot_id FROM lot_member m WHERE m.batch_id = ANY (reached)) ORDER BY l.id FOR NO KEY UPDATE;
  SELECT coalesce(array_agg(DISTINCT m.lot_id), '{}') INTO lots FROM lot_member m WHERE m.batch_id = ANY (reached);
  PERFORM internal.count_lot_holds(lots);
  RETURN QUERY SELECT reached, lots;
END $$;
`;
