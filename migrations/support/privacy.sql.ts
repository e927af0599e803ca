import { ORGANISATION, SEES_ALL, AUTHENTICATING, rowScope } from './row-scope.js';

const OWN = `(${SEES_ALL} OR organisation_id = ${ORGANISATION})`;
const SHOWN = `(${SEES_ALL} OR organisation_id = ${ORGANISATION} OR ${ORGANISATION} = ANY (shown_to))`;

/**
 * Free text of ledger entries lies beside them, where it can be erased; the entry has a salted commitment to it. And an
 * entry may be shown to others than who wrote it: a look at a grower to the grower's cooperative.
 */
export const LEDGER_TEXT = `
ALTER TABLE ledger_entry ADD COLUMN shown_to uuid[] NOT NULL DEFAULT '{}';
DROP POLICY ledger_entry_read ON ledger_entry;
CREATE POLICY ledger_entry_read ON ledger_entry FOR SELECT USING (${SHOWN});

CREATE TABLE ledger_text (
  commitment text PRIMARY KEY,
  -- No foreign key: an entry is never deleted, and nothing else may stand between the ledger and its own refusals.
  entry_id uuid NOT NULL,
  field text NOT NULL,
  subject_ids uuid[] NOT NULL,
  organisation_id uuid,
  shown_to uuid[] NOT NULL,
  salt text,
  text text,
  erased_at timestamptz,
  CONSTRAINT ledger_text_erased_is_empty CHECK (
    CASE WHEN erased_at IS NULL THEN salt IS NOT NULL AND text IS NOT NULL ELSE salt IS NULL AND text IS NULL END)
);
CREATE INDEX ledger_text_entry ON ledger_text (entry_id);
CREATE INDEX ledger_text_subject ON ledger_text USING gin (subject_ids);
${rowScope('ledger_text', { read: SHOWN, insert: `(${OWN} OR ${AUTHENTICATING})` })}
`;

/** Erasing what people wrote about people. Rows that nothing else may change are changed by these alone. */
export const ERASING = `
-- Requests that made these things are kept with a hash of what was entered, and what was entered can be guessed.
CREATE FUNCTION internal.forget_requests(made uuid[]) RETURNS void
LANGUAGE sql SET search_path = public, pg_temp AS $$
  UPDATE client_request SET input_sha256 = 'erased'
    WHERE input_sha256 <> 'erased' AND EXISTS (
      SELECT FROM jsonb_each_text(CASE jsonb_typeof(result) WHEN 'object' THEN result ELSE '{}' END) AS e (key, value)
      WHERE e.value = ANY (made::text[]));
$$;

-- Erases all free text that one organisation recorded about one thing: in its row and beside the ledger.
-- Returns how many texts went; a text that must be there becomes empty.
CREATE FUNCTION erase_text(subject uuid, now_ timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  mine uuid := app_organisation();
  all_ boolean := app_sees_all();
  gone integer := 0;
  n integer;
BEGIN
  UPDATE growing_record SET note = NULL WHERE id = subject AND note IS NOT NULL AND (all_ OR organisation_id = mine);
  GET DIAGNOSTICS n = ROW_COUNT; gone := gone + n;
  UPDATE hold SET note = NULL, release_reason = CASE WHEN released_at IS NULL THEN NULL ELSE '' END
    WHERE id = subject AND (note IS NOT NULL OR release_reason <> '') AND (all_ OR organisation_id = mine);
  GET DIAGNOSTICS n = ROW_COUNT; gone := gone + n;
  UPDATE recall SET reason = '' WHERE id = subject AND reason <> '' AND (all_ OR organisation_id = mine);
  GET DIAGNOSTICS n = ROW_COUNT; gone := gone + n;
  UPDATE run SET difference_reason = NULL WHERE id = subject AND difference_reason IS NOT NULL AND (all_ OR organisation_id = mine);
  GET DIAGNOSTICS n = ROW_COUNT; gone := gone + n;
  UPDATE lot_transition t SET facts = t.facts - 'reason' FROM lot l
    WHERE l.id = t.lot_id AND subject IN (t.id, l.id) AND t.facts ? 'reason' AND (all_ OR l.exporter_id = mine);
  GET DIAGNOSTICS n = ROW_COUNT; gone := gone + n;
  UPDATE ledger_text SET salt = NULL, text = NULL, erased_at = now_
    WHERE subject_ids @> ARRAY[subject] AND erased_at IS NULL AND (all_ OR organisation_id = mine);
  GET DIAGNOSTICS n = ROW_COUNT; gone := gone + n;
  IF gone > 0 THEN
    DELETE FROM personal_salt WHERE subject_id = subject AND (all_ OR organisation_id = mine);
    PERFORM internal.forget_requests(ARRAY[subject]);
  END IF;
  RETURN gone;
END $$;

-- A move of a lot never changes, but for the reason somebody wrote, which may be taken out.
CREATE FUNCTION refuse_change_but_erasing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (to_jsonb(OLD) - 'visible_to' - 'facts') <> (to_jsonb(NEW) - 'visible_to' - 'facts') OR NEW.facts <> OLD.facts - 'reason' THEN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER lot_transition_append_only ON lot_transition;
CREATE TRIGGER lot_transition_append_only BEFORE UPDATE OF from_state, to_state, occurred_at ON lot_transition
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER lot_transition_no_delete BEFORE DELETE ON lot_transition FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER lot_transition_facts_append_only BEFORE UPDATE OF facts ON lot_transition
  FOR EACH ROW EXECUTE FUNCTION refuse_change_but_erasing();
`;

