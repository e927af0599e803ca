import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What people called a product, the laboratory of a report, and the title of a paper on a customs district go with all other
 * text, in their rows too. What fruit is judged by stays: which treatments used the same product is still known.
 */
export class MoreTextsErased1764310000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [ERASABLE, SAME_PRODUCT, REPORTS, ERASING, FORGETTING]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

// They never change, but may become empty. The name of a product becomes its hash, because a report on one treatment covers
// others with the same product, and whoever erases must neither widen nor narrow what it covers.
const ERASABLE = `
CREATE FUNCTION internal.product_key(name text) RETURNS text
LANGUAGE sql IMMUTABLE RETURN CASE WHEN name ~ '^[*]{3} [0-9a-f]{32}$' THEN substr(name, 5) ELSE md5(lower(name)) END;

-- Ingredients that are known go by their codes; what somebody called another one goes, and that there was one stays.
CREATE FUNCTION internal.codes_only(words text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE RETURN ARRAY(SELECT CASE WHEN w ~ '^[!-~]{1,80}$' THEN w ELSE '***' END
  FROM unnest(words) WITH ORDINALITY AS told (w, place) ORDER BY place);

DROP TRIGGER post_harvest_treatment_stays ON post_harvest_treatment;
CREATE TRIGGER post_harvest_treatment_stays BEFORE UPDATE OF id, organisation_id, kind, line_code, product_label_id, concentration, concentration_unit, bath_made_up_at, bath_changed_at, performed_at, performed_on, operator_id, recorded_at,
  recorded_by_id, corrects_id, is_void OR DELETE ON post_harvest_treatment FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER post_harvest_treatment_product_stays BEFORE UPDATE OF product_name ON post_harvest_treatment
  FOR EACH ROW WHEN (NEW.product_name IS DISTINCT FROM '*** ' || md5(lower(OLD.product_name))) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER post_harvest_treatment_substances_stay BEFORE UPDATE OF substances ON post_harvest_treatment
  FOR EACH ROW WHEN (NEW.substances IS DISTINCT FROM internal.codes_only(OLD.substances)) EXECUTE FUNCTION refuse_change();

DROP TRIGGER residue_coverage_stays ON residue_coverage;
CREATE TRIGGER residue_coverage_stays BEFORE UPDATE OF id, organisation_id, kind, registration_id, treatment_id, treated_by_id,
  report_number, covers_from, covers_to, season, sampled_on, tested_on, recorded_at, recorded_by_id
  OR DELETE ON residue_coverage FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER residue_coverage_laboratory_stays BEFORE UPDATE OF laboratory, accreditation ON residue_coverage
  FOR EACH ROW WHEN (NEW.laboratory <> '' OR NEW.accreditation <> '') EXECUTE FUNCTION refuse_change();

DROP TRIGGER customs_district_reading_stays ON customs_district_reading;
CREATE TRIGGER customs_district_reading_stays BEFORE UPDATE OF id, customs_district_code, county_codes, entered_at, entered_by_id
  OR DELETE ON customs_district_reading FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER customs_district_reading_source_stays BEFORE UPDATE OF document, clause, url ON customs_district_reading
  FOR EACH ROW WHEN (NEW.document <> '' OR NEW.clause <> '' OR NEW.url IS NOT NULL) EXECUTE FUNCTION refuse_change();
`;

// As before, by what tells products apart in place of their names.
const COVERAGES_OF = (same: string): string => `
CREATE OR REPLACE FUNCTION internal.coverages_of(batches uuid[], start uuid[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT p.coverage_id FROM batch_origin o JOIN batch h ON h.id = o.origin_batch_id
    JOIN residue_coverage_plot p ON p.plot_id = o.plot_id
    JOIN residue_coverage c ON c.id = p.coverage_id AND h.made_on BETWEEN c.covers_from AND c.covers_to
  WHERE o.batch_id = ANY (start)
  UNION
  SELECT c.id FROM post_harvest_treatment_batch x JOIN post_harvest_treatment t ON t.id = x.treatment_id
    JOIN residue_coverage c ON c.treated_by_id = t.organisation_id AND t.performed_on BETWEEN c.covers_from AND c.covers_to
    JOIN post_harvest_treatment s ON s.id = c.treatment_id AND s.line_code = t.line_code
      AND s.product_label_id IS NOT DISTINCT FROM t.product_label_id AND ${same}
  WHERE x.batch_id = ANY (batches);
$$;
`;
const SAME_PRODUCT = COVERAGES_OF(
  'internal.product_key(s.product_name) IS NOT DISTINCT FROM internal.product_key(t.product_name)',
);

