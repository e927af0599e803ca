import type { MigrationInterface, QueryRunner } from 'typeorm';
import { rowScope, SEES_ALL, VISIBLE } from './support/row-scope.js';

/** Releases 凭…放行: what two people of the base office let a lot pass although it is INDETERMINATE, on which evidence. */
export class LotReleases1764202000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [RELEASES, KEPT, MOVES, GRANTING, ERASING]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

const RELEASES = `
CREATE TABLE lot_release (
  id uuid PRIMARY KEY,
  lot_id uuid NOT NULL REFERENCES lot,
  market_code text NOT NULL REFERENCES market,
  season text NOT NULL,
  unity text NOT NULL,
  rule_code text NOT NULL,
  version_code text NOT NULL,
  subject_type text NOT NULL,
  subject_id text NOT NULL,
  -- The finding as both people saw it, and the hash of what it rested on.
  finding jsonb NOT NULL,
  finding_sha256 text NOT NULL,
  judgement_id uuid NOT NULL REFERENCES lot_judgement,
  reason_code text NOT NULL,
  reason text NOT NULL,
  document_reference text,
  valid_until date NOT NULL,
  state text NOT NULL,
  ended_because text,
  proposed_at timestamptz NOT NULL,
  proposed_by_id uuid NOT NULL REFERENCES user_account,
  agreed_at timestamptz,
  agreed_by_id uuid REFERENCES user_account,
  agreed_judgement_id uuid REFERENCES lot_judgement,
  settled_at timestamptz,
  settled_by_id uuid REFERENCES user_account,
  settled_reason text,
  -- Every organisation the two people belonged to: who gains never releases, also not by what is added to the lot later.
  person_organisation_ids uuid[] NOT NULL,
  visible_to uuid[] NOT NULL,
  CONSTRAINT lot_release_state CHECK (state IN ('PROPOSED', 'AGREED', 'DECLINED', 'REVOKED', 'ENDED', 'KEPT')),
  CONSTRAINT lot_release_two_people CHECK (agreed_by_id <> proposed_by_id),
  CONSTRAINT lot_release_agreed_by_somebody CHECK (
    (agreed_at IS NULL) = (agreed_by_id IS NULL) AND (agreed_at IS NULL) = (agreed_judgement_id IS NULL)),
  CONSTRAINT lot_release_counts_when_agreed CHECK (state NOT IN ('AGREED', 'REVOKED', 'KEPT') OR agreed_at IS NOT NULL),
  CONSTRAINT lot_release_ended_for_a_reason CHECK ((state = 'ENDED') = (ended_because IS NOT NULL)),
  CONSTRAINT lot_release_hash CHECK (finding_sha256 ~ '^[0-9a-f]{64}$')
);
CREATE INDEX lot_release_lot ON lot_release (lot_id, id);
CREATE UNIQUE INDEX lot_release_one_open ON lot_release (lot_id, rule_code, version_code, subject_type, subject_id)
  WHERE state IN ('PROPOSED', 'AGREED');
${rowScope('lot_release', { read: VISIBLE, insert: SEES_ALL, update: SEES_ALL })}

CREATE TABLE lot_release_attachment (
  release_id uuid NOT NULL REFERENCES lot_release,
  attachment_id uuid NOT NULL REFERENCES attachment,
  sha256 text NOT NULL,
  visible_to uuid[] NOT NULL,
  PRIMARY KEY (release_id, attachment_id)
);
${rowScope('lot_release_attachment', { read: VISIBLE, insert: SEES_ALL })}

-- How many of them wait or count: a lot without any is judged as quickly as ever.
ALTER TABLE lot ADD COLUMN open_release_count integer NOT NULL DEFAULT 0,
  ADD CONSTRAINT lot_open_release_count_check CHECK (open_release_count >= 0);
`;

/** What was said of a release stays; how far it is changes, and what has ended does not come back. */
const KEPT = `
CREATE TRIGGER lot_release_stays BEFORE UPDATE OF id, lot_id, market_code, season, unity, rule_code, version_code, subject_type,
  subject_id, finding, finding_sha256, judgement_id, reason_code, valid_until, proposed_at, proposed_by_id OR DELETE
  ON lot_release FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER lot_release_agreed_once BEFORE UPDATE OF agreed_at, agreed_by_id, agreed_judgement_id ON lot_release
  FOR EACH ROW WHEN (OLD.agreed_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER lot_release_ends_once BEFORE UPDATE OF state, ended_because, settled_at, settled_by_id ON lot_release
  FOR EACH ROW WHEN (OLD.state NOT IN ('PROPOSED', 'AGREED') OR (OLD.state = 'AGREED' AND NEW.state = 'PROPOSED'))
  EXECUTE FUNCTION refuse_change();
CREATE TRIGGER lot_release_attachment_stays BEFORE UPDATE OF release_id, attachment_id, sha256 OR DELETE
  ON lot_release_attachment FOR EACH ROW EXECUTE FUNCTION refuse_change();
`;

