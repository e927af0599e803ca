import type { MigrationInterface, QueryRunner } from 'typeorm';
import { PROVENANCE, referenceScope } from './support/row-scope.js';

/**
 * What the base office makes known of substances: one person enters a substance or other names of one from a text, another
 * confirms it, and from then on whatever was called so is recognised, what was recorded before too
 * (docs/adr/0031-substances-not-in-the-list.md).
 */
export class SubstancesMadeKnown1764360000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [TABLES, STAYS, NAMES, ERASING]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

const TABLES = `
ALTER TABLE substance ADD COLUMN cas_number text;

CREATE TABLE substance_name (
  key text PRIMARY KEY,
  name text NOT NULL,
  substance text NOT NULL REFERENCES substance,
  ${PROVENANCE}
);
${referenceScope('substance_name', true)}

CREATE TABLE substance_reading (
  id uuid PRIMARY KEY,
  code text NOT NULL,
  name_zh text,
  name_en text,
  cas_number text,
  other_names text[] NOT NULL,
  document text NOT NULL,
  clause text NOT NULL,
  url text,
  entered_at timestamptz NOT NULL,
  entered_by_id uuid NOT NULL REFERENCES user_account,
  confirmed_at timestamptz,
  confirmed_by_id uuid REFERENCES user_account,
  CONSTRAINT substance_reading_both_names CHECK ((name_zh IS NULL) = (name_en IS NULL)),
  CONSTRAINT substance_reading_confirmed_by_somebody CHECK ((confirmed_at IS NULL) = (confirmed_by_id IS NULL)),
  CONSTRAINT substance_reading_two_people CHECK (confirmed_by_id <> entered_by_id)
);
${referenceScope('substance_reading', true)}
`;

// What two people said stays; the title of a text may name people and can be erased.
const STAYS = `
CREATE TRIGGER substance_reading_stays BEFORE UPDATE OF id, code, name_zh, name_en, cas_number, other_names, entered_at, entered_by_id
  OR DELETE ON substance_reading FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER substance_reading_source_stays BEFORE UPDATE OF document, clause, url ON substance_reading
  FOR EACH ROW WHEN (NEW.document <> '' OR NEW.clause <> '' OR NEW.url IS NOT NULL) EXECUTE FUNCTION refuse_change();
`;

// A name of which nobody confirmed whose it is recognises nothing: taken for the wrong substance it could acquit.
const NAMES = `
CREATE OR REPLACE FUNCTION substance_code(told text) RETURNS text
LANGUAGE sql STABLE RETURN (
  SELECT CASE WHEN count(*) = 1 THEN min(c.code) END FROM (
    SELECT code FROM substance WHERE substance_key(code) = substance_key(told)
    UNION SELECT code FROM substance WHERE substance_key(name_zh) = substance_key(told)
    UNION SELECT code FROM substance WHERE substance_key(name_en) = substance_key(told)
    UNION SELECT n.substance FROM substance_name n
    WHERE n.key = substance_key(told) AND n.confidence IN ('official', 'confirmed')) AS c);
`;

const ERASING = `
ALTER FUNCTION erase_text(uuid, timestamptz) SET SCHEMA internal;
ALTER FUNCTION internal.erase_text(uuid, timestamptz) RENAME TO erase_text_but_substances;
CREATE FUNCTION erase_text(subject uuid, now_ timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  nothing jsonb := jsonb_build_object('document', '', 'clause', '', 'url', NULL);
BEGIN
  IF app_sees_all() THEN
    UPDATE substance s SET source = nothing FROM substance_reading r
      WHERE r.id = subject AND s.code = r.code AND s.source ->> 'document' = r.document AND s.source ->> 'clause' = r.clause;
    UPDATE substance_name n SET source = nothing FROM substance_reading r
      WHERE r.id = subject AND n.substance = r.code AND n.source ->> 'document' = r.document AND n.source ->> 'clause' = r.clause;
    UPDATE substance_reading SET document = '', clause = '', url = NULL WHERE id = subject AND document <> '';
  END IF;
  RETURN internal.erase_text_but_substances(subject, now_);
END $$;
`;

const DOWN = `
DROP FUNCTION erase_text(uuid, timestamptz);
ALTER FUNCTION internal.erase_text_but_substances(uuid, timestamptz) RENAME TO erase_text;
ALTER FUNCTION internal.erase_text(uuid, timestamptz) SET SCHEMA public;
CREATE OR REPLACE FUNCTION substance_code(told text) RETURNS text
LANGUAGE sql STABLE RETURN (
  SELECT CASE WHEN count(*) = 1 THEN min(c.code) END FROM (
    SELECT code FROM substance WHERE substance_key(code) = substance_key(told)
    UNION SELECT code FROM substance WHERE substance_key(name_zh) = substance_key(told)
    UNION SELECT code FROM substance WHERE substance_key(name_en) = substance_key(told)) AS c);
DROP TABLE substance_reading;
DROP TABLE substance_name;
ALTER TABLE substance DROP COLUMN cas_number;
`;
