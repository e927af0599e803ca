import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ORGANISATION, SEES_ALL, SIGNED_IN, VISIBLE, ofParent, rowScope } from './support/row-scope.js';

/**
 * Label designs of the base office, serial numbers issued to packhouses, and the labels that went onto the cartons of a
 * batch. Never changed: what was recorded wrongly is replaced by an entry of its own.
 */
export class LabelDesigns1764208000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [DESIGNS, RANGES, USES, SIGHT]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

const DESIGNS = `
CREATE TABLE label_design (
  id uuid PRIMARY KEY,
  code text NOT NULL CONSTRAINT label_design_code_key UNIQUE,
  brand_code text NOT NULL REFERENCES brand,
  organisation_id uuid NOT NULL REFERENCES organisation,
  market_code text REFERENCES market,
  marks text[] NOT NULL,
  texts text NOT NULL,
  series text,
  artwork_id uuid NOT NULL REFERENCES attachment,
  valid_from date NOT NULL,
  valid_to date NOT NULL,
  ended_on date,
  recorded_at timestamptz NOT NULL,
  recorded_by_id uuid NOT NULL REFERENCES user_account,
  confirmed_at timestamptz,
  confirmed_by_id uuid REFERENCES user_account,
  CONSTRAINT label_design_dates CHECK (valid_from <= valid_to),
  CONSTRAINT label_design_ended_within CHECK (ended_on BETWEEN valid_from AND valid_to),
  CONSTRAINT label_design_confirmed_by_somebody CHECK ((confirmed_at IS NULL) = (confirmed_by_id IS NULL)),
  CONSTRAINT label_design_two_people CHECK (confirmed_by_id <> recorded_by_id)
);
CREATE INDEX label_design_organisation ON label_design (organisation_id);
-- What may be printed is no secret among the parties, as licences are none.
${rowScope('label_design', { read: SIGNED_IN, insert: SEES_ALL, update: SEES_ALL })}
CREATE TRIGGER label_design_stays BEFORE UPDATE OF id, code, brand_code, organisation_id, market_code, marks, texts, series,
    artwork_id, valid_from, valid_to, recorded_at, recorded_by_id OR DELETE
  ON label_design FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER label_design_stays_confirmed BEFORE UPDATE OF confirmed_at, confirmed_by_id
  ON label_design FOR EACH ROW WHEN (OLD.confirmed_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER label_design_stays_ended BEFORE UPDATE OF ended_on
  ON label_design FOR EACH ROW WHEN (OLD.ended_on IS NOT NULL) EXECUTE FUNCTION refuse_change();
`;

const RANGES = `
-- A series compared as a range of one: then an exclusion constraint needs no extension for the equality.
CREATE TYPE label_series_range AS RANGE (subtype = text);

CREATE TABLE label_range (
  id uuid PRIMARY KEY,
  design_id uuid NOT NULL REFERENCES label_design,
  packhouse_id uuid NOT NULL REFERENCES organisation,
  series text NOT NULL,
  first_serial bigint NOT NULL,
  last_serial bigint NOT NULL,
  issued_on date NOT NULL,
  withdrawn_on date,
  recorded_at timestamptz NOT NULL,
  recorded_by_id uuid NOT NULL REFERENCES user_account,
  visible_to uuid[] NOT NULL,
  CONSTRAINT label_range_serials CHECK (0 <= first_serial AND first_serial <= last_serial AND last_serial <= 2147483647),
  CONSTRAINT label_range_withdrawn_after CHECK (withdrawn_on >= issued_on),
  -- Nothing is issued twice, withdrawn or not: labels that were lost are still somewhere.
  CONSTRAINT label_range_once EXCLUDE USING gist (
    label_series_range(series, series, '[]') WITH &&, int8range(first_serial, last_serial, '[]') WITH &&)
);
CREATE INDEX label_range_design ON label_range (design_id);
CREATE INDEX label_range_packhouse ON label_range (packhouse_id, id);
${rowScope('label_range', { read: VISIBLE, insert: SEES_ALL, update: SEES_ALL })}
CREATE TRIGGER label_range_stays BEFORE UPDATE OF id, design_id, packhouse_id, series, first_serial, last_serial, issued_on,
    recorded_at, recorded_by_id OR DELETE
  ON label_range FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER label_range_stays_withdrawn BEFORE UPDATE OF withdrawn_on
  ON label_range FOR EACH ROW WHEN (OLD.withdrawn_on IS NOT NULL) EXECUTE FUNCTION refuse_change();
`;

