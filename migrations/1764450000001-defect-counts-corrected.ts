import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SEES_ALL } from './support/row-scope.js';

/**
 * Counts of defects have the same way back after the signature as measured values (docs/adr/0040-declined-corrections.md). Those
 * that corrected others before keep no reason, and were all made before a signature: they need nobody.
 */
export class DefectCountsCorrected1764450000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [CORRECTED, ERASING, FORGETTING]) await runner.query(sql);
  }

  /** Only where no count was corrected by an entry that says why: it would count beside the one it corrects. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

const CORRECTED = `
ALTER TABLE defect_count ADD COLUMN is_void boolean NOT NULL DEFAULT false, ADD COLUMN correction_reason text,
  ADD COLUMN corrected_by_id uuid REFERENCES user_account, ADD COLUMN needs_agreement boolean NOT NULL DEFAULT false,
  ADD COLUMN agreed_at timestamptz, ADD COLUMN agreed_by_id uuid REFERENCES user_account,
  ADD COLUMN declined_at timestamptz, ADD COLUMN declined_by_id uuid REFERENCES user_account, ADD COLUMN decline_reason text;
ALTER TABLE defect_count
  ADD CONSTRAINT defect_count_correction_whole CHECK ((correction_reason IS NULL) = (corrected_by_id IS NULL)
    AND (corrects_id IS NOT NULL OR correction_reason IS NULL) AND (correction_reason IS NOT NULL OR NOT is_void)),
  ADD CONSTRAINT defect_count_agreed_by_somebody CHECK ((agreed_at IS NULL) = (agreed_by_id IS NULL)),
  ADD CONSTRAINT defect_count_agreed_where_needed CHECK (agreed_at IS NULL OR needs_agreement),
  ADD CONSTRAINT defect_count_agreed_by_another CHECK (agreed_by_id <> corrected_by_id),
  ADD CONSTRAINT defect_count_agreement_of_correction CHECK (correction_reason IS NOT NULL OR NOT needs_agreement),
  ADD CONSTRAINT defect_count_declined_whole
    CHECK ((declined_at IS NULL) = (declined_by_id IS NULL) AND (declined_at IS NULL) = (decline_reason IS NULL)),
  ADD CONSTRAINT defect_count_declined_where_needed CHECK (declined_at IS NULL OR needs_agreement),
  ADD CONSTRAINT defect_count_declined_by_another CHECK (declined_by_id <> corrected_by_id),
  ADD CONSTRAINT defect_count_declined_before_agreed CHECK (agreed_at >= declined_at),
  ADD CONSTRAINT defect_count_decline_reason CHECK (decline_reason IN ('CONTRADICTED', 'NOT_SHOWN', 'NO_SLIP', 'WRONG_ENTRY'));
CREATE INDEX defect_count_awaiting_agreement ON defect_count (inspection_id) WHERE needs_agreement AND agreed_at IS NULL;
CREATE TRIGGER defect_count_after_signature BEFORE INSERT ON defect_count
  FOR EACH ROW EXECUTE FUNCTION internal.entered_after_signature();
CREATE TRIGGER defect_count_correction_stays BEFORE UPDATE OF is_void, corrected_by_id, needs_agreement ON defect_count
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER defect_count_correction_reason_stays BEFORE UPDATE OF correction_reason ON defect_count
  FOR EACH ROW WHEN (NEW.correction_reason IS DISTINCT FROM '') EXECUTE FUNCTION refuse_change();
CREATE TRIGGER defect_count_agreement_stays BEFORE UPDATE OF agreed_at, agreed_by_id ON defect_count
  FOR EACH ROW WHEN (OLD.agreed_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER defect_count_declining_stays BEFORE UPDATE OF declined_at, declined_by_id, decline_reason ON defect_count
  FOR EACH ROW WHEN (OLD.declined_at IS NOT NULL OR OLD.agreed_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
CREATE POLICY defect_count_update ON defect_count FOR UPDATE USING (${SEES_ALL}) WITH CHECK (${SEES_ALL});
`;

// No signature covers why something was corrected, so that it can be erased whenever that has to be.
const ERASING = `
ALTER FUNCTION erase_text(uuid, timestamptz) SET SCHEMA internal;
ALTER FUNCTION internal.erase_text(uuid, timestamptz) RENAME TO erase_text_but_counts;
CREATE FUNCTION erase_text(subject uuid, now_ timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  gone integer;
BEGIN
  UPDATE defect_count x SET correction_reason = '' FROM inspection i
    WHERE i.id = x.inspection_id AND subject IN (x.id, x.corrects_id, i.id, i.batch_id) AND x.correction_reason <> ''
      AND (app_sees_all() OR i.organisation_id = app_organisation());
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone + internal.erase_text_but_counts(subject, now_);
END $$;
`;

const FORGETTING = `
ALTER FUNCTION forget_grower(uuid, timestamptz) SET SCHEMA internal;
ALTER FUNCTION internal.forget_grower(uuid, timestamptz) RENAME TO forget_grower_but_counts;
CREATE FUNCTION forget_grower(grower_id_ uuid, now_ timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  words text[];
  fruit uuid[];
BEGIN
  SELECT ARRAY(SELECT w FROM unnest(ARRAY[g.name, g.telephone]) AS w WHERE length(w) >= 2)
    INTO words FROM grower g WHERE g.id = grower_id_ AND (app_sees_all() OR g.organisation_id = app_organisation());
  fruit := ARRAY(SELECT DISTINCT o.batch_id FROM batch_origin o JOIN plot p ON p.id = o.plot_id WHERE p.grower_id = grower_id_);
  UPDATE defect_count SET correction_reason = '' WHERE batch_id = ANY (fruit) AND internal.names(correction_reason, words);
  UPDATE ledger_text SET salt = NULL, text = NULL, erased_at = now_
    WHERE erased_at IS NULL AND field = 'reason' AND internal.names(text, words) AND subject_ids && fruit
      AND entry_id IN (SELECT e.id FROM ledger_entry e WHERE e.kind = 'inspection.defects-corrected' AND e.subject_ids && fruit);
  PERFORM internal.forget_grower_but_counts(grower_id_, now_);
END $$;
`;

const DOWN = `
DO $$ BEGIN
  IF EXISTS (SELECT FROM defect_count WHERE correction_reason IS NOT NULL) THEN
    RAISE EXCEPTION 'counts were corrected';
  END IF;
END $$;
DROP FUNCTION forget_grower(uuid, timestamptz);
ALTER FUNCTION internal.forget_grower_but_counts(uuid, timestamptz) RENAME TO forget_grower;
ALTER FUNCTION internal.forget_grower(uuid, timestamptz) SET SCHEMA public;
DROP FUNCTION erase_text(uuid, timestamptz);
ALTER FUNCTION internal.erase_text_but_counts(uuid, timestamptz) RENAME TO erase_text;
ALTER FUNCTION internal.erase_text(uuid, timestamptz) SET SCHEMA public;
DROP POLICY defect_count_update ON defect_count;
DROP TRIGGER defect_count_declining_stays ON defect_count;
DROP TRIGGER defect_count_agreement_stays ON defect_count;
DROP TRIGGER defect_count_correction_reason_stays ON defect_count;
DROP TRIGGER defect_count_correction_stays ON defect_count;
DROP TRIGGER defect_count_after_signature ON defect_count;
ALTER TABLE defect_count DROP COLUMN decline_reason, DROP COLUMN declined_by_id, DROP COLUMN declined_at, DROP COLUMN agreed_by_id,
  DROP COLUMN agreed_at, DROP COLUMN needs_agreement, DROP COLUMN corrected_by_id, DROP COLUMN correction_reason, DROP COLUMN is_void;
`;
