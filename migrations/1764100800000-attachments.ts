import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ORGANISATION, rowScope, SEES_ALL, VISIBLE } from './support/row-scope.js';

/** Reports, scans and photographs: who owns each, who sees it, and the hash under which its bytes are kept elsewhere. */
export class Attachments1764100800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [ATTACHMENT, GRANTING, ERASING]) await runner.query(sql);
  }

  /** The rows go; the bytes stay where they are until they are swept. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

const OWN = `(${SEES_ALL} OR organisation_id = ${ORGANISATION})`;

const ATTACHMENT = `
CREATE TABLE attachment (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation,
  sha256 text NOT NULL,
  media_type text NOT NULL,
  byte_count integer NOT NULL,
  file_name text,
  uploaded_at timestamptz NOT NULL,
  uploaded_by_id uuid NOT NULL REFERENCES user_account,
  erased_at timestamptz,
  visible_to uuid[] NOT NULL,
  CONSTRAINT attachment_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  CONSTRAINT attachment_media_type CHECK (media_type IN ('application/pdf', 'image/jpeg', 'image/png', 'image/heic')),
  CONSTRAINT attachment_byte_count CHECK (byte_count BETWEEN 1 AND 20971520),
  CONSTRAINT attachment_erased_has_no_name CHECK (erased_at IS NULL OR file_name IS NULL)
);
-- The same bytes twice are one attachment of an organisation; of another one they are another.
CREATE UNIQUE INDEX attachment_once ON attachment (organisation_id, sha256) WHERE erased_at IS NULL;
CREATE INDEX attachment_blob ON attachment (sha256);
${rowScope('attachment', { read: VISIBLE, insert: OWN, update: OWN })}

-- Who sees it, its name and whether it was erased may change; what it is may not.
CREATE TRIGGER attachment_stays BEFORE UPDATE OF id, organisation_id, sha256, media_type, byte_count, uploaded_at, uploaded_by_id
  OR DELETE ON attachment FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER attachment_stays_erased BEFORE UPDATE OF erased_at ON attachment
  FOR EACH ROW WHEN (OLD.erased_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
`;

const GRANTING = `
-- Who sees an attachment may show it on, as sight of fruit is handed on: by the commands that attach it to something.
CREATE FUNCTION grant_attachments(ids uuid[], viewers uuid[]) RETURNS void
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
`;

/** What a file is called may name somebody, so it goes with all other text: the functions that erase are put around those before. */
const ERASING = `
ALTER FUNCTION erase_text(uuid, timestamptz) SET SCHEMA internal;
ALTER FUNCTION internal.erase_text(uuid, timestamptz) RENAME TO erase_text_but_file_names;
CREATE FUNCTION erase_text(subject uuid, now_ timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  n integer;
BEGIN
  UPDATE attachment SET file_name = NULL
    WHERE id = subject AND file_name IS NOT NULL AND (app_sees_all() OR organisation_id = app_organisation());
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN n + internal.erase_text_but_file_names(subject, now_);
END $$;

ALTER FUNCTION forget_grower(uuid, timestamptz) SET SCHEMA internal;
ALTER FUNCTION internal.forget_grower(uuid, timestamptz) RENAME TO forget_grower_but_file_names;
CREATE FUNCTION forget_grower(grower_id_ uuid, now_ timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  coop uuid;
  words text[];
BEGIN
  SELECT g.organisation_id, ARRAY(SELECT w FROM unnest(ARRAY[g.name, g.telephone]) AS w WHERE length(w) >= 2)
    INTO coop, words FROM grower g WHERE g.id = grower_id_ AND (app_sees_all() OR g.organisation_id = app_organisation());
  UPDATE attachment SET file_name = internal.without(file_name, words)
    WHERE organisation_id = coop AND internal.names(file_name, words);
  PERFORM internal.forget_grower_but_file_names(grower_id_, now_);
END $$;
`;

const DOWN = `
DROP FUNCTION forget_grower(uuid, timestamptz);
ALTER FUNCTION internal.forget_grower_but_file_names(uuid, timestamptz) RENAME TO forget_grower;
ALTER FUNCTION internal.forget_grower(uuid, timestamptz) SET SCHEMA public;
DROP FUNCTION erase_text(uuid, timestamptz);
ALTER FUNCTION internal.erase_text_but_file_names(uuid, timestamptz) RENAME TO erase_text;
ALTER FUNCTION internal.erase_text(uuid, timestamptz) SET SCHEMA public;
DROP FUNCTION grant_attachments(uuid[], uuid[]);
DROP TABLE attachment;
`;
