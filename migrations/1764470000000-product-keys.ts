import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Products without a label are told apart by a key that nobody can guess the name from
 * (docs/adr/0042-products-told-apart-by-a-key.md). Before, the hash of an erased name stayed in its place, and names are short:
 * whoever has the hash tries names until one fits. What reports cover is as it was.
 */
export class ProductKeys1764470000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [
      KEYS,
      COVERAGES_OF('s.product_key IS NOT DISTINCT FROM t.product_key'),
      ERASING(`'***'`, `product_name <> '***'`),
      FORGETTING(`'***'`),
      HASHES_ERASED,
      `DROP FUNCTION internal.product_key(text)`,
    ])
      await runner.query(sql);
  }

  /** Names that were erased stay erased; the hash of their key tells them apart from then on. */
  async down(runner: QueryRunner): Promise<void> {
    for (const sql of [
      KEYS_DROPPED,
      COVERAGES_OF(
        'internal.product_key(s.product_name) IS NOT DISTINCT FROM internal.product_key(t.product_name)',
      ),
      ERASING(`'*** ' || md5(lower(product_name))`, `product_name !~ '^[*]{3} [0-9a-f]{32}$'`),
      FORGETTING(`'*** ' || md5(lower(product_name))`),
    ])
      await runner.query(sql);
  }
}

// A key is of one packhouse: reports on treatments cover only what the same one treated. It is given with the row and stays when
// the name goes, so that erasing neither widens nor narrows what a report covers. A name that was erased everywhere and is
// written again is a product nobody knows.
const KEYS = `
ALTER TABLE post_harvest_treatment ADD COLUMN product_key uuid;
WITH named AS MATERIALIZED (
  SELECT organisation_id, internal.product_key(product_name) AS name, gen_random_uuid() AS key
  FROM post_harvest_treatment WHERE product_name IS NOT NULL GROUP BY 1, 2)
UPDATE post_harvest_treatment t SET product_key = n.key FROM named n
  WHERE n.organisation_id = t.organisation_id AND n.name = internal.product_key(t.product_name);
ALTER TABLE post_harvest_treatment ADD CONSTRAINT post_harvest_treatment_product_key
  CHECK ((product_name IS NULL) = (product_key IS NULL));

CREATE FUNCTION internal.keep_product_key() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  -- Two people who write the same name at once wait for each other, and the second finds the first one's key.
  PERFORM pg_advisory_xact_lock(hashtextextended(
    'post_harvest_treatment ' || NEW.organisation_id || ' ' || lower(NEW.product_name), 0));
  NEW.product_key := coalesce((SELECT t.product_key FROM post_harvest_treatment t
      WHERE t.organisation_id = NEW.organisation_id AND t.product_name <> '***'
        AND lower(t.product_name) = lower(NEW.product_name) LIMIT 1), gen_random_uuid());
  RETURN NEW;
END $$;
CREATE TRIGGER post_harvest_treatment_product_key BEFORE INSERT ON post_harvest_treatment
  FOR EACH ROW WHEN (NEW.product_name IS NOT NULL) EXECUTE FUNCTION internal.keep_product_key();
CREATE TRIGGER post_harvest_treatment_product_key_stays BEFORE UPDATE OF product_key ON post_harvest_treatment
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
`;

const HASHES_ERASED = `
DROP TRIGGER post_harvest_treatment_product_stays ON post_harvest_treatment;
UPDATE post_harvest_treatment SET product_name = '***' WHERE product_name ~ '^[*]{3} [0-9a-f]{32}$';
CREATE TRIGGER post_harvest_treatment_product_stays BEFORE UPDATE OF product_name ON post_harvest_treatment
  FOR EACH ROW WHEN (NEW.product_name IS DISTINCT FROM '***') EXECUTE FUNCTION refuse_change();
`;

const KEYS_DROPPED = `
CREATE FUNCTION internal.product_key(name text) RETURNS text
LANGUAGE sql IMMUTABLE RETURN CASE WHEN name ~ '^[*]{3} [0-9a-f]{32}$' THEN substr(name, 5) ELSE md5(lower(name)) END;
DROP TRIGGER post_harvest_treatment_product_stays ON post_harvest_treatment;
UPDATE post_harvest_treatment SET product_name = '*** ' || md5(product_key::text) WHERE product_name = '***';
CREATE TRIGGER post_harvest_treatment_product_stays BEFORE UPDATE OF product_name ON post_harvest_treatment
  FOR EACH ROW WHEN (NEW.product_name IS DISTINCT FROM '*** ' || md5(lower(OLD.product_name))) EXECUTE FUNCTION refuse_change();
DROP TRIGGER post_harvest_treatment_product_key_stays ON post_harvest_treatment;
DROP TRIGGER post_harvest_treatment_product_key ON post_harvest_treatment;
DROP FUNCTION internal.keep_product_key();
ALTER TABLE post_harvest_treatment DROP COLUMN product_key;
`;

// As before, by what tells products apart.
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

/**
 * The step of `erase_text` that came with the texts of treatments (1764310000000), as it was but for the name of a product.
 *
 * @param erased what the name becomes
 * @param named  whether a name is there to be erased
 */
const ERASING = (erased: string, named: string): string => `
CREATE OR REPLACE FUNCTION internal.erase_text_but_measures(subject uuid, now_ timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  mine uuid := app_organisation();
  all_ boolean := app_sees_all();
  gone integer := 0;
  n integer;
BEGIN
  UPDATE post_harvest_treatment SET product_name = ${erased}
    WHERE subject IN (id, corrects_id) AND ${named} AND (all_ OR organisation_id = mine);
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

/** The same step of `forget_grower`. @param erased what the name of a product becomes that names the grower */
const FORGETTING = (erased: string): string => `
CREATE OR REPLACE FUNCTION internal.forget_grower_but_corrections(grower_id_ uuid, now_ timestamptz) RETURNS void
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
  UPDATE post_harvest_treatment SET product_name = ${erased}
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
