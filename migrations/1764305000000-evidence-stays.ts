import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What two people confirmed takes two to withdraw; a report is entered once however its number is written; nothing is
 * attached that is erased meanwhile; and the texts of labels and the titles of papers can be erased, as all free text can.
 */
export class EvidenceStays1764305000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [WITHDRAWALS, REPORT_NUMBERS, GRANTS, ERASABLE, ERASING]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

// What one person withdrew before this stays withdrawn: it may have been entered again since.
const WITHDRAWALS = `
ALTER TABLE residue_coverage ADD COLUMN withdrawal_asked_at timestamptz,
  ADD COLUMN withdrawal_asked_by_id uuid REFERENCES user_account, ADD COLUMN withdrawal_asked_because text;
ALTER TABLE residue_coverage
  ADD CONSTRAINT residue_coverage_withdrawal_asked CHECK ((withdrawal_asked_at IS NULL) = (withdrawal_asked_by_id IS NULL)
    AND (withdrawal_asked_at IS NULL) = (withdrawal_asked_because IS NULL)
    AND (withdrawal_asked_at IS NULL OR confirmed_at IS NOT NULL)),
  ADD CONSTRAINT residue_coverage_withdrawn_by_two CHECK (withdrawn_by_id <> withdrawal_asked_by_id);
CREATE TRIGGER residue_coverage_asked_once BEFORE UPDATE OF withdrawal_asked_at, withdrawal_asked_by_id, withdrawal_asked_because
  ON residue_coverage FOR EACH ROW WHEN (OLD.withdrawal_asked_at IS NOT NULL OR OLD.withdrawn_at IS NOT NULL)
  EXECUTE FUNCTION refuse_change();
CREATE TRIGGER residue_coverage_withdrawn_after_asked BEFORE UPDATE OF withdrawn_at ON residue_coverage
  FOR EACH ROW WHEN (OLD.confirmed_at IS NOT NULL AND OLD.withdrawal_asked_at IS NULL) EXECUTE FUNCTION refuse_change();
`;

// No index, because reports that differ so may stand already. Asked as the owner, because who enters may not see the other
// one, and after the insertion, so that only who may enter a report learns whether there is one.
const REPORT_NUMBERS = `
CREATE FUNCTION internal.coverage_report_once() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('residue_coverage ' || lower(NEW.report_number), 0));
  IF EXISTS (SELECT FROM residue_coverage c WHERE lower(c.report_number) = lower(NEW.report_number)
      AND lower(c.laboratory) = lower(NEW.laboratory) AND c.kind = NEW.kind AND c.withdrawn_at IS NULL AND c.id <> NEW.id) THEN
    RAISE EXCEPTION 'the report is entered already'
      USING ERRCODE = 'unique_violation', CONSTRAINT = 'residue_coverage_report_once', TABLE = 'residue_coverage';
  END IF;
  RETURN NULL;
END $$;
CREATE INDEX residue_coverage_report_number ON residue_coverage (lower(report_number)) WHERE withdrawn_at IS NULL;
CREATE TRIGGER residue_coverage_report_once AFTER INSERT ON residue_coverage
  FOR EACH ROW EXECUTE FUNCTION internal.coverage_report_once();
`;

// Who attaches looks first, and a file may be erased between: as a failure to serialise it is tried again, and then refused.
const GRANTS = `
CREATE OR REPLACE FUNCTION grant_attachments(ids uuid[], viewers uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM attachment a WHERE a.id = ANY (ids) ORDER BY a.id FOR NO KEY UPDATE;
  IF EXISTS (SELECT FROM unnest(ids) AS wanted (id) WHERE NOT EXISTS (
      SELECT FROM attachment a WHERE a.id = wanted.id AND (app_sees_all() OR app_organisation() = ANY (a.visible_to)))) THEN
    RAISE EXCEPTION 'attachment is not visible' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF EXISTS (SELECT FROM attachment a WHERE a.id = ANY (ids) AND a.erased_at IS NOT NULL) THEN
    RAISE EXCEPTION 'attachment was erased meanwhile' USING ERRCODE = 'serialization_failure';
  END IF;
  UPDATE attachment a SET visible_to = ARRAY(SELECT DISTINCT v FROM unnest(a.visible_to || viewers) AS v ORDER BY v)
    WHERE a.id = ANY (ids) AND NOT a.visible_to @> viewers;
END $$;
`;

// They never change, but may become empty.
const ERASABLE = `
DROP TRIGGER label_design_stays ON label_design;
CREATE TRIGGER label_design_stays BEFORE UPDATE OF id, code, brand_code, organisation_id, market_code, marks, series,
    artwork_id, valid_from, valid_to, recorded_at, recorded_by_id OR DELETE
  ON label_design FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER label_design_texts_stay BEFORE UPDATE OF texts ON label_design
  FOR EACH ROW WHEN (NEW.texts <> '') EXECUTE FUNCTION refuse_change();
DROP TRIGGER area_status_stays ON area_status;
CREATE TRIGGER area_status_stays BEFORE UPDATE OF id, pest_code, status, region_code, registration_id, valid_from, valid_to,
  attachment_id, recorded_at, recorded_by_id OR DELETE ON area_status FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER area_status_document_stays BEFORE UPDATE OF document ON area_status
  FOR EACH ROW WHEN (NEW.document <> '') EXECUTE FUNCTION refuse_change();
`;

