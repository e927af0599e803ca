import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A file is seen by whoever sees what it hangs on, and no longer than that; the photograph of a household's paper, with the
 * name on it, is for the two parties of the delivery. Who took an entry out of a draft is known where it is decided who may
 * publish; and a confirmed status of an area ends once another person has confirmed that as well.
 */
export class FilesFollowSight1764301000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [DROPPED, ENDS, INDEXES, SHOWN, FOLLOWING, PHOTOGRAPHS, PUT_RIGHT])
      await runner.query(sql);
  }

  /** What is seen no longer stays so. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

// What was dropped from an edition that has been published since is not part of it, and is filled in as well.
const DROPPED = `
ALTER TABLE edition_entry ADD COLUMN dropped_by_id uuid REFERENCES user_account;
ALTER TABLE edition_entry DISABLE TRIGGER edition_entry_published_never_changes;
UPDATE edition_entry x SET dropped_by_id = e.actor_id FROM ledger_entry e
  WHERE x.dropped_at IS NOT NULL AND e.kind = 'edition.dropped' AND e.subject_ids[1] = x.id;
ALTER TABLE edition_entry ENABLE TRIGGER edition_entry_published_never_changes;
ALTER TABLE edition_entry ADD CONSTRAINT edition_entry_dropped_by_somebody
  CHECK (dropped_by_id IS NULL OR dropped_at IS NOT NULL);
`;

// What ended before this was recorded waits for the second person too.
const ENDS = `
ALTER TABLE area_status ADD COLUMN ended_by_id uuid REFERENCES user_account, ADD COLUMN end_confirmed_at timestamptz,
  ADD COLUMN end_confirmed_by_id uuid REFERENCES user_account;
UPDATE area_status s SET ended_by_id = (SELECT e.actor_id FROM ledger_entry e
    WHERE e.kind = 'pest.area-ended' AND e.subject_ids[1] = s.id ORDER BY e.recorded_at DESC, e.id DESC LIMIT 1)
  WHERE s.ended_on IS NOT NULL;
ALTER TABLE area_status
  ADD CONSTRAINT area_status_ended_by_somebody CHECK (ended_by_id IS NULL OR ended_on IS NOT NULL),
  ADD CONSTRAINT area_status_end_confirmed_by_somebody CHECK ((end_confirmed_at IS NULL) = (end_confirmed_by_id IS NULL)),
  ADD CONSTRAINT area_status_end_two_people CHECK (end_confirmed_by_id <> ended_by_id);
CREATE TRIGGER area_status_stays_ended BEFORE UPDATE OF ended_on, ended_by_id, end_confirmed_at, end_confirmed_by_id ON area_status
  FOR EACH ROW WHEN (OLD.end_confirmed_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
`;

const INDEXES = `
CREATE INDEX lot_release_attachment_file ON lot_release_attachment (attachment_id);
CREATE INDEX residue_coverage_attachment_file ON residue_coverage_attachment (attachment_id);
CREATE INDEX quarantine_treatment_attachment ON quarantine_treatment (attachment_id) WHERE attachment_id IS NOT NULL;
`;

/** Everything that a file may hang on, each with who sees the file for it. */
const SHOWN = `
CREATE FUNCTION internal.shows_attachment(file uuid, viewer uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM attachment a WHERE a.id = file AND a.organisation_id = viewer)
    OR EXISTS (SELECT FROM organisation o WHERE o.id = viewer AND o.kind = 'BASE_OFFICE')
    OR EXISTS (SELECT FROM compliance_certificate c WHERE c.report_id = file AND viewer = ANY (c.visible_to))
    OR EXISTS (SELECT FROM certificate_collection k JOIN receipt t ON t.run_id = k.run_id
      WHERE k.photograph_id = file AND viewer IN (k.organisation_id, t.supplier_id))
    OR EXISTS (SELECT FROM lot_release_attachment x WHERE x.attachment_id = file AND viewer = ANY (x.visible_to))
    OR EXISTS (SELECT FROM residue_coverage_attachment x WHERE x.attachment_id = file AND viewer = ANY (x.visible_to))
    OR EXISTS (SELECT FROM quarantine_treatment q WHERE q.attachment_id = file AND viewer = ANY (q.visible_to))
    OR EXISTS (SELECT FROM supply_relation s WHERE s.attachment_id = file AND viewer = ANY (s.visible_to))
    OR EXISTS (SELECT FROM officer_appointment o WHERE o.attachment_id = file AND o.organisation_id = viewer)
    OR EXISTS (SELECT FROM registration_yield y WHERE y.attachment_id = file AND y.organisation_id = viewer)
    OR EXISTS (SELECT FROM label_design d WHERE d.artwork_id = file AND d.organisation_id = viewer)
    OR EXISTS (SELECT FROM product_label p WHERE p.photograph_id = file);
$$;
`;

