import type { MigrationInterface, QueryRunner } from 'typeorm';
import { PROVENANCE, referenceScope } from './support/row-scope.js';

/** One variety list, one brand, one standard, one channel: dated editions and rules as data. */
export class Unities1764000100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(VARIETIES);
    await runner.query(STANDARDS);
    await runner.query(BRANDS);
    await runner.query(CHANNELS);
    await runner.query(SCOPES);
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}

const VARIETIES = `
CREATE TABLE variety (
  code text PRIMARY KEY,
  name_zh text NOT NULL,
  name_en text,
  species text,
  maturity_class text,
  maturity jsonb,
  figures jsonb NOT NULL,
  note jsonb,
  ${PROVENANCE}
);

CREATE TABLE variety_list (
  code text PRIMARY KEY,
  title_zh text NOT NULL,
  title_en text NOT NULL,
  is_example boolean NOT NULL,
  state text NOT NULL CHECK (state IN ('DRAFT', 'PUBLISHED', 'SUPERSEDED')),
  published_at timestamptz,
  ${PROVENANCE}
);

CREATE TABLE variety_list_entry (
  variety_list_code text NOT NULL REFERENCES variety_list,
  variety_code text NOT NULL REFERENCES variety,
  harvest_from text CONSTRAINT variety_list_entry_harvest_from CHECK (harvest_from ~ '^[0-1][0-9]-[0-3][0-9]$'),
  harvest_to text CONSTRAINT variety_list_entry_harvest_to CHECK (harvest_to ~ '^[0-1][0-9]-[0-3][0-9]$'),
  note jsonb,
  ${PROVENANCE},
  PRIMARY KEY (variety_list_code, variety_code)
);
`;

const STANDARDS = `
CREATE TABLE market (
  code text PRIMARY KEY,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  is_fictional boolean NOT NULL,
  note jsonb,
  ${PROVENANCE}
);

CREATE TABLE standard (
  code text PRIMARY KEY,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  issuer text,
  is_example boolean NOT NULL,
  ${PROVENANCE}
);

CREATE TABLE standard_version (
  code text PRIMARY KEY,
  standard_code text NOT NULL REFERENCES standard,
  state text NOT NULL CHECK (state IN ('DRAFT', 'PUBLISHED', 'SUPERSEDED')),
  published_at timestamptz,
  ${PROVENANCE}
);
CREATE INDEX standard_version_standard ON standard_version (standard_code);

CREATE TABLE rule (
  version_code text NOT NULL REFERENCES standard_version,
  code text NOT NULL,
  unity text NOT NULL CHECK (unity IN ('VARIETY', 'BRAND', 'STANDARD', 'CHANNEL')),
  subject text NOT NULL CHECK (subject IN ('PLOT', 'BATCH', 'LOT', 'SHIPMENT')),
  kind text NOT NULL,
  parameters jsonb NOT NULL,
  market_code text REFERENCES market,
  except_markets text[] NOT NULL,
  stage text NOT NULL CHECK (stage IN ('HARVEST', 'PACK', 'DECLARE', 'LOAD', 'DEPART', 'ARRIVE')),
  effect text NOT NULL CHECK (effect IN ('LEGAL', 'CONTRACT', 'ADVICE')),
  title_zh text NOT NULL,
  title_en text NOT NULL,
  ${PROVENANCE},
  PRIMARY KEY (version_code, code)
);
CREATE INDEX rule_market ON rule (market_code);

CREATE FUNCTION refuse_published_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  -- Both, because a draft's rule must not be moved into a published version either.
  versions text[] := CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW.version_code] WHEN 'DELETE' THEN ARRAY[OLD.version_code]
    ELSE ARRAY[OLD.version_code, NEW.version_code] END;
BEGIN
  IF EXISTS (SELECT FROM standard_version WHERE code = ANY (versions) AND state <> 'DRAFT') THEN
    RAISE EXCEPTION 'a published version never changes: %', versions[1] USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER rule_published_never_changes BEFORE INSERT OR UPDATE OR DELETE ON rule
  FOR EACH ROW EXECUTE FUNCTION refuse_published_change();
CREATE TRIGGER rule_no_truncate BEFORE TRUNCATE ON rule FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION refuse_published_version_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'DRAFT' THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.state = 'PUBLISHED' AND NEW.state = 'SUPERSEDED'
     AND (to_jsonb(OLD) - 'state' - 'valid_to') = (to_jsonb(NEW) - 'state' - 'valid_to') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a published version never changes: %', OLD.code USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER standard_version_published_never_changes BEFORE UPDATE OR DELETE ON standard_version
  FOR EACH ROW EXECUTE FUNCTION refuse_published_version_change();

CREATE TABLE substance (
  code text PRIMARY KEY,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  ${PROVENANCE}
);

CREATE TABLE banned_substance (
  id text PRIMARY KEY,
  act text NOT NULL,
  substance text NOT NULL REFERENCES substance,
  substance_zh text NOT NULL,
  substance_en text,
  scope jsonb NOT NULL,
  banned_from date,
  note jsonb,
  ${PROVENANCE}
);
CREATE INDEX banned_substance_substance ON banned_substance (substance);

CREATE TABLE product_interval (
  id text PRIMARY KEY,
  substance text NOT NULL REFERENCES substance,
  substance_zh text NOT NULL,
  substance_en text,
  formulation text,
  crop text NOT NULL,
  target text,
  phi_days integer,
  max_applications integer,
  note jsonb,
  ${PROVENANCE}
);

CREATE TABLE residue_limit (
  id text PRIMARY KEY,
  market_code text NOT NULL REFERENCES market,
  substance text NOT NULL REFERENCES substance,
  commodity text NOT NULL,
  level text NOT NULL CHECK (level IN ('COMMODITY', 'GROUP', 'CLASS')),
  limit_micrograms_per_kg integer,
  at_loq boolean,
  residue_definition text,
  note text,
  ${PROVENANCE}
);
CREATE INDEX residue_limit_market ON residue_limit (market_code, substance);

CREATE TABLE residue_fallback (
  id text PRIMARY KEY,
  market_code text NOT NULL REFERENCES market,
  steps jsonb NOT NULL,
  default_micrograms_per_kg integer,
  must_not_be_detected boolean NOT NULL,
  list_complete boolean NOT NULL,
  note jsonb,
  ${PROVENANCE}
);
`;

