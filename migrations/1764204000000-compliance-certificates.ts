import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ORGANISATION, SEES_ALL, VISIBLE, ofParent, rowScope } from './support/row-scope.js';

/** Compliance certificates 承诺达标合格证: issued on a batch, collected with a receipt, withdrawn and never deleted. */
export class ComplianceCertificates1764204000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [CERTIFICATES, COLLECTIONS, SIGHT, ERASING]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

const CERTIFICATES = `
CREATE TABLE compliance_certificate (
  id uuid PRIMARY KEY,
  number text NOT NULL,
  issuer_id uuid NOT NULL REFERENCES organisation,
  batch_id uuid NOT NULL REFERENCES batch,
  producer text NOT NULL,
  on_behalf_of_id uuid REFERENCES grower,
  mass_grams bigint NOT NULL,
  basis text[] NOT NULL,
  form text NOT NULL,
  issued_on date NOT NULL,
  inspection_id uuid REFERENCES inspection,
  report_id uuid REFERENCES attachment,
  parent_ids uuid[] NOT NULL,
  replaces_id uuid REFERENCES compliance_certificate,
  -- What it says, frozen, so that it can be printed again as it was; without a person's name or number.
  contents text NOT NULL,
  contents_sha256 text NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by_id uuid NOT NULL REFERENCES user_account,
  withdrawn_at timestamptz,
  withdrawn_by_id uuid REFERENCES user_account,
  withdrawal_reason text,
  visible_to uuid[] NOT NULL,
  CONSTRAINT compliance_certificate_number_key UNIQUE (issuer_id, number),
  CONSTRAINT compliance_certificate_producer CHECK (producer IN ('ORGANISATION', 'HOUSEHOLD')),
  CONSTRAINT compliance_certificate_household CHECK ((producer = 'HOUSEHOLD') = (on_behalf_of_id IS NOT NULL)),
  CONSTRAINT compliance_certificate_mass CHECK (mass_grams > 0),
  CONSTRAINT compliance_certificate_basis CHECK (
    cardinality(basis) > 0 AND basis <@ ARRAY['QUALITY_CONTROL', 'SELF_CHECK', 'COMMISSIONED_TEST']),
  CONSTRAINT compliance_certificate_form CHECK (form IN ('ELECTRONIC', 'PRINTED', 'HANDWRITTEN')),
  CONSTRAINT compliance_certificate_withdrawal CHECK (
    (withdrawn_at IS NULL) = (withdrawn_by_id IS NULL) AND (withdrawn_at IS NULL) = (withdrawal_reason IS NULL))
);
CREATE INDEX compliance_certificate_batch ON compliance_certificate (batch_id);
CREATE INDEX compliance_certificate_report ON compliance_certificate (report_id) WHERE report_id IS NOT NULL;
CREATE INDEX compliance_certificate_issued ON compliance_certificate (issued_on, id);
-- One certificate for a batch at a time; a wrong one is withdrawn before another is issued.
CREATE UNIQUE INDEX compliance_certificate_standing ON compliance_certificate (batch_id) WHERE withdrawn_at IS NULL;
${rowScope('compliance_certificate', {
  read: VISIBLE,
  insert: `(issuer_id = ${ORGANISATION} AND ${ofParent('batch', 'batch_id', `x.holder_id = ${ORGANISATION}`)})`,
  update: `(${SEES_ALL} OR issuer_id = ${ORGANISATION})`,
})}
CREATE TRIGGER compliance_certificate_stays BEFORE UPDATE OF id, number, issuer_id, batch_id, producer, on_behalf_of_id,
    mass_grams, basis, form, issued_on, inspection_id, report_id, parent_ids, replaces_id, contents, contents_sha256,
    recorded_at, recorded_by_id OR DELETE
  ON compliance_certificate FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER compliance_certificate_stays_withdrawn BEFORE UPDATE OF withdrawn_at, withdrawn_by_id
  ON compliance_certificate FOR EACH ROW WHEN (OLD.withdrawn_at IS NOT NULL) EXECUTE FUNCTION refuse_change();

-- Who stands on it and how to reach them: for the issuer alone, kept apart so that it can be erased.
CREATE TABLE certificate_contact (
  certificate_id uuid PRIMARY KEY REFERENCES compliance_certificate,
  organisation_id uuid NOT NULL REFERENCES organisation,
  grower_id uuid REFERENCES grower,
  name text,
  contact text
);
CREATE INDEX certificate_contact_grower ON certificate_contact (grower_id) WHERE grower_id IS NOT NULL;
${rowScope('certificate_contact', {
  read: `organisation_id = ${ORGANISATION}`,
  insert: `(organisation_id = ${ORGANISATION} AND ${ofParent('compliance_certificate', 'certificate_id', `x.issuer_id = ${ORGANISATION}`)})`,
})}
`;

