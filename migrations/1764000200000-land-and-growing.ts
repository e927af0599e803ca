import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ORGANISATION, SEES_ALL, SIGNED_IN, VISIBLE, ofParent, rowScope } from './support/row-scope.js';

/** Growers, orchards, plots, registrations at customs, product labels and growing records. */
export class LandAndGrowing1764000200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(LAND);
    await runner.query(GROWING);
    await runner.query(SCOPES);
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}

const LAND = `
CREATE TABLE grower (
  id uuid PRIMARY KEY,
  code text NOT NULL,
  organisation_id uuid NOT NULL REFERENCES organisation,
  town_code text REFERENCES region,
  name text,
  telephone text,
  created_at timestamptz NOT NULL,
  erased_at timestamptz,
  CONSTRAINT grower_code_key UNIQUE (organisation_id, code),
  CONSTRAINT grower_erased_is_empty CHECK (erased_at IS NULL OR (name IS NULL AND telephone IS NULL))
);

CREATE TABLE orchard (
  id uuid PRIMARY KEY,
  code text NOT NULL CONSTRAINT orchard_code_key UNIQUE,
  organisation_id uuid NOT NULL REFERENCES organisation,
  name_zh text NOT NULL,
  name_en text,
  town_code text NOT NULL REFERENCES region,
  created_at timestamptz NOT NULL,
  visible_to uuid[] NOT NULL
);
CREATE INDEX orchard_organisation ON orchard (organisation_id);

CREATE TABLE plot (
  id uuid PRIMARY KEY,
  code text NOT NULL CONSTRAINT plot_code_key UNIQUE,
  organisation_id uuid NOT NULL REFERENCES organisation,
  orchard_id uuid REFERENCES orchard,
  grower_id uuid REFERENCES grower,
  county_code text NOT NULL REFERENCES region,
  town_code text NOT NULL REFERENCES region,
  variety_code text NOT NULL REFERENCES variety,
  planted_year integer,
  declared_mu_hundredths integer NOT NULL,
  measured_square_metres integer,
  created_at timestamptz NOT NULL,
  visible_to uuid[] NOT NULL,
  CONSTRAINT plot_declared_area CHECK (declared_mu_hundredths > 0),
  CONSTRAINT plot_planted_year CHECK (planted_year BETWEEN 1900 AND 2100)
);
CREATE INDEX plot_organisation ON plot (organisation_id, id);
CREATE INDEX plot_orchard ON plot (orchard_id);

-- Apart from the plot, because fewer may see it: a column cannot be hidden by row, a row can.
CREATE TABLE plot_boundary (
  plot_id uuid PRIMARY KEY REFERENCES plot,
  organisation_id uuid NOT NULL REFERENCES organisation,
  geometry jsonb NOT NULL,
  square_metres integer NOT NULL CHECK (square_metres > 0),
  recorded_at timestamptz NOT NULL,
  visible_to uuid[] NOT NULL
);

CREATE TABLE registration (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('ORCHARD', 'PACKHOUSE')),
  number text NOT NULL,
  customs_district_code text NOT NULL REFERENCES customs_district,
  organisation_id uuid NOT NULL REFERENCES organisation,
  name_zh text NOT NULL,
  market_codes text[],
  estimated_yield_grams bigint CHECK (estimated_yield_grams > 0),
  valid_from date NOT NULL,
  valid_to date,
  withdrawn_on date,
  recorded_at timestamptz NOT NULL,
  visible_to uuid[] NOT NULL,
  CONSTRAINT registration_number_key UNIQUE (customs_district_code, kind, number),
  CONSTRAINT registration_number_length CHECK (length(number) BETWEEN 1 AND 40),
  CONSTRAINT registration_dates CHECK (valid_to IS NULL OR valid_from <= valid_to)
);
CREATE INDEX registration_organisation ON registration (organisation_id);

CREATE TABLE registration_plot (
  registration_id uuid NOT NULL REFERENCES registration,
  plot_id uuid NOT NULL REFERENCES plot,
  valid_from date NOT NULL,
  valid_to date,
  visible_to uuid[] NOT NULL,
  PRIMARY KEY (registration_id, plot_id, valid_from),
  CONSTRAINT registration_plot_dates CHECK (valid_to IS NULL OR valid_from <= valid_to)
);
CREATE INDEX registration_plot_plot ON registration_plot (plot_id);
`;