// Where the laboratory of a report was erased, nobody can tell any more that another one with its number is not the same.
const ENTERED_ONCE = (laboratories: string): string => `
CREATE OR REPLACE FUNCTION internal.coverage_report_once() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('residue_coverage ' || lower(NEW.report_number), 0));
  IF EXISTS (SELECT FROM residue_coverage c WHERE lower(c.report_number) = lower(NEW.report_number)
      AND ${laboratories} AND c.kind = NEW.kind AND c.withdrawn_at IS NULL AND c.id <> NEW.id) THEN
    RAISE EXCEPTION 'the report is entered already'
      USING ERRCODE = 'unique_violation', CONSTRAINT = 'residue_coverage_report_once', TABLE = 'residue_coverage';
  END IF;
  RETURN NULL;
END $$;
`;
const REPORTS = `
${ENTERED_ONCE(`(lower(c.laboratory) = lower(NEW.laboratory) OR c.laboratory = '')`)}
DROP INDEX residue_coverage_report_once;
CREATE UNIQUE INDEX residue_coverage_report_once ON residue_coverage (laboratory, report_number, kind)
  WHERE withdrawn_at IS NULL AND laboratory <> '';
`;

// Results of an inspection that was signed stay, since the signature covers them. A reading that has its title in clear in its
// entry, from before that was kept beside the ledger, stays as the entry says.
const ERASING = `
ALTER FUNCTION erase_text(uuid, timestamptz) SET SCHEMA internal;
ALTER FUNCTION internal.erase_text(uuid, timestamptz) RENAME TO erase_text_but_products;
CREATE FUNCTION erase_text(subject uuid, now_ timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  mine uuid := app_organisation();
  all_ boolean := app_sees_all();
  gone integer := 0;
  n integer;
BEGIN
  UPDATE post_harvest_treatment SET product_name = '*** ' || md5(lower(product_name))
    WHERE subject IN (id, corrects_id) AND product_name !~ '^[*]{3} [0-9a-f]{32}$' AND (all_ OR organisation_id = mine);
  GET DIAGNOSTICS n = ROW_COUNT; gone := gone + n;
  UPDATE post_harvest_treatment SET substances = internal.codes_only(substances)
    WHERE subject IN (id, corrects_id) AND substances <> internal.codes_only(substances) AND (all_ OR organisation_id = mine);
  GET DIAGNOSTICS n = ROW_COUNT; gone := gone + n;
  UPDATE growing_record SET substances = internal.codes_only(substances)
    WHERE subject IN (id, corrects_id) AND substances <> internal.codes_only(substances) AND (all_ OR organisation_id = mine);
  GET DIAGNOSTICS n = ROW_COUNT; gone := gone + n;
  UPDATE residue_coverage SET laboratory = '', accreditation = ''
    WHERE id = subject AND (laboratory <> '' OR accreditation <> '') AND (all_ OR organisation_id = mine);
  GET DIAGNOSTICS n = ROW_COUNT; gone := gone + n;
  UPDATE laboratory_result r SET laboratory = '', accreditation = NULL FROM inspection i
    WHERE i.id = r.inspection_id AND subject IN (i.id, i.batch_id) AND i.state <> 'SIGNED'
      AND (r.laboratory <> '' OR r.accreditation IS NOT NULL) AND (all_ OR i.organisation_id = mine);
  GET DIAGNOSTICS n = ROW_COUNT; gone := gone + n;
  UPDATE measurement m SET method = NULL FROM inspection i
    WHERE i.id = m.inspection_id AND subject IN (i.id, i.batch_id) AND i.state <> 'SIGNED' AND m.method IS NOT NULL
      AND (all_ OR i.organisation_id = mine);
  GET DIAGNOSTICS n = ROW_COUNT; gone := gone + n;
  IF all_ AND EXISTS (SELECT FROM ledger_text t
      WHERE t.subject_ids @> ARRAY[subject] AND t.field = 'document' AND t.erased_at IS NULL) THEN
    UPDATE customs_district d SET source = jsonb_build_object('document', '', 'clause', '', 'url', NULL)
      FROM customs_district_reading r WHERE r.id = subject AND d.code = r.customs_district_code
        AND d.source ->> 'document' = r.document AND d.source ->> 'clause' = r.clause;
    UPDATE customs_district_reading SET document = '', clause = '', url = NULL WHERE id = subject;
  END IF;
  RETURN gone + internal.erase_text_but_products(subject, now_);
END $$;
`;