const COLLECTIONS = `
-- What the buyer collected with a receipt: a certificate issued here, or a paper from outside with its photograph.
CREATE TABLE certificate_collection (
  id uuid PRIMARY KEY,
  run_id uuid NOT NULL REFERENCES receipt,
  organisation_id uuid NOT NULL REFERENCES organisation,
  certificate_id uuid REFERENCES compliance_certificate,
  paper_number text,
  paper_issuer text,
  paper_issued_on date,
  photograph_id uuid REFERENCES attachment,
  collected_on date NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by_id uuid NOT NULL REFERENCES user_account,
  -- When another took its place.
  replaced_at timestamptz,
  visible_to uuid[] NOT NULL,
  CONSTRAINT certificate_collection_what CHECK (
    CASE WHEN certificate_id IS NULL
      THEN paper_number IS NOT NULL AND paper_issuer IS NOT NULL AND paper_issued_on IS NOT NULL AND photograph_id IS NOT NULL
      ELSE paper_number IS NULL AND paper_issuer IS NULL AND paper_issued_on IS NULL AND photograph_id IS NULL END)
);
CREATE INDEX certificate_collection_run ON certificate_collection (run_id);
CREATE INDEX certificate_collection_organisation ON certificate_collection (organisation_id, id);
CREATE INDEX certificate_collection_certificate ON certificate_collection (certificate_id) WHERE certificate_id IS NOT NULL;
CREATE INDEX certificate_collection_photograph ON certificate_collection (photograph_id) WHERE photograph_id IS NOT NULL;
CREATE UNIQUE INDEX certificate_collection_standing ON certificate_collection (run_id) WHERE replaced_at IS NULL;
${rowScope('certificate_collection', {
  read: VISIBLE,
  insert: `(organisation_id = ${ORGANISATION} AND ${ofParent('run', 'run_id', `x.organisation_id = ${ORGANISATION}`)})`,
  update: `(${SEES_ALL} OR organisation_id = ${ORGANISATION})`,
})}
CREATE TRIGGER certificate_collection_stays BEFORE UPDATE OF id, run_id, organisation_id, certificate_id, paper_number,
    paper_issued_on, photograph_id, collected_on, recorded_at, recorded_by_id OR DELETE
  ON certificate_collection FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER certificate_collection_stays_replaced BEFORE UPDATE OF replaced_at
  ON certificate_collection FOR EACH ROW WHEN (OLD.replaced_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
`;

/** Whoever sees a batch sees its certificate, whoever sees a receipt sees what was collected with it, and loses sight with it. */
const SIGHT = `
CREATE FUNCTION internal.show_attachments(ids uuid[], viewers uuid[]) RETURNS void
LANGUAGE sql SET search_path = public, pg_temp AS $$
  UPDATE attachment a SET visible_to = ARRAY(SELECT DISTINCT v FROM unnest(a.visible_to || viewers) AS v ORDER BY v)
    WHERE a.id = ANY (ids) AND NOT a.visible_to @> viewers;
$$;

CREATE FUNCTION internal.certificates_follow_batch() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE compliance_certificate SET visible_to = NEW.visible_to WHERE batch_id = NEW.id;
  IF FOUND THEN
    PERFORM internal.show_attachments(
      ARRAY(SELECT c.report_id FROM compliance_certificate c WHERE c.batch_id = NEW.id AND c.report_id IS NOT NULL), NEW.visible_to);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER batch_shows_certificates AFTER UPDATE OF visible_to ON batch
  FOR EACH ROW WHEN (OLD.visible_to IS DISTINCT FROM NEW.visible_to) EXECUTE FUNCTION internal.certificates_follow_batch();

CREATE FUNCTION internal.collections_follow_receipt() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE certificate_collection SET visible_to = NEW.visible_to WHERE run_id = NEW.run_id;
  IF FOUND THEN
    PERFORM internal.show_attachments(
      ARRAY(SELECT k.photograph_id FROM certificate_collection k WHERE k.run_id = NEW.run_id AND k.photograph_id IS NOT NULL), NEW.visible_to);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER receipt_shows_collections AFTER UPDATE OF visible_to ON receipt
  FOR EACH ROW WHEN (OLD.visible_to IS DISTINCT FROM NEW.visible_to) EXECUTE FUNCTION internal.collections_follow_receipt();
`;

