import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  CAPACITY,
  CAPACITY_DOWN,
  PAPERS_ERASING,
  PAPERS_ERASING_DOWN,
} from './support/registration-capacity.sql.js';
import { ofParent, ORGANISATION, rowScope, SEES_ALL, VISIBLE } from './support/row-scope.js';

/** What a registration declared season by season, which packhouses its orchard supplies, and when it is looked at again. */
export class RegistrationBoard1764207000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [TABLES, KEPT, SCOPES, CAPACITY, PAPERS_ERASING]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const sql of [PAPERS_ERASING_DOWN, CAPACITY_DOWN, DOWN]) await runner.query(sql);
  }
}

const TABLES = `
ALTER TABLE registration ADD COLUMN next_review_on date;

CREATE TABLE registration_yield (
  id uuid PRIMARY KEY,
  registration_id uuid NOT NULL REFERENCES registration,
  organisation_id uuid NOT NULL REFERENCES organisation,
  season text NOT NULL,
  mass_grams bigint NOT NULL,
  declared_on date NOT NULL,
  document text,
  attachment_id uuid REFERENCES attachment,
  recorded_at timestamptz NOT NULL,
  recorded_by_id uuid NOT NULL REFERENCES user_account,
  confirmed_at timestamptz,
  confirmed_by_id uuid REFERENCES user_account,
  CONSTRAINT registration_yield_above_zero CHECK (mass_grams > 0),
  CONSTRAINT registration_yield_season CHECK (season ~ '^[0-9]{4}/[0-9]{2}$'),
  CONSTRAINT registration_yield_confirmed_by_somebody CHECK ((confirmed_at IS NULL) = (confirmed_by_id IS NULL)),
  CONSTRAINT registration_yield_two_people CHECK (confirmed_by_id <> recorded_by_id)
);
CREATE INDEX registration_yield_registration ON registration_yield (registration_id, season);
CREATE INDEX registration_yield_organisation ON registration_yield (organisation_id, id);

CREATE TABLE supply_relation (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation,
  registration_id uuid NOT NULL REFERENCES registration,
  holder_id uuid NOT NULL REFERENCES organisation,
  registration_number text NOT NULL,
  customs_district_code text NOT NULL REFERENCES customs_district,
  valid_from date NOT NULL,
  valid_to date,
  ended_on date,
  document text,
  attachment_id uuid REFERENCES attachment,
  recorded_at timestamptz NOT NULL,
  recorded_by_id uuid NOT NULL REFERENCES user_account,
  confirmed_at timestamptz,
  confirmed_by_id uuid REFERENCES user_account,
  visible_to uuid[] NOT NULL,
  CONSTRAINT supply_relation_dates CHECK (valid_to IS NULL OR valid_from <= valid_to),
  CONSTRAINT supply_relation_ended_within CHECK (ended_on >= valid_from),
  CONSTRAINT supply_relation_confirmed_by_somebody CHECK ((confirmed_at IS NULL) = (confirmed_by_id IS NULL)),
  CONSTRAINT supply_relation_two_people CHECK (confirmed_by_id <> recorded_by_id)
);
CREATE INDEX supply_relation_registration ON supply_relation (registration_id);
CREATE INDEX supply_relation_organisation ON supply_relation (organisation_id, id);
CREATE INDEX supply_relation_holder ON supply_relation (holder_id, id);
`;

/** What was recorded stays; when it ended and who confirmed it may be added. */
const KEPT = `
CREATE TRIGGER registration_yield_stays BEFORE UPDATE OF id, registration_id, organisation_id, season, mass_grams, declared_on,
  attachment_id, recorded_at, recorded_by_id OR DELETE ON registration_yield FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER registration_yield_stays_confirmed BEFORE UPDATE OF confirmed_at, confirmed_by_id ON registration_yield
  FOR EACH ROW WHEN (OLD.confirmed_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER supply_relation_stays BEFORE UPDATE OF id, organisation_id, registration_id, holder_id, registration_number,
  customs_district_code, valid_from, valid_to, attachment_id, recorded_at, recorded_by_id OR DELETE ON supply_relation
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER supply_relation_stays_confirmed BEFORE UPDATE OF confirmed_at, confirmed_by_id ON supply_relation
  FOR EACH ROW WHEN (OLD.confirmed_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
`;

const OWN = `(${SEES_ALL} OR organisation_id = ${ORGANISATION})`;
const OF_OWN_REGISTRATION = `(${OWN} AND ${ofParent('registration', 'registration_id', `x.organisation_id = ${ORGANISATION}`)})`;

const SCOPES = `
${rowScope('registration_yield', { read: OWN, insert: OF_OWN_REGISTRATION, update: SEES_ALL })}
${rowScope('supply_relation', { read: VISIBLE, insert: OWN, update: OWN })}
`;

const DOWN = `
DROP TABLE supply_relation;
DROP TABLE registration_yield;
ALTER TABLE registration DROP COLUMN next_review_on;
`;