/** What is left out where a person was erased; a name and a number stand in free text as somebody happened to write them. */
export const FORGETTING = `
DROP FUNCTION forget_entry_of(uuid);

CREATE FUNCTION internal.without(told text, words text[]) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = public, pg_temp AS $$
DECLARE
  word text;
BEGIN
  FOREACH word IN ARRAY words LOOP told := replace(told, word, '***'); END LOOP;
  RETURN told;
END $$;

CREATE FUNCTION internal.names(told text, words text[]) RETURNS boolean
LANGUAGE sql IMMUTABLE RETURN told IS NOT NULL AND EXISTS (SELECT FROM unnest(words) AS w WHERE position(w IN told) > 0);

-- Takes a grower out of everything that was written down: the notes on work for the grower or on the grower's plots go
-- whole, since people are called many things in them; elsewhere name and number are struck out, in all that concerns the
-- grower's plots and the fruit of them, and in what the cooperative wrote beside the ledger.
CREATE FUNCTION forget_grower(grower_id_ uuid, now_ timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  coop uuid;
  words text[];
  plots uuid[];
  records uuid[];
  fruit uuid[];
  runs uuid[];
  holds uuid[];
  registrations uuid[];
  things uuid[];
BEGIN
  SELECT g.organisation_id, ARRAY(SELECT w FROM unnest(ARRAY[g.name, g.telephone]) AS w WHERE length(w) >= 2)
    INTO coop, words FROM grower g WHERE g.id = grower_id_ AND (app_sees_all() OR g.organisation_id = app_organisation());
  IF NOT FOUND THEN RAISE EXCEPTION 'grower is not visible' USING ERRCODE = 'insufficient_privilege'; END IF;
  plots := ARRAY(SELECT p.id FROM plot p WHERE p.grower_id = grower_id_);
  records := ARRAY(SELECT r.id FROM growing_record r
    WHERE r.plot_id = ANY (plots) OR grower_id_ IN (r.on_behalf_of_id, r.operator_id));
  fruit := ARRAY(SELECT o.batch_id FROM batch_origin o WHERE o.plot_id = ANY (plots)
    UNION SELECT b.id FROM batch b WHERE b.on_behalf_of_id = grower_id_);
  runs := ARRAY(SELECT b.run_id FROM batch b WHERE b.id = ANY (fruit) AND b.run_id IS NOT NULL
    UNION SELECT d.run_id FROM run_draw d WHERE d.batch_id = ANY (fruit));
  holds := ARRAY(SELECT hb.hold_id FROM hold_batch hb WHERE hb.batch_id = ANY (fruit));
  registrations := ARRAY(SELECT rp.registration_id FROM registration_plot rp WHERE rp.plot_id = ANY (plots));
  things := ARRAY[grower_id_] || plots || records || fruit || runs || holds || registrations
    || ARRAY(SELECT x.id FROM recall x WHERE x.hold_id = ANY (holds))
    || ARRAY(SELECT i.id FROM inspection i WHERE i.batch_id = ANY (fruit));

  UPDATE growing_record SET note = NULL WHERE id = ANY (records) AND note IS NOT NULL;
  UPDATE growing_record SET product_name = internal.without(product_name, words), dose = internal.without(dose, words),
      target = internal.without(target, words), substances = ARRAY(SELECT internal.without(s, words) FROM unnest(substances) AS s)
    WHERE (id = ANY (records) OR organisation_id = coop)
      AND internal.names(concat_ws(' ', product_name, dose, target, array_to_string(substances, ' ')), words);
  UPDATE growing_record SET note = internal.without(note, words) WHERE organisation_id = coop AND internal.names(note, words);
  UPDATE orchard SET name_zh = internal.without(name_zh, words), name_en = internal.without(name_en, words)
    WHERE organisation_id = coop AND internal.names(concat_ws(' ', name_zh, name_en), words);
  UPDATE registration SET name_zh = internal.without(name_zh, words) WHERE internal.names(name_zh, words)
    AND (organisation_id = coop OR id = ANY (registrations));
  UPDATE batch SET certificate_number = internal.without(certificate_number, words), size_code = internal.without(size_code, words)
    WHERE (id = ANY (fruit) OR holder_id = coop) AND internal.names(concat_ws(' ', certificate_number, size_code), words);
  UPDATE receipt SET certificate_number = internal.without(certificate_number, words), ticket_number = internal.without(ticket_number, words)
    WHERE run_id = ANY (runs) AND internal.names(concat_ws(' ', certificate_number, ticket_number), words);
  UPDATE run SET difference_reason = internal.without(difference_reason, words)
    WHERE id = ANY (runs) AND internal.names(difference_reason, words);
  UPDATE hold SET note = internal.without(note, words), release_reason = internal.without(release_reason, words)
    WHERE (id = ANY (holds) OR organisation_id = coop) AND internal.names(concat_ws(' ', note, release_reason), words);
  UPDATE recall SET reason = internal.without(reason, words) WHERE hold_id = ANY (holds) AND internal.names(reason, words);
  UPDATE inspection SET remarks = internal.without(remarks, words)
    WHERE batch_id = ANY (fruit) AND state <> 'SIGNED' AND internal.names(remarks, words);

  UPDATE ledger_text SET salt = NULL, text = NULL, erased_at = now_
    WHERE erased_at IS NULL AND (subject_ids && (ARRAY[grower_id_] || records)
      OR (internal.names(text, words) AND (organisation_id = coop OR subject_ids && things)));
  DELETE FROM personal_salt WHERE subject_id = ANY (ARRAY[grower_id_] || records);
  PERFORM internal.forget_requests(things);
END $$;
`;