const USES = `
CREATE TABLE label_use (
  id uuid PRIMARY KEY,
  batch_id uuid NOT NULL REFERENCES batch,
  organisation_id uuid NOT NULL REFERENCES organisation,
  design_id uuid NOT NULL REFERENCES label_design,
  range_id uuid REFERENCES label_range,
  series text,
  first_serial bigint,
  last_serial bigint,
  recorded_at timestamptz NOT NULL,
  recorded_by_id uuid NOT NULL REFERENCES user_account,
  corrects_id uuid CONSTRAINT label_use_corrected_once UNIQUE REFERENCES label_use,
  is_void boolean NOT NULL DEFAULT false,
  -- When another took its place.
  replaced_at timestamptz,
  visible_to uuid[] NOT NULL,
  CONSTRAINT label_use_serials CHECK (
    num_nonnulls(range_id, series, first_serial, last_serial) IN (0, 4)
    AND (series IS NULL OR (0 <= first_serial AND first_serial <= last_serial))),
  CONSTRAINT label_use_void_corrects CHECK (NOT is_void OR corrects_id IS NOT NULL),
  -- No serial number is on two cartons, of one batch or of two.
  CONSTRAINT label_use_once EXCLUDE USING gist (
    label_series_range(series, series, '[]') WITH &&, int8range(first_serial, last_serial, '[]') WITH &&)
    WHERE (series IS NOT NULL AND replaced_at IS NULL AND NOT is_void)
);
CREATE INDEX label_use_batch ON label_use (batch_id);
CREATE INDEX label_use_design ON label_use (design_id);
CREATE INDEX label_use_range ON label_use (range_id) WHERE range_id IS NOT NULL;
CREATE INDEX label_use_organisation ON label_use (organisation_id, id);
${rowScope('label_use', {
  read: VISIBLE,
  insert: `(organisation_id = ${ORGANISATION} AND ${ofParent(
    'batch',
    'batch_id',
    `x.run_id IN (SELECT r.id FROM run r WHERE r.organisation_id = ${ORGANISATION})`,
  )})`,
  update: `(${SEES_ALL} OR organisation_id = ${ORGANISATION})`,
})}
CREATE TRIGGER label_use_stays BEFORE UPDATE OF id, batch_id, organisation_id, design_id, range_id, series, first_serial,
    last_serial, recorded_at, recorded_by_id, corrects_id, is_void OR DELETE
  ON label_use FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER label_use_stays_replaced BEFORE UPDATE OF replaced_at
  ON label_use FOR EACH ROW WHEN (OLD.replaced_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
`;

/** Whoever sees a batch sees its labels, and loses sight with it. */
const SIGHT = `
CREATE FUNCTION internal.label_uses_follow_batch() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE label_use SET visible_to = NEW.visible_to WHERE batch_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER batch_shows_label_uses AFTER UPDATE OF visible_to ON batch
  FOR EACH ROW WHEN (OLD.visible_to IS DISTINCT FROM NEW.visible_to) EXECUTE FUNCTION internal.label_uses_follow_batch();
`;

const DOWN = `
DROP TRIGGER batch_shows_label_uses ON batch;
DROP FUNCTION internal.label_uses_follow_batch();
DROP TABLE label_use;
DROP TABLE label_range;
DROP TYPE label_series_range;
DROP TABLE label_design;
`;
