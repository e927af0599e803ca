import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ORGANISATION, ofParent, rowScope, VISIBLE } from './support/row-scope.js';

/**
 * A laboratory's report as files, beside the lines that were typed from it. Inspections from before have none, and their
 * signatures cover none.
 */
export class LaboratoryReportFiles1764420000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [FILES, SIGHT]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

const FILES = `
CREATE TABLE laboratory_report_file (
  id uuid PRIMARY KEY,
  inspection_id uuid NOT NULL REFERENCES inspection,
  report_number text NOT NULL,
  attachment_id uuid NOT NULL REFERENCES attachment,
  sha256 text NOT NULL,
  recorded_at timestamptz NOT NULL,
  visible_to uuid[] NOT NULL,
  CONSTRAINT laboratory_report_file_once UNIQUE (inspection_id, report_number, attachment_id)
);
CREATE INDEX laboratory_report_file_file ON laboratory_report_file (attachment_id);
CREATE TRIGGER laboratory_report_file_stays BEFORE UPDATE OF id, inspection_id, report_number, attachment_id, sha256, recorded_at
  OR DELETE ON laboratory_report_file FOR EACH ROW EXECUTE FUNCTION refuse_change();
${rowScope('laboratory_report_file', {
  read: VISIBLE,
  insert: ofParent('inspection', 'inspection_id', `x.organisation_id = ${ORGANISATION}`),
})}
`;

// Whoever sees the inspection sees its reports, and loses sight with it.
const SIGHT = `
CREATE FUNCTION internal.report_files_follow_inspection() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE laboratory_report_file SET visible_to = NEW.visible_to WHERE inspection_id = NEW.id;
  IF FOUND THEN
    PERFORM internal.show_attachments(
      ARRAY(SELECT f.attachment_id FROM laboratory_report_file f WHERE f.inspection_id = NEW.id), NEW.visible_to);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER inspection_shows_report_files AFTER UPDATE OF visible_to ON inspection
  FOR EACH ROW WHEN (OLD.visible_to IS DISTINCT FROM NEW.visible_to) EXECUTE FUNCTION internal.report_files_follow_inspection();

ALTER FUNCTION internal.shows_attachment(uuid, uuid) RENAME TO shows_attachment_but_reports;
CREATE FUNCTION internal.shows_attachment(file uuid, viewer uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT internal.shows_attachment_but_reports(file, viewer)
    OR EXISTS (SELECT FROM laboratory_report_file f WHERE f.attachment_id = file AND viewer = ANY (f.visible_to));
$$;
CREATE TRIGGER laboratory_report_file_takes_file_along AFTER UPDATE OF visible_to ON laboratory_report_file
  FOR EACH ROW WHEN (NOT OLD.visible_to <@ NEW.visible_to) EXECUTE FUNCTION internal.attachment_goes_with_sight('attachment_id');
`;

const DOWN = `
DROP FUNCTION internal.shows_attachment(uuid, uuid);
ALTER FUNCTION internal.shows_attachment_but_reports(uuid, uuid) RENAME TO shows_attachment;
DROP TRIGGER inspection_shows_report_files ON inspection;
DROP FUNCTION internal.report_files_follow_inspection();
DROP TABLE laboratory_report_file;
`;