export const PRIVACY_DOWN = `
CREATE FUNCTION forget_entry_of(grower_id_ uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM grower g WHERE g.id = grower_id_ AND (app_sees_all() OR g.organisation_id = app_organisation())) THEN
    RAISE EXCEPTION 'grower is not visible' USING ERRCODE = 'insufficient_privilege';
  END IF;
  UPDATE client_request SET input_sha256 = 'erased' WHERE result ->> 'growerId' = grower_id_::text;
END $$;
DROP FUNCTION forget_grower(uuid, timestamptz);
DROP FUNCTION internal.names(text, text[]);
DROP FUNCTION internal.without(text, text[]);
DROP TRIGGER lot_transition_facts_append_only ON lot_transition;
DROP TRIGGER lot_transition_no_delete ON lot_transition;
DROP TRIGGER lot_transition_append_only ON lot_transition;
CREATE TRIGGER lot_transition_append_only BEFORE UPDATE OF from_state, to_state, occurred_at, facts OR DELETE
  ON lot_transition FOR EACH ROW EXECUTE FUNCTION refuse_change();
DROP FUNCTION refuse_change_but_erasing();
DROP FUNCTION erase_text(uuid, timestamptz);
DROP FUNCTION internal.forget_requests(uuid[]);
DROP TABLE ledger_text;
DROP POLICY ledger_entry_read ON ledger_entry;
CREATE POLICY ledger_entry_read ON ledger_entry FOR SELECT USING (${OWN});
ALTER TABLE ledger_entry DROP COLUMN shown_to;
`;