/** The name of a grower in what others wrote about the grower's fruit: what names the grower goes whole, as above. */
const FORGETTING = `
ALTER FUNCTION forget_grower(uuid, timestamptz) SET SCHEMA internal;
ALTER FUNCTION internal.forget_grower(uuid, timestamptz) RENAME TO forget_grower_but_products;
CREATE FUNCTION forget_grower(grower_id_ uuid, now_ timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  words text[];
  plots uuid[];
  fruit uuid[];
  treatments uuid[];
  reports uuid[];
  inspections uuid[];
BEGIN
  SELECT ARRAY(SELECT w FROM unnest(ARRAY[g.name, g.telephone]) AS w WHERE length(w) >= 2)
    INTO words FROM grower g WHERE g.id = grower_id_ AND (app_sees_all() OR g.organisation_id = app_organisation());
  plots := ARRAY(SELECT p.id FROM plot p WHERE p.grower_id = grower_id_);
  fruit := ARRAY(SELECT DISTINCT o.batch_id FROM batch_origin o WHERE o.plot_id = ANY (plots));
  treatments := ARRAY(SELECT DISTINCT x.treatment_id FROM post_harvest_treatment_batch x WHERE x.batch_id = ANY (fruit));
  reports := ARRAY(SELECT DISTINCT x.coverage_id FROM residue_coverage_plot x WHERE x.plot_id = ANY (plots)
    UNION SELECT c.id FROM residue_coverage c WHERE c.treatment_id = ANY (treatments));
  inspections := ARRAY(SELECT i.id FROM inspection i WHERE i.batch_id = ANY (fruit) AND i.state <> 'SIGNED');
  UPDATE post_harvest_treatment SET product_name = '*** ' || md5(lower(product_name))
    WHERE id = ANY (treatments) AND internal.names(product_name, words);
  UPDATE post_harvest_treatment SET substances = internal.codes_only(substances)
    WHERE id = ANY (treatments) AND internal.names(array_to_string(substances, ' '), words)
      AND substances <> internal.codes_only(substances);
  UPDATE residue_coverage SET laboratory = '', accreditation = ''
    WHERE id = ANY (reports) AND internal.names(concat_ws(' ', laboratory, accreditation), words);
  UPDATE laboratory_result SET laboratory = '', accreditation = NULL
    WHERE inspection_id = ANY (inspections) AND internal.names(concat_ws(' ', laboratory, accreditation), words);
  UPDATE measurement SET method = NULL WHERE inspection_id = ANY (inspections) AND internal.names(method, words);
  UPDATE ledger_text SET salt = NULL, text = NULL, erased_at = now_
    WHERE erased_at IS NULL AND internal.names(text, words) AND subject_ids && (treatments || reports || inspections);
  PERFORM internal.forget_requests(treatments || reports || inspections);
  PERFORM internal.forget_grower_but_products(grower_id_, now_);
END $$;
`;

const DOWN = `
DROP FUNCTION forget_grower(uuid, timestamptz);
ALTER FUNCTION internal.forget_grower_but_products(uuid, timestamptz) RENAME TO forget_grower;
ALTER FUNCTION internal.forget_grower(uuid, timestamptz) SET SCHEMA public;
DROP FUNCTION erase_text(uuid, timestamptz);
ALTER FUNCTION internal.erase_text_but_products(uuid, timestamptz) RENAME TO erase_text;
ALTER FUNCTION internal.erase_text(uuid, timestamptz) SET SCHEMA public;
DROP INDEX residue_coverage_report_once;
CREATE UNIQUE INDEX residue_coverage_report_once ON residue_coverage (laboratory, report_number, kind) WHERE withdrawn_at IS NULL;
${ENTERED_ONCE('lower(c.laboratory) = lower(NEW.laboratory)')}
${COVERAGES_OF('s.product_name IS NOT DISTINCT FROM t.product_name')}
DROP TRIGGER customs_district_reading_source_stays ON customs_district_reading;
DROP TRIGGER customs_district_reading_stays ON customs_district_reading;
CREATE TRIGGER customs_district_reading_stays BEFORE UPDATE OF id, customs_district_code, county_codes, document, clause, url,
  entered_at, entered_by_id OR DELETE ON customs_district_reading FOR EACH ROW EXECUTE FUNCTION refuse_change();
DROP TRIGGER residue_coverage_laboratory_stays ON residue_coverage;
DROP TRIGGER residue_coverage_stays ON residue_coverage;
CREATE TRIGGER residue_coverage_stays BEFORE UPDATE OF id, organisation_id, kind, registration_id, treatment_id, treated_by_id,
  laboratory, accreditation, report_number, covers_from, covers_to, season, sampled_on, tested_on, recorded_at, recorded_by_id
  OR DELETE ON residue_coverage FOR EACH ROW EXECUTE FUNCTION refuse_change();
DROP TRIGGER post_harvest_treatment_substances_stay ON post_harvest_treatment;
DROP TRIGGER post_harvest_treatment_product_stays ON post_harvest_treatment;
DROP TRIGGER post_harvest_treatment_stays ON post_harvest_treatment;
CREATE TRIGGER post_harvest_treatment_stays BEFORE UPDATE OF id, organisation_id, kind, line_code, product_label_id, product_name,
  substances, concentration, concentration_unit, bath_made_up_at, bath_changed_at, performed_at, performed_on, operator_id, recorded_at,
  recorded_by_id, corrects_id, is_void OR DELETE ON post_harvest_treatment FOR EACH ROW EXECUTE FUNCTION refuse_change();
DROP FUNCTION internal.codes_only(text[]);
DROP FUNCTION internal.product_key(text);
`;