/** Which releases a move relied on. */
const MOVES = `
ALTER TABLE lot_transition ADD COLUMN release_ids uuid[] NOT NULL DEFAULT '{}';
CREATE TRIGGER lot_transition_releases_append_only BEFORE UPDATE OF release_ids ON lot_transition
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
`;

/** Who comes to see a lot sees its releases and their evidence. Put around the function before. */
const GRANTING = `
ALTER FUNCTION grant_lot(uuid[], uuid) SET SCHEMA internal;
ALTER FUNCTION internal.grant_lot(uuid[], uuid) RENAME TO grant_lot_but_releases;
CREATE FUNCTION grant_lot(start uuid[], viewer uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM internal.grant_lot_but_releases(start, viewer);
  UPDATE lot_release SET visible_to = internal.with_member(visible_to, viewer) WHERE lot_id = ANY (start) AND viewer <> ALL (visible_to);
  UPDATE lot_release_attachment a SET visible_to = internal.with_member(a.visible_to, viewer) FROM lot_release r
    WHERE r.id = a.release_id AND r.lot_id = ANY (start) AND viewer <> ALL (a.visible_to);
  UPDATE attachment f SET visible_to = internal.with_member(f.visible_to, viewer)
    FROM lot_release_attachment a JOIN lot_release r ON r.id = a.release_id
    WHERE f.id = a.attachment_id AND r.lot_id = ANY (start) AND viewer <> ALL (f.visible_to);
END $$;
`;

/** What people write when they release may name somebody, so it goes with all other text: put around the functions before. */
const ERASING = `
ALTER FUNCTION erase_text(uuid, timestamptz) SET SCHEMA internal;
ALTER FUNCTION internal.erase_text(uuid, timestamptz) RENAME TO erase_text_but_releases;
CREATE FUNCTION erase_text(subject uuid, now_ timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  n integer;
BEGIN
  UPDATE lot_release SET reason = '', document_reference = NULL, settled_reason = CASE WHEN settled_reason IS NOT NULL THEN '' END
    WHERE subject IN (id, lot_id) AND (reason <> '' OR document_reference IS NOT NULL OR settled_reason <> '') AND app_sees_all();
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN n + internal.erase_text_but_releases(subject, now_);
END $$;

ALTER FUNCTION forget_grower(uuid, timestamptz) SET SCHEMA internal;
ALTER FUNCTION internal.forget_grower(uuid, timestamptz) RENAME TO forget_grower_but_releases;
CREATE FUNCTION forget_grower(grower_id_ uuid, now_ timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  words text[];
  releases uuid[];
BEGIN
  SELECT ARRAY(SELECT w FROM unnest(ARRAY[g.name, g.telephone]) AS w WHERE length(w) >= 2)
    INTO words FROM grower g WHERE g.id = grower_id_ AND (app_sees_all() OR g.organisation_id = app_organisation());
  releases := ARRAY(SELECT DISTINCT r.id FROM plot p JOIN lot_member_origin o ON o.plot_id = p.id JOIN lot_release r ON r.lot_id = o.lot_id
    WHERE p.grower_id = grower_id_);
  UPDATE lot_release SET reason = internal.without(reason, words), document_reference = internal.without(document_reference, words),
      settled_reason = internal.without(settled_reason, words)
    WHERE id = ANY (releases) AND internal.names(concat_ws(' ', reason, document_reference, settled_reason), words);
  UPDATE ledger_text SET salt = NULL, text = NULL, erased_at = now_
    WHERE erased_at IS NULL AND subject_ids && releases AND internal.names(text, words);
  PERFORM internal.forget_grower_but_releases(grower_id_, now_);
END $$;
`;

const DOWN = `
DROP FUNCTION forget_grower(uuid, timestamptz);
ALTER FUNCTION internal.forget_grower_but_releases(uuid, timestamptz) RENAME TO forget_grower;
ALTER FUNCTION internal.forget_grower(uuid, timestamptz) SET SCHEMA public;
DROP FUNCTION erase_text(uuid, timestamptz);
ALTER FUNCTION internal.erase_text_but_releases(uuid, timestamptz) RENAME TO erase_text;
ALTER FUNCTION internal.erase_text(uuid, timestamptz) SET SCHEMA public;
DROP FUNCTION grant_lot(uuid[], uuid);
ALTER FUNCTION internal.grant_lot_but_releases(uuid[], uuid) RENAME TO grant_lot;
ALTER FUNCTION internal.grant_lot(uuid[], uuid) SET SCHEMA public;
DROP TRIGGER lot_transition_releases_append_only ON lot_transition;
ALTER TABLE lot_transition DROP COLUMN release_ids;
ALTER TABLE lot DROP COLUMN open_release_count;
DROP TABLE lot_release_attachment;
DROP TABLE lot_release;
`;
