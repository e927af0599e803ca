/** Free text of these tables may name somebody, so it goes with all other text: the functions that erase are put around those before. */
export const PESTS_ERASING = `
ALTER FUNCTION erase_text(uuid, timestamptz) SET SCHEMA internal;
ALTER FUNCTION internal.erase_text(uuid, timestamptz) RENAME TO erase_text_but_pests;
CREATE FUNCTION erase_text(subject uuid, now_ timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  n integer;
  more integer;
BEGIN
  UPDATE officer_appointment SET evidence = NULL
    WHERE id = subject AND evidence IS NOT NULL AND (app_sees_all() OR organisation_id = app_organisation());
  GET DIAGNOSTICS n = ROW_COUNT;
  -- A number that is one word is a code, which the ledger keeps as well.
  UPDATE quarantine_treatment SET facility = NULL,
      certificate_number = CASE WHEN certificate_number ~ '^[!-~]{1,80}$' THEN certificate_number END
    WHERE id = subject AND (facility IS NOT NULL OR certificate_number !~ '^[!-~]{1,80}$')
      AND (app_sees_all() OR organisation_id = app_organisation());
  GET DIAGNOSTICS more = ROW_COUNT;
  RETURN n + more + internal.erase_text_but_pests(subject, now_);
END $$;

ALTER FUNCTION forget_grower(uuid, timestamptz) SET SCHEMA internal;
ALTER FUNCTION internal.forget_grower(uuid, timestamptz) RENAME TO forget_grower_but_pests;
CREATE FUNCTION forget_grower(grower_id_ uuid, now_ timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  coop uuid;
  words text[];
BEGIN
  SELECT g.organisation_id, ARRAY(SELECT w FROM unnest(ARRAY[g.name, g.telephone]) AS w WHERE length(w) >= 2)
    INTO coop, words FROM grower g WHERE g.id = grower_id_ AND (app_sees_all() OR g.organisation_id = app_organisation());
  UPDATE officer_appointment SET evidence = internal.without(evidence, words)
    WHERE organisation_id = coop AND internal.names(evidence, words);
  UPDATE quarantine_treatment q SET facility = internal.without(q.facility, words),
      certificate_number = internal.without(q.certificate_number, words)
    WHERE internal.names(concat_ws(' ', q.facility, q.certificate_number), words) AND EXISTS (
      SELECT FROM batch_origin o JOIN plot p ON p.id = o.plot_id WHERE o.batch_id = q.batch_id AND p.grower_id = grower_id_);
  PERFORM internal.forget_grower_but_pests(grower_id_, now_);
END $$;
`;

export const PESTS_ERASING_DOWN = `
DROP FUNCTION forget_grower(uuid, timestamptz);
ALTER FUNCTION internal.forget_grower_but_pests(uuid, timestamptz) RENAME TO forget_grower;
ALTER FUNCTION internal.forget_grower(uuid, timestamptz) SET SCHEMA public;
DROP FUNCTION erase_text(uuid, timestamptz);
ALTER FUNCTION internal.erase_text_but_pests(uuid, timestamptz) RENAME TO erase_text;
ALTER FUNCTION internal.erase_text(uuid, timestamptz) SET SCHEMA public;
`;