// Rows whose entry has the text in clear, from before it was kept beside the ledger, stay as the entry says.
const ERASING = `
ALTER FUNCTION erase_text(uuid, timestamptz) SET SCHEMA internal;
ALTER FUNCTION internal.erase_text(uuid, timestamptz) RENAME TO erase_text_but_titles;
CREATE FUNCTION erase_text(subject uuid, now_ timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  gone integer;
BEGIN
  IF app_sees_all() THEN
    UPDATE label_design d SET texts = '' WHERE d.id = subject AND EXISTS (
      SELECT FROM ledger_text t WHERE t.subject_ids @> ARRAY[subject] AND t.field = 'texts' AND t.erased_at IS NULL);
    UPDATE area_status s SET document = '' WHERE s.id = subject AND EXISTS (
      SELECT FROM ledger_text t WHERE t.subject_ids @> ARRAY[subject] AND t.field = 'document' AND t.erased_at IS NULL);
  END IF;
  gone := internal.erase_text_but_titles(subject, now_);
  IF gone > 0 THEN
    DELETE FROM personal_salt WHERE subject_id = subject AND (app_sees_all() OR organisation_id = app_organisation());
  END IF;
  RETURN gone;
END $$;

-- Who promises on a collected paper stands in the ledger as a commitment, which means nothing once its salt is gone.
ALTER FUNCTION forget_grower(uuid, timestamptz) SET SCHEMA internal;
ALTER FUNCTION internal.forget_grower(uuid, timestamptz) RENAME TO forget_grower_but_issuers;
CREATE FUNCTION forget_grower(grower_id_ uuid, now_ timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  coop uuid;
  words text[];
BEGIN
  SELECT g.organisation_id, ARRAY(SELECT w FROM unnest(ARRAY[g.name, g.telephone]) AS w WHERE length(w) >= 2)
    INTO coop, words FROM grower g WHERE g.id = grower_id_ AND (app_sees_all() OR g.organisation_id = app_organisation());
  DELETE FROM personal_salt WHERE subject_id IN (SELECT k.id FROM certificate_collection k JOIN receipt t ON t.run_id = k.run_id
    WHERE t.supplier_id = coop AND internal.names(k.paper_issuer, words));
  PERFORM internal.forget_grower_but_issuers(grower_id_, now_);
END $$;
`;

const DOWN = `
DROP FUNCTION forget_grower(uuid, timestamptz);
ALTER FUNCTION internal.forget_grower_but_issuers(uuid, timestamptz) RENAME TO forget_grower;
ALTER FUNCTION internal.forget_grower(uuid, timestamptz) SET SCHEMA public;
DROP FUNCTION erase_text(uuid, timestamptz);
ALTER FUNCTION internal.erase_text_but_titles(uuid, timestamptz) RENAME TO erase_text;
ALTER FUNCTION internal.erase_text(uuid, timestamptz) SET SCHEMA public;
DROP TRIGGER area_status_document_stays ON area_status;
DROP TRIGGER area_status_stays ON area_status;
CREATE TRIGGER area_status_stays BEFORE UPDATE OF id, pest_code, status, region_code, registration_id, valid_from, valid_to, document,
  attachment_id, recorded_at, recorded_by_id OR DELETE ON area_status FOR EACH ROW EXECUTE FUNCTION refuse_change();
DROP TRIGGER label_design_texts_stay ON label_design;
DROP TRIGGER label_design_stays ON label_design;
CREATE TRIGGER label_design_stays BEFORE UPDATE OF id, code, brand_code, organisation_id, market_code, marks, texts, series,
    artwork_id, valid_from, valid_to, recorded_at, recorded_by_id OR DELETE
  ON label_design FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE FUNCTION grant_attachments(ids uuid[], viewers uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM attachment a WHERE a.id = ANY (ids) ORDER BY a.id FOR NO KEY UPDATE;
  IF EXISTS (SELECT FROM unnest(ids) AS wanted (id) WHERE NOT EXISTS (
      SELECT FROM attachment a WHERE a.id = wanted.id AND (app_sees_all() OR app_organisation() = ANY (a.visible_to)))) THEN
    RAISE EXCEPTION 'attachment is not visible' USING ERRCODE = 'insufficient_privilege';
  END IF;
  UPDATE attachment a SET visible_to = ARRAY(SELECT DISTINCT v FROM unnest(a.visible_to || viewers) AS v ORDER BY v)
    WHERE a.id = ANY (ids) AND NOT a.visible_to @> viewers;
END $$;
DROP TRIGGER residue_coverage_report_once ON residue_coverage;
DROP INDEX residue_coverage_report_number;
DROP FUNCTION internal.coverage_report_once();
DROP TRIGGER residue_coverage_withdrawn_after_asked ON residue_coverage;
DROP TRIGGER residue_coverage_asked_once ON residue_coverage;
ALTER TABLE residue_coverage DROP COLUMN withdrawal_asked_at, DROP COLUMN withdrawal_asked_by_id,
  DROP COLUMN withdrawal_asked_because;
`;
