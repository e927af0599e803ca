import type { MigrationInterface, QueryRunner } from 'typeorm';
import { PESTS_ERASING, PESTS_ERASING_DOWN } from './support/pest-erasing.sql.js';
import { PESTS_SIGHT, PESTS_SIGHT_DOWN } from './support/pest-sight.sql.js';
import {
  ofParent,
  ORGANISATION,
  PROVENANCE,
  referenceScope,
  rowScope,
  SEES_ALL,
  VISIBLE,
} from './support/row-scope.js';

/** Pests, plant-protection officers, traps and what was counted in them, the status of areas, quarantine treatments. */
export class Pests1764203000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [TABLES, KEPT, SCOPES, PESTS_SIGHT, PESTS_ERASING]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const sql of [PESTS_ERASING_DOWN, PESTS_SIGHT_DOWN, DOWN]) await runner.query(sql);
  }
}

const TABLES = `
CREATE TABLE pest (
  code text PRIMARY KEY,
  scientific_name text NOT NULL,
  name_zh text NOT NULL,
  eppo_code text,
  ${PROVENANCE}
);

CREATE TABLE officer_appointment (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation,
  registration_id uuid REFERENCES registration,
  user_id uuid NOT NULL REFERENCES user_account,
  valid_from date NOT NULL,
  valid_to date,
  ended_on date,
  evidence text,
  attachment_id uuid REFERENCES attachment,
  recorded_at timestamptz NOT NULL,
  recorded_by_id uuid NOT NULL REFERENCES user_account,
  confirmed_at timestamptz,
  confirmed_by_id uuid REFERENCES user_account,
  visible_to uuid[] NOT NULL,
  CONSTRAINT officer_appointment_dates CHECK (valid_to IS NULL OR valid_from <= valid_to),
  CONSTRAINT officer_appointment_ended_within CHECK (ended_on >= valid_from),
  CONSTRAINT officer_appointment_confirmed_by_somebody CHECK ((confirmed_at IS NULL) = (confirmed_by_id IS NULL)),
  CONSTRAINT officer_appointment_two_people CHECK (confirmed_by_id <> recorded_by_id)
);
CREATE INDEX officer_appointment_registration ON officer_appointment (registration_id);
CREATE INDEX officer_appointment_organisation ON officer_appointment (organisation_id, id);

CREATE TABLE pest_trap (
  id uuid PRIMARY KEY,
  code text NOT NULL,
  organisation_id uuid NOT NULL REFERENCES organisation,
  plot_id uuid REFERENCES plot,
  registration_id uuid REFERENCES registration,
  pests text[] NOT NULL,
  lure text NOT NULL,
  set_up_on date NOT NULL,
  taken_down_on date,
  recorded_at timestamptz NOT NULL,
  recorded_by_id uuid NOT NULL REFERENCES user_account,
  visible_to uuid[] NOT NULL,
  CONSTRAINT pest_trap_code_key UNIQUE (organisation_id, code),
  CONSTRAINT pest_trap_one_place CHECK (num_nonnulls(plot_id, registration_id) = 1),
  CONSTRAINT pest_trap_for_something CHECK (cardinality(pests) > 0),
  CONSTRAINT pest_trap_lure_check CHECK (lure IN ('ATTRACTANT', 'FOOD_BAIT', 'COLOUR', 'OTHER')),
  CONSTRAINT pest_trap_dates CHECK (taken_down_on >= set_up_on)
);
CREATE INDEX pest_trap_plot ON pest_trap (plot_id) WHERE plot_id IS NOT NULL;
CREATE INDEX pest_trap_registration ON pest_trap (registration_id) WHERE registration_id IS NOT NULL;

-- Apart from the trap, because fewer may see where exactly it hangs.
CREATE TABLE pest_trap_place (
  trap_id uuid PRIMARY KEY REFERENCES pest_trap,
  organisation_id uuid NOT NULL REFERENCES organisation,
  geometry jsonb NOT NULL,
  geometry_sha256 text NOT NULL,
  recorded_at timestamptz NOT NULL,
  visible_to uuid[] NOT NULL
);

CREATE TABLE trap_count (
  id uuid PRIMARY KEY,
  trap_id uuid NOT NULL REFERENCES pest_trap,
  organisation_id uuid NOT NULL REFERENCES organisation,
  inspected_at timestamptz NOT NULL,
  inspected_on date NOT NULL,
  inspector_id uuid NOT NULL REFERENCES user_account,
  counts jsonb NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by_id uuid NOT NULL REFERENCES user_account,
  corrects_id uuid REFERENCES trap_count,
  is_void boolean NOT NULL DEFAULT false,
  visible_to uuid[] NOT NULL,
  CONSTRAINT trap_count_corrected_once UNIQUE (corrects_id),
  CONSTRAINT trap_count_counts_an_object CHECK (jsonb_typeof(counts) = 'object')
);
CREATE INDEX trap_count_trap ON trap_count (trap_id, inspected_on);
CREATE INDEX trap_count_organisation ON trap_count (organisation_id, id);

CREATE TABLE area_status (
  id uuid PRIMARY KEY,
  pest_code text NOT NULL REFERENCES pest,
  status text NOT NULL,
  region_code text REFERENCES region,
  registration_id uuid REFERENCES registration,
  valid_from date NOT NULL,
  valid_to date,
  ended_on date,
  document text NOT NULL,
  attachment_id uuid REFERENCES attachment,
  recorded_at timestamptz NOT NULL,
  recorded_by_id uuid NOT NULL REFERENCES user_account,
  confirmed_at timestamptz,
  confirmed_by_id uuid REFERENCES user_account,
  CONSTRAINT area_status_status_check CHECK (status IN ('FREE_AREA', 'FREE_PLACE_OF_PRODUCTION', 'LOW_PREVALENCE', 'PRESENT', 'UNDER_SUPERVISION')),
  CONSTRAINT area_status_one_area CHECK (num_nonnulls(region_code, registration_id) = 1),
  CONSTRAINT area_status_dates CHECK (valid_to IS NULL OR valid_from <= valid_to),
  CONSTRAINT area_status_ended_within CHECK (ended_on >= valid_from),
  CONSTRAINT area_status_confirmed_by_somebody CHECK ((confirmed_at IS NULL) = (confirmed_by_id IS NULL)),
  CONSTRAINT area_status_two_people CHECK (confirmed_by_id <> recorded_by_id)
);
CREATE INDEX area_status_pest ON area_status (pest_code, id);
CREATE INDEX area_status_region ON area_status (region_code) WHERE region_code IS NOT NULL;
CREATE INDEX area_status_registration ON area_status (registration_id) WHERE registration_id IS NOT NULL;

CREATE TABLE quarantine_treatment (
  id uuid PRIMARY KEY,
  batch_id uuid NOT NULL REFERENCES batch,
  organisation_id uuid NOT NULL REFERENCES organisation,
  kind text NOT NULL,
  facility text,
  started_at timestamptz NOT NULL,
  ended_at timestamptz,
  readings jsonb NOT NULL,
  dose numeric,
  dose_unit text,
  certificate_number text,
  attachment_id uuid REFERENCES attachment,
  recorded_at timestamptz NOT NULL,
  recorded_by_id uuid NOT NULL REFERENCES user_account,
  corrects_id uuid REFERENCES quarantine_treatment,
  is_void boolean NOT NULL DEFAULT false,
  confirmed_at timestamptz,
  confirmed_by_id uuid REFERENCES user_account,
  visible_to uuid[] NOT NULL,
  CONSTRAINT quarantine_treatment_corrected_once UNIQUE (corrects_id),
  CONSTRAINT quarantine_treatment_kind_check CHECK (kind IN ('COLD', 'FUMIGATION', 'HEAT', 'IRRADIATION', 'OTHER')),
  CONSTRAINT quarantine_treatment_times CHECK (ended_at > started_at),
  CONSTRAINT quarantine_treatment_readings_a_list CHECK (jsonb_typeof(readings) = 'array'),
  CONSTRAINT quarantine_treatment_dose CHECK (dose > 0 AND (dose IS NULL) = (dose_unit IS NULL)),
  CONSTRAINT quarantine_treatment_confirmed_by_somebody CHECK ((confirmed_at IS NULL) = (confirmed_by_id IS NULL)),
  CONSTRAINT quarantine_treatment_two_people CHECK (confirmed_by_id <> recorded_by_id)
);
CREATE INDEX quarantine_treatment_batch ON quarantine_treatment (batch_id);
CREATE INDEX quarantine_treatment_organisation ON quarantine_treatment (organisation_id, id);
`;