const BRANDS = `
CREATE TABLE brand (
  code text PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('JOINT', 'GEOGRAPHICAL_INDICATION')),
  name_zh text NOT NULL,
  name_en text NOT NULL,
  scheme jsonb,
  registration_number text,
  area_county_code text REFERENCES region,
  area_confidence text CHECK (area_confidence IN ('official', 'confirmed', 'secondary', 'unverified')),
  note jsonb,
  ${PROVENANCE}
);

CREATE TABLE brand_licence (
  id uuid PRIMARY KEY,
  brand_code text NOT NULL REFERENCES brand,
  organisation_id uuid NOT NULL REFERENCES organisation,
  number text NOT NULL CONSTRAINT brand_licence_number_key UNIQUE,
  valid_from date NOT NULL,
  valid_to date NOT NULL,
  ended_on date,
  recorded_at timestamptz NOT NULL,
  CONSTRAINT brand_licence_dates CHECK (valid_from <= valid_to),
  CONSTRAINT brand_licence_end CHECK (ended_on BETWEEN valid_from AND valid_to)
);
CREATE INDEX brand_licence_organisation ON brand_licence (organisation_id, brand_code);
`;

const CHANNELS = `
CREATE TABLE market_status (
  id text PRIMARY KEY,
  market_code text NOT NULL REFERENCES market,
  status text NOT NULL CHECK (status IN ('OPEN', 'CLOSED')),
  note jsonb,
  ${PROVENANCE}
);
CREATE INDEX market_status_market ON market_status (market_code);

CREATE TABLE market_pack (
  id text PRIMARY KEY,
  market_code text NOT NULL REFERENCES market,
  missing jsonb NOT NULL,
  ${PROVENANCE}
);
CREATE INDEX market_pack_market ON market_pack (market_code);

CREATE TABLE channel (
  id uuid PRIMARY KEY,
  code text NOT NULL CONSTRAINT channel_code_key UNIQUE,
  exporter_id uuid NOT NULL REFERENCES organisation,
  market_code text NOT NULL REFERENCES market,
  customs_district_code text NOT NULL REFERENCES customs_district,
  gateway_zh text NOT NULL,
  gateway_en text NOT NULL,
  transport text NOT NULL CHECK (transport IN ('ROAD', 'SEA', 'RAIL', 'AIR')),
  valid_from date NOT NULL,
  valid_to date,
  recorded_at timestamptz NOT NULL,
  CONSTRAINT channel_dates CHECK (valid_from <= valid_to)
);
CREATE INDEX channel_exporter ON channel (exporter_id);
`;

const SCOPES = [
  referenceScope('variety', true),
  referenceScope('variety_list', true),
  referenceScope('variety_list_entry', true),
  referenceScope('market', true),
  referenceScope('standard', true),
  referenceScope('standard_version', true),
  referenceScope('rule', true),
  referenceScope('substance', true),
  referenceScope('banned_substance', true),
  referenceScope('product_interval', true),
  referenceScope('residue_limit', true),
  referenceScope('residue_fallback', true),
  referenceScope('brand', true),
  referenceScope('brand_licence', true),
  referenceScope('market_status', true),
  referenceScope('market_pack', true),
  referenceScope('channel', true),
].join('\n');