/** Whoever loses sight of a row loses the file it names, unless it is seen through another one. */
const FOLLOWING = `
CREATE FUNCTION internal.attachment_goes_with_sight() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  file uuid := (to_jsonb(NEW) ->> TG_ARGV[0])::uuid;
  lost uuid[] := ARRAY(SELECT v FROM unnest(OLD.visible_to) AS v WHERE v <> ALL (NEW.visible_to));
BEGIN
  UPDATE attachment a SET visible_to = ARRAY(
      SELECT v FROM unnest(a.visible_to) AS v WHERE v <> ALL (lost) OR internal.shows_attachment(a.id, v) ORDER BY v)
    WHERE a.id = file AND a.visible_to && lost;
  RETURN NULL;
END $$;
${[
  ['compliance_certificate', 'report_id'],
  ['residue_coverage_attachment', 'attachment_id'],
  ['quarantine_treatment', 'attachment_id'],
  ['lot_release_attachment', 'attachment_id'],
]
  .map(
    ([table, column]) => `
CREATE TRIGGER ${table}_takes_file_along AFTER UPDATE OF visible_to ON ${table}
  FOR EACH ROW WHEN (NOT OLD.visible_to <@ NEW.visible_to)
  EXECUTE FUNCTION internal.attachment_goes_with_sight('${column}');`,
  )
  .join('')}
`;

/** Whoever sees the receipt sees that a certificate was collected; the paper shows who promises. */
const PHOTOGRAPHS = `
CREATE OR REPLACE FUNCTION internal.collections_follow_receipt() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE certificate_collection SET visible_to = NEW.visible_to WHERE run_id = NEW.run_id;
  RETURN NULL;
END $$;
`;

/** What was shown too far, or too long, until now. */
const PUT_RIGHT = `
UPDATE attachment a SET visible_to = ARRAY(
    SELECT v FROM unnest(a.visible_to) AS v WHERE internal.shows_attachment(a.id, v) ORDER BY v)
  WHERE a.id IN (SELECT report_id FROM compliance_certificate UNION SELECT photograph_id FROM certificate_collection
      UNION SELECT attachment_id FROM residue_coverage_attachment UNION SELECT attachment_id FROM quarantine_treatment)
    AND EXISTS (SELECT FROM unnest(a.visible_to) AS v WHERE NOT internal.shows_attachment(a.id, v));
`;

const DOWN = `
CREATE OR REPLACE FUNCTION internal.collections_follow_receipt() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE certificate_collection SET visible_to = NEW.visible_to WHERE run_id = NEW.run_id;
  IF FOUND THEN
    PERFORM internal.show_attachments(
      ARRAY(SELECT k.photograph_id FROM certificate_collection k WHERE k.run_id = NEW.run_id AND k.photograph_id IS NOT NULL), NEW.visible_to);
  END IF;
  RETURN NULL;
END $$;
DROP TRIGGER lot_release_attachment_takes_file_along ON lot_release_attachment;
DROP TRIGGER quarantine_treatment_takes_file_along ON quarantine_treatment;
DROP TRIGGER residue_coverage_attachment_takes_file_along ON residue_coverage_attachment;
DROP TRIGGER compliance_certificate_takes_file_along ON compliance_certificate;
DROP FUNCTION internal.attachment_goes_with_sight();
DROP FUNCTION internal.shows_attachment(uuid, uuid);
DROP INDEX quarantine_treatment_attachment;
DROP INDEX residue_coverage_attachment_file;
DROP INDEX lot_release_attachment_file;
DROP TRIGGER area_status_stays_ended ON area_status;
ALTER TABLE area_status DROP COLUMN ended_by_id, DROP COLUMN end_confirmed_at, DROP COLUMN end_confirmed_by_id;
ALTER TABLE edition_entry DROP COLUMN dropped_by_id;
`;
