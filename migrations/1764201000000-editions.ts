import type { MigrationInterface, QueryRunner } from 'typeorm';
import { rowScope, SEES_ALL, SIGNED_IN } from './support/row-scope.js';

/** Editions that the base office drafts, countersigns and publishes; a market pack is one of them. */
export class Editions1764201000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [VERSIONS, ENTRIES, ROWS_OF_PACKS, JUDGEMENTS]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

const VERSIONS = `
ALTER TABLE standard ADD COLUMN kept_by_office boolean NOT NULL DEFAULT false;
-- Null throughout for what the product ships.
ALTER TABLE standard_version
  ADD COLUMN ledger_id uuid CONSTRAINT standard_version_ledger_id_key UNIQUE,
  ADD COLUMN drafted_by_id uuid REFERENCES user_account,
  ADD COLUMN drafted_at timestamptz,
  ADD COLUMN published_by_id uuid REFERENCES user_account,
  ADD COLUMN pack_market_code text REFERENCES market,
  ADD COLUMN season text,
  ADD COLUMN review_on date,
  ADD COLUMN owner_id uuid REFERENCES user_account,
  ADD COLUMN due_on date,
  ADD CONSTRAINT standard_version_two_people CHECK (published_by_id <> drafted_by_id),
  ADD CONSTRAINT standard_version_pack CHECK (pack_market_code IS NULL
    OR (season IS NOT NULL AND review_on IS NOT NULL AND owner_id IS NOT NULL AND due_on IS NOT NULL));
ALTER POLICY standard_version_read ON standard_version USING (${SEES_ALL} OR (${SIGNED_IN} AND state <> 'DRAFT'));
`;

const ENTRIES = `
CREATE TABLE edition_entry (
  id uuid PRIMARY KEY,
  version_code text NOT NULL REFERENCES standard_version,
  type text NOT NULL,
  code text NOT NULL,
  said text NOT NULL,
  said_sha256 text NOT NULL,
  scan_id uuid REFERENCES attachment,
  entered_by_id uuid NOT NULL REFERENCES user_account,
  entered_at timestamptz NOT NULL,
  countersigned_by_id uuid REFERENCES user_account,
  countersigned_at timestamptz,
  owner_id uuid REFERENCES user_account,
  due_on date,
  dropped_at timestamptz,
  is_published boolean NOT NULL,
  CONSTRAINT edition_entry_type_check
    CHECK (type IN ('RULE', 'RESIDUE_LIMIT', 'RESIDUE_FALLBACK', 'MARKET_STATUS', 'QUESTION')),
  CONSTRAINT edition_entry_hash CHECK (said_sha256 = encode(sha256(convert_to(said, 'UTF8')), 'hex')),
  CONSTRAINT edition_entry_countersigned_by_somebody CHECK ((countersigned_at IS NULL) = (countersigned_by_id IS NULL)),
  CONSTRAINT edition_entry_two_people CHECK (countersigned_by_id <> entered_by_id),
  CONSTRAINT edition_entry_text_and_scan CHECK (countersigned_at IS NULL OR type = 'QUESTION'
    OR (scan_id IS NOT NULL AND said::jsonb #>> '{source,clause}' IS NOT NULL))
);
CREATE UNIQUE INDEX edition_entry_once ON edition_entry (version_code, type, code) WHERE dropped_at IS NULL;
CREATE INDEX edition_entry_version ON edition_entry (version_code);
CREATE INDEX edition_entry_scan ON edition_entry (scan_id) WHERE scan_id IS NOT NULL;
${rowScope('edition_entry', {
  read: `(${SEES_ALL} OR (${SIGNED_IN} AND is_published))`,
  insert: SEES_ALL,
  update: SEES_ALL,
})}
CREATE TRIGGER edition_entry_published_never_changes BEFORE INSERT OR UPDATE OR DELETE ON edition_entry
  FOR EACH ROW EXECUTE FUNCTION refuse_published_change();
CREATE TRIGGER edition_entry_no_truncate BEFORE TRUNCATE ON edition_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
`;

/** What a published pack says stands beside what is shipped, in the same tables, and never changes. */
const ROWS_OF_PACKS = ['residue_limit', 'residue_fallback', 'market_status', 'market_pack']
  .map(
    (table) => `
ALTER TABLE ${table} ADD COLUMN version_code text REFERENCES standard_version;
CREATE ${table === 'market_pack' ? 'UNIQUE ' : ''}INDEX ${table}_version ON ${table} (version_code) WHERE version_code IS NOT NULL;
CREATE TRIGGER ${table}_published_never_changes BEFORE INSERT OR UPDATE OR DELETE ON ${table}
  FOR EACH ROW EXECUTE FUNCTION refuse_published_change();`,
  )
  .concat('ALTER TABLE market_pack ADD COLUMN review_on date;')
  .join('\n');

/** From when to when each rule applied as it was judged: a later edition shortens that, and a verdict must not change by it. */
const JUDGEMENTS = `ALTER TABLE lot_judgement ADD COLUMN rule_periods jsonb`;

const DOWN = `
ALTER TABLE lot_judgement DROP COLUMN rule_periods;
DROP TABLE edition_entry;
${['residue_limit', 'residue_fallback', 'market_status', 'market_pack']
  .map(
    (table) => `
DROP TRIGGER ${table}_published_never_changes ON ${table};
ALTER TABLE ${table} DROP COLUMN version_code;`,
  )
  .join('\n')}
ALTER TABLE market_pack DROP COLUMN review_on;
ALTER POLICY standard_version_read ON standard_version USING (${SIGNED_IN});
ALTER TABLE standard_version DROP CONSTRAINT standard_version_two_people, DROP CONSTRAINT standard_version_pack,
  DROP COLUMN ledger_id, DROP COLUMN drafted_by_id, DROP COLUMN drafted_at, DROP COLUMN published_by_id,
  DROP COLUMN pack_market_code, DROP COLUMN season, DROP COLUMN review_on, DROP COLUMN owner_id, DROP COLUMN due_on;
ALTER TABLE standard DROP COLUMN kept_by_office;
`;
