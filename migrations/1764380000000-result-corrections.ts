import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A slip in what was measured, or in a line of a laboratory's report, is put right by another entry that takes its place or
 * says that it was none. What stands here already corrects nothing and is corrected by nothing: all is as before.
 */
export class ResultCorrections1764380000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [...TABLES.map(correctable), ONCE, ERASING, FORGETTING]) await runner.query(sql);
  }

  /** Only where no line of a report is entered more than once: it could not be kept. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

const TABLES = ['measurement', 'laboratory_result'];

// The reason is written by people, who write of people: it may become empty, and nothing else of a correction changes.
const correctable = (table: string): string => `
ALTER TABLE ${table}
  ADD COLUMN corrects_id uuid REFERENCES ${table},
  ADD COLUMN is_void boolean NOT NULL DEFAULT false,
  ADD COLUMN correction_reason text,
  ADD COLUMN corrected_by_id uuid REFERENCES user_account,
  ADD CONSTRAINT ${table}_correction_whole CHECK ((corrects_id IS NULL) = (correction_reason IS NULL)
    AND (corrects_id IS NULL) = (corrected_by_id IS NULL) AND (corrects_id IS NOT NULL OR NOT is_void));
CREATE UNIQUE INDEX ${table}_corrected_once ON ${table} (corrects_id) WHERE corrects_id IS NOT NULL;
CREATE TRIGGER ${table}_correction_stays BEFORE UPDATE OF corrects_id, is_void, corrected_by_id
  ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ${table}_correction_reason_stays BEFORE UPDATE OF correction_reason ON ${table}
  FOR EACH ROW WHEN (NEW.correction_reason IS DISTINCT FROM '') EXECUTE FUNCTION refuse_change();
`;

const LINE = `inspection_id, report_number, substance, coalesce(residue_definition_kind, ''), coalesce(residue_definition, '')`;

// Of the lines that stand, each is there once; one that was corrected away may be entered anew. Commands hold the inspection
// locked while they add lines, so that no two of them look at the same moment.
const ONCE = `
DROP INDEX laboratory_result_once;
CREATE INDEX laboratory_result_line ON laboratory_result (${LINE});
CREATE FUNCTION internal.laboratory_result_once() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM laboratory_result x
      WHERE x.inspection_id = NEW.inspection_id AND x.report_number = NEW.report_number AND x.substance = NEW.substance
        AND coalesce(x.residue_definition_kind, '') = coalesce(NEW.residue_definition_kind, '')
        AND coalesce(x.residue_definition, '') = coalesce(NEW.residue_definition, '')
        AND x.id <> NEW.id AND NOT x.is_void
        AND NOT EXISTS (SELECT FROM laboratory_result c WHERE c.corrects_id = x.id)) THEN
    RAISE EXCEPTION 'the line of the report is entered already'
      USING ERRCODE = 'unique_violation', CONSTRAINT = 'laboratory_result_once', TABLE = 'laboratory_result';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER laboratory_result_once AFTER INSERT ON laboratory_result
  FOR EACH ROW WHEN (NOT NEW.is_void) EXECUTE FUNCTION internal.laboratory_result_once();
`;

// No signature covers why something was corrected, so that it can be erased whenever that has to be.
const erasedIn = (table: string): string => `
  UPDATE ${table} x SET correction_reason = '' FROM inspection i
    WHERE i.id = x.inspection_id AND subject IN (x.id, x.corrects_id, i.id, i.batch_id) AND x.correction_reason <> ''
      AND (app_sees_all() OR i.organisation_id = app_organisation());
  GET DIAGNOSTICS n = ROW_COUNT; gone := gone + n;`;

const ERASING = `
ALTER FUNCTION erase_text(uuid, timestamptz) SET SCHEMA internal;
ALTER FUNCTION internal.erase_text(uuid, timestamptz) RENAME TO erase_text_but_corrections;
CREATE FUNCTION erase_text(subject uuid, now_ timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  gone integer := 0;
  n integer;
BEGIN
  ${TABLES.map(erasedIn).join('')}
  RETURN gone + internal.erase_text_but_corrections(subject, now_);
END $$;
`;

const forgottenIn = (table: string): string => `
  UPDATE ${table} SET correction_reason = '' WHERE batch_id = ANY (fruit) AND internal.names(correction_reason, words);`;

const FORGETTING = `
ALTER FUNCTION forget_grower(uuid, timestamptz) SET SCHEMA internal;
ALTER FUNCTION internal.forget_grower(uuid, timestamptz) RENAME TO forget_grower_but_corrections;
CREATE FUNCTION forget_grower(grower_id_ uuid, now_ timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  words text[];
  fruit uuid[];
BEGIN
  SELECT ARRAY(SELECT w FROM unnest(ARRAY[g.name, g.telephone]) AS w WHERE length(w) >= 2)
    INTO words FROM grower g WHERE g.id = grower_id_ AND (app_sees_all() OR g.organisation_id = app_organisation());
  fruit := ARRAY(SELECT DISTINCT o.batch_id FROM batch_origin o JOIN plot p ON p.id = o.plot_id WHERE p.grower_id = grower_id_);
  ${TABLES.map(forgottenIn).join('')}
  UPDATE ledger_text SET salt = NULL, text = NULL, erased_at = now_
    WHERE erased_at IS NULL AND field = 'reason' AND internal.names(text, words) AND subject_ids && fruit
      AND entry_id IN (SELECT e.id FROM ledger_entry e WHERE e.kind IN ('inspection.measurements-corrected', 'inspection.laboratory-results-corrected') AND e.subject_ids && fruit);
  PERFORM internal.forget_requests(ARRAY(SELECT i.id FROM inspection i WHERE i.batch_id = ANY (fruit)));
  PERFORM internal.forget_grower_but_corrections(grower_id_, now_);
END $$;
`;

const undone = (table: string): string => `
DROP TRIGGER ${table}_correction_reason_stays ON ${table};
DROP TRIGGER ${table}_correction_stays ON ${table};
DROP INDEX ${table}_corrected_once;
ALTER TABLE ${table} DROP CONSTRAINT ${table}_correction_whole, DROP COLUMN corrected_by_id, DROP COLUMN correction_reason,
  DROP COLUMN is_void, DROP COLUMN corrects_id;
`;

const DOWN = `
DROP FUNCTION forget_grower(uuid, timestamptz);
ALTER FUNCTION internal.forget_grower_but_corrections(uuid, timestamptz) RENAME TO forget_grower;
ALTER FUNCTION internal.forget_grower(uuid, timestamptz) SET SCHEMA public;
DROP FUNCTION erase_text(uuid, timestamptz);
ALTER FUNCTION internal.erase_text_but_corrections(uuid, timestamptz) RENAME TO erase_text;
ALTER FUNCTION internal.erase_text(uuid, timestamptz) SET SCHEMA public;
DROP TRIGGER laboratory_result_once ON laboratory_result;
DROP FUNCTION internal.laboratory_result_once();
DROP INDEX laboratory_result_line;
CREATE UNIQUE INDEX laboratory_result_once ON laboratory_result (${LINE});
${TABLES.map(undone).join('')}
`;