/** What was recorded stays; who sees it, when it ended and who confirmed it may be added. */
const KEPT = `
CREATE TRIGGER officer_appointment_stays BEFORE UPDATE OF id, organisation_id, registration_id, user_id, valid_from, valid_to, attachment_id,
  recorded_at, recorded_by_id OR DELETE ON officer_appointment FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER pest_trap_stays BEFORE UPDATE OF id, code, organisation_id, plot_id, registration_id, pests, lure, set_up_on, recorded_at,
  recorded_by_id OR DELETE ON pest_trap FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER trap_count_stays BEFORE UPDATE OF id, trap_id, organisation_id, inspected_at, inspected_on, inspector_id, counts, recorded_at,
  recorded_by_id, corrects_id, is_void OR DELETE ON trap_count FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER area_status_stays BEFORE UPDATE OF id, pest_code, status, region_code, registration_id, valid_from, valid_to, document,
  attachment_id, recorded_at, recorded_by_id OR DELETE ON area_status FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER area_status_stays_confirmed BEFORE UPDATE OF confirmed_at, confirmed_by_id ON area_status
  FOR EACH ROW WHEN (OLD.confirmed_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER quarantine_treatment_stays BEFORE UPDATE OF id, batch_id, organisation_id, kind, started_at, ended_at, readings, dose, dose_unit,
  attachment_id, recorded_at, recorded_by_id, corrects_id, is_void OR DELETE ON quarantine_treatment
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
`;

const OWN = `(${SEES_ALL} OR organisation_id = ${ORGANISATION})`;
/** In one's own name, and under a trap of one's own. */
const UNDER_OWN_TRAP = `(${OWN} AND ${ofParent('pest_trap', 'trap_id', `x.organisation_id = ${ORGANISATION}`)})`;
/** In one's own name, and about fruit that one sees. */
const OF_SEEN_BATCH = `(${OWN} AND ${ofParent('batch', 'batch_id', `${ORGANISATION} = ANY (x.visible_to)`)})`;

const SCOPES = `
${referenceScope('pest')}
${referenceScope('area_status', true)}
${rowScope('officer_appointment', { read: VISIBLE, insert: OWN, update: OWN })}
${rowScope('pest_trap', { read: VISIBLE, insert: OWN, update: OWN })}
${rowScope('pest_trap_place', { read: VISIBLE, insert: UNDER_OWN_TRAP, update: OWN })}
${rowScope('trap_count', { read: VISIBLE, insert: UNDER_OWN_TRAP })}
${rowScope('quarantine_treatment', { read: VISIBLE, insert: OF_SEEN_BATCH, update: SEES_ALL })}
`;

const DOWN = `
DROP TABLE quarantine_treatment;
DROP TABLE area_status;
DROP TABLE trap_count;
DROP TABLE pest_trap_place;
DROP TABLE pest_trap;
DROP TABLE officer_appointment;
DROP TABLE pest;
`;