/** The issuer of a paper, a reason and a contact may name somebody: the functions that erase are put around those before. */
const ERASING = `
ALTER FUNCTION erase_text(uuid, timestamptz) SET SCHEMA internal;
ALTER FUNCTION internal.erase_text(uuid, timestamptz) RENAME TO erase_text_but_certificates;
CREATE FUNCTION erase_text(subject uuid, now_ timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  mine uuid := app_organisation();
  all_ boolean := app_sees_all();
  gone integer := 0;
  n integer;
BEGIN
  UPDATE compliance_certificate SET withdrawal_reason = ''
    WHERE id = subject AND withdrawal_reason <> '' AND (all_ OR issuer_id = mine);
  GET DIAGNOSTICS n = ROW_COUNT; gone := gone + n;
  UPDATE certificate_contact SET name = NULL, contact = NULL
    WHERE certificate_id = subject AND num_nonnulls(name, contact) > 0 AND (all_ OR organisation_id = mine);
  GET DIAGNOSTICS n = ROW_COUNT; gone := gone + n;
  IF n > 0 THEN DELETE FROM personal_salt WHERE subject_id = subject AND (all_ OR organisation_id = mine); END IF;
  UPDATE certificate_collection SET paper_issuer = ''
    WHERE id = subject AND paper_issuer <> '' AND (all_ OR organisation_id = mine);
  GET DIAGNOSTICS n = ROW_COUNT; gone := gone + n;
  IF gone > 0 THEN PERFORM internal.forget_requests(ARRAY[subject]); END IF;
  RETURN gone + internal.erase_text_but_certificates(subject, now_);
END $$;

ALTER FUNCTION forget_grower(uuid, timestamptz) SET SCHEMA internal;
ALTER FUNCTION internal.forget_grower(uuid, timestamptz) RENAME TO forget_grower_but_certificates;
CREATE FUNCTION forget_grower(grower_id_ uuid, now_ timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  coop uuid;
  words text[];
  certificates uuid[];
BEGIN
  SELECT g.organisation_id, ARRAY(SELECT w FROM unnest(ARRAY[g.name, g.telephone]) AS w WHERE length(w) >= 2)
    INTO coop, words FROM grower g WHERE g.id = grower_id_ AND (app_sees_all() OR g.organisation_id = app_organisation());
  certificates := ARRAY(SELECT c.certificate_id FROM certificate_contact c WHERE c.grower_id = grower_id_
    UNION SELECT c.certificate_id FROM certificate_contact c
      WHERE c.organisation_id = coop AND internal.names(concat_ws(' ', c.name, c.contact), words));
  UPDATE certificate_contact SET name = NULL, contact = NULL WHERE certificate_id = ANY (certificates);
  DELETE FROM personal_salt WHERE subject_id = ANY (certificates);
  UPDATE compliance_certificate SET withdrawal_reason = internal.without(withdrawal_reason, words)
    WHERE issuer_id = coop AND internal.names(withdrawal_reason, words);
  UPDATE certificate_collection k SET paper_issuer = internal.without(k.paper_issuer, words) FROM receipt t
    WHERE t.run_id = k.run_id AND t.supplier_id = coop AND internal.names(k.paper_issuer, words);
  PERFORM internal.forget_requests(certificates);
  UPDATE ledger_text SET salt = NULL, text = NULL, erased_at = now_
    WHERE erased_at IS NULL AND internal.names(text, words) AND subject_ids && ARRAY(
      SELECT k.id FROM certificate_collection k JOIN receipt t ON t.run_id = k.run_id WHERE t.supplier_id = coop);
  PERFORM internal.forget_grower_but_certificates(grower_id_, now_);
END $$;
`;

const DOWN = `
DROP FUNCTION forget_grower(uuid, timestamptz);
ALTER FUNCTION internal.forget_grower_but_certificates(uuid, timestamptz) RENAME TO forget_grower;
ALTER FUNCTION internal.forget_grower(uuid, timestamptz) SET SCHEMA public;
DROP FUNCTION erase_text(uuid, timestamptz);
ALTER FUNCTION internal.erase_text_but_certificates(uuid, timestamptz) RENAME TO erase_text;
ALTER FUNCTION internal.erase_text(uuid, timestamptz) SET SCHEMA public;
DROP TRIGGER receipt_shows_collections ON receipt;
DROP TRIGGER batch_shows_certificates ON batch;
DROP FUNCTION internal.collections_follow_receipt();
DROP FUNCTION internal.certificates_follow_batch();
DROP FUNCTION internal.show_attachments(uuid[], uuid[]);
DROP TABLE certificate_collection;
DROP TABLE certificate_contact;
DROP TABLE compliance_certificate;
`;