const GROWING = `
CREATE TABLE product_label (
  id uuid PRIMARY KEY,
  registration_number text NOT NULL,
  name_zh text NOT NULL,
  crop text NOT NULL,
  substances text[] NOT NULL,
  phi_days integer CHECK (phi_days BETWEEN 0 AND 365),
  max_applications integer CHECK (max_applications BETWEEN 1 AND 50),
  entered_by_organisation_id uuid NOT NULL REFERENCES organisation,
  entered_by_id uuid NOT NULL REFERENCES user_account,
  entered_at timestamptz NOT NULL,
  confirmed_by_id uuid REFERENCES user_account,
  confirmed_at timestamptz,
  CONSTRAINT product_label_one_per_crop UNIQUE (registration_number, crop),
  CONSTRAINT product_label_two_people CHECK (confirmed_by_id IS NULL OR confirmed_by_id <> entered_by_id)
);

CREATE FUNCTION refuse_confirmed_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.confirmed_at IS NOT NULL THEN
    RAISE EXCEPTION 'a confirmed label never changes: %', OLD.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER product_label_confirmed_never_changes BEFORE UPDATE ON product_label
  FOR EACH ROW EXECUTE FUNCTION refuse_confirmed_change();

CREATE TABLE growing_record (
  id uuid PRIMARY KEY,
  plot_id uuid NOT NULL REFERENCES plot,
  organisation_id uuid NOT NULL REFERENCES organisation,
  kind text NOT NULL CHECK (kind IN ('SPRAY', 'FERTILISE', 'IRRIGATE', 'PRUNE', 'BAG', 'WEED', 'OTHER')),
  performed_at timestamptz NOT NULL,
  performed_on date NOT NULL,
  product_label_id uuid REFERENCES product_label,
  product_name text,
  substances text[] NOT NULL,
  dose text,
  area_mu_hundredths integer CHECK (area_mu_hundredths > 0),
  target text,
  operator_id uuid REFERENCES grower,
  note text,
  recorded_at timestamptz NOT NULL,
  recorded_by_id uuid NOT NULL REFERENCES user_account,
  on_behalf_of_id uuid REFERENCES grower,
  corrects_id uuid CONSTRAINT growing_record_corrected_once UNIQUE REFERENCES growing_record,
  is_void boolean NOT NULL DEFAULT false,
  visible_to uuid[] NOT NULL
);
CREATE INDEX growing_record_plot ON growing_record (plot_id, performed_on);
`;

const ON_OWN_PLOT = `(organisation_id = ${ORGANISATION} AND ${ofParent('plot', 'plot_id', `x.organisation_id = ${ORGANISATION}`)})`;
const OWN_REGISTRATION = ofParent('registration', 'registration_id', `x.organisation_id = ${ORGANISATION}`);

const SCOPES = [
  rowScope('grower', {
    read: `(${SEES_ALL} OR organisation_id = ${ORGANISATION})`,
    insert: `organisation_id = ${ORGANISATION}`,
    update: `(${SEES_ALL} OR organisation_id = ${ORGANISATION})`,
  }),
  rowScope('orchard', {
    read: VISIBLE,
    insert: `organisation_id = ${ORGANISATION}`,
    update: `organisation_id = ${ORGANISATION}`,
  }),
  rowScope('plot', {
    read: VISIBLE,
    insert: `organisation_id = ${ORGANISATION}`,
    update: `organisation_id = ${ORGANISATION}`,
  }),
  rowScope('plot_boundary', {
    read: VISIBLE,
    insert: ON_OWN_PLOT,
    update: ON_OWN_PLOT,
  }),
  rowScope('registration', {
    read: VISIBLE,
    insert: `(${SEES_ALL} OR organisation_id = ${ORGANISATION})`,
    update: `(${SEES_ALL} OR organisation_id = ${ORGANISATION})`,
  }),
  rowScope('registration_plot', { read: VISIBLE, insert: OWN_REGISTRATION, update: OWN_REGISTRATION }),
  // Labels are common knowledge: one cooperative enters, another person confirms, everybody uses them.
  rowScope('product_label', {
    read: SIGNED_IN,
    insert: `(${SEES_ALL} OR entered_by_organisation_id = ${ORGANISATION})`,
    update: SIGNED_IN,
  }),
  rowScope('growing_record', { read: VISIBLE, insert: ON_OWN_PLOT }),
].join('\n');
