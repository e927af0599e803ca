import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  AUTHENTICATING,
  ORGANISATION,
  SEES_ALL,
  SIGNED_IN,
  USER,
  PROVENANCE,
  referenceScope,
  rowScope,
} from './support/row-scope.js';

/** Who acts, what is remembered of every change, places, organisations and the people in them. */
export class Foundation1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SCOPE_FUNCTIONS);
    await runner.query(LEDGER);
    await runner.query(ORGANISATIONS);
    await runner.query(SCOPES);
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}

const SCOPE_FUNCTIONS = `
CREATE FUNCTION app_user() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN NULLIF(current_setting('app.user_id', true), '')::uuid;
CREATE FUNCTION app_organisation() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN NULLIF(current_setting('app.organisation_id', true), '')::uuid;
CREATE FUNCTION app_sees_all() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(current_setting('app.authority', true), '') IN ('office', 'system');
CREATE FUNCTION app_authenticating() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(current_setting('app.authority', true), '') = 'authentication';

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;
`;

const LEDGER = `
CREATE TABLE ledger_entry (
  id uuid PRIMARY KEY,
  transaction_id bigint NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint,
  kind text NOT NULL,
  organisation_id uuid,
  actor_id uuid,
  on_behalf_of_id uuid,
  device text,
  occurred_at timestamptz NOT NULL,
  occurred_offset_minutes smallint NOT NULL,
  recorded_at timestamptz NOT NULL,
  subject_ids uuid[] NOT NULL,
  canonical text NOT NULL,
  sha256 text NOT NULL,
  CONSTRAINT ledger_entry_hash CHECK (sha256 = encode(sha256(convert_to(canonical, 'UTF8')), 'hex')),
  CONSTRAINT ledger_entry_is_what_it_says CHECK (
    (canonical::jsonb ->> 'id')::uuid = id AND canonical::jsonb ->> 'kind' = kind),
  CONSTRAINT ledger_entry_offset CHECK (occurred_offset_minutes BETWEEN -840 AND 840)
);
CREATE INDEX ledger_entry_subject ON ledger_entry USING gin (subject_ids);
CREATE INDEX ledger_entry_organisation ON ledger_entry (organisation_id, id);
CREATE TRIGGER ledger_entry_append_only BEFORE UPDATE OR DELETE ON ledger_entry
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_entry_no_truncate BEFORE TRUNCATE ON ledger_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE personal_salt (
  commitment text PRIMARY KEY,
  subject_id uuid NOT NULL,
  organisation_id uuid,
  salt text NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX personal_salt_subject ON personal_salt (subject_id);

CREATE TABLE client_request (
  actor_id uuid NOT NULL,
  id uuid NOT NULL,
  operation text NOT NULL,
  input_sha256 text NOT NULL,
  result jsonb,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (actor_id, id)
);

CREATE TABLE product_state (
  key text PRIMARY KEY,
  value jsonb NOT NULL,
  changed_at timestamptz NOT NULL
);
`;

const ORGANISATIONS = `
CREATE TABLE region (
  code text PRIMARY KEY,
  name_zh text NOT NULL,
  name_en text,
  level text NOT NULL CHECK (level IN ('PROVINCE', 'CITY', 'COUNTY', 'TOWN')),
  parent_code text REFERENCES region,
  ${PROVENANCE}
);
CREATE INDEX region_parent ON region (parent_code);

CREATE TABLE customs_district (
  code text PRIMARY KEY,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  county_codes text[] NOT NULL,
  ${PROVENANCE}
);

CREATE TABLE organisation (
  id uuid PRIMARY KEY,
  code text NOT NULL CONSTRAINT organisation_code_key UNIQUE,
  kind text NOT NULL,
  name_zh text NOT NULL,
  name_en text NOT NULL,
  county_code text REFERENCES region,
  town_code text REFERENCES region,
  gln text CONSTRAINT organisation_gln_key UNIQUE,
  created_at timestamptz NOT NULL,
  closed_at timestamptz,
  CONSTRAINT organisation_kind CHECK (kind IN ('BASE_OFFICE', 'COOPERATIVE', 'PACKHOUSE', 'PROCESSOR', 'INSPECTION_BODY', 'EXPORTER')),
  CONSTRAINT organisation_gln CHECK (gln ~ '^[0-9]{13}$')
);

CREATE TABLE user_account (
  id uuid PRIMARY KEY,
  username text NOT NULL CONSTRAINT user_account_username_key UNIQUE,
  display_name text NOT NULL,
  is_demo boolean NOT NULL DEFAULT false,
  organisation_ids uuid[] NOT NULL,
  created_at timestamptz NOT NULL,
  disabled_at timestamptz,
  CONSTRAINT user_account_username CHECK (username ~ '^[a-z0-9][a-z0-9._-]{2,63}$')
);

CREATE TABLE user_password (
  user_id uuid PRIMARY KEY REFERENCES user_account,
  hash text NOT NULL,
  must_change boolean NOT NULL DEFAULT false,
  changed_at timestamptz NOT NULL
);

CREATE TABLE membership (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES user_account,
  organisation_id uuid NOT NULL REFERENCES organisation,
  roles text[] NOT NULL,
  started_at timestamptz NOT NULL,
  ended_at timestamptz,
  CONSTRAINT membership_has_a_role CHECK (cardinality(roles) > 0)
);
CREATE UNIQUE INDEX membership_one_open ON membership (user_id, organisation_id) WHERE ended_at IS NULL;
CREATE INDEX membership_organisation ON membership (organisation_id);

CREATE TABLE session (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES user_account,
  token_hash text NOT NULL CONSTRAINT session_token_hash_key UNIQUE,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz
);
CREATE INDEX session_user_open ON session (user_id) WHERE revoked_at IS NULL;

CREATE TABLE api_key (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation,
  user_id uuid NOT NULL REFERENCES user_account,
  name text NOT NULL,
  prefix text NOT NULL,
  secret_hash text NOT NULL CONSTRAINT api_key_secret_hash_key UNIQUE,
  scopes text[] NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  last_used_at timestamptz,
  revoked_at timestamptz
);
CREATE INDEX api_key_organisation ON api_key (organisation_id);

CREATE TABLE invitation (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation,
  display_name text NOT NULL,
  roles text[] NOT NULL,
  token_hash text NOT NULL CONSTRAINT invitation_token_hash_key UNIQUE,
  invited_by_id uuid NOT NULL REFERENCES user_account,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  accepted_at timestamptz,
  accepted_by_id uuid REFERENCES user_account,
  revoked_at timestamptz
);
CREATE INDEX invitation_organisation ON invitation (organisation_id);
`;

const OWN_ORGANISATION = `(${SEES_ALL} OR organisation_id = ${ORGANISATION})`;

const SCOPES = [
  rowScope('ledger_entry', {
    read: OWN_ORGANISATION,
    insert: `(${SEES_ALL} OR ${AUTHENTICATING} OR organisation_id = ${ORGANISATION})`,
  }),
  rowScope('personal_salt', {
    read: OWN_ORGANISATION,
    insert: `(${OWN_ORGANISATION} OR ${AUTHENTICATING})`,
    delete: OWN_ORGANISATION,
  }),
  rowScope('client_request', {
    read: `actor_id = ${USER}`,
    insert: `actor_id = ${USER}`,
    update: `actor_id = ${USER}`,
  }),
  rowScope('product_state', { read: SEES_ALL, insert: SEES_ALL, update: SEES_ALL }),
  referenceScope('region'),
  referenceScope('customs_district'),
  rowScope('organisation', {
    read: `(${SIGNED_IN} OR ${AUTHENTICATING})`,
    insert: SEES_ALL,
    update: SEES_ALL,
  }),
  rowScope('user_account', {
    read: `(${SEES_ALL} OR ${AUTHENTICATING} OR id = ${USER} OR ${ORGANISATION} = ANY (organisation_ids))`,
    insert: `(${SEES_ALL} OR ${AUTHENTICATING})`,
    update: `(${SEES_ALL} OR ${AUTHENTICATING} OR id = ${USER} OR ${ORGANISATION} = ANY (organisation_ids))`,
  }),
  rowScope('user_password', { read: AUTHENTICATING, insert: AUTHENTICATING, update: AUTHENTICATING }),
  rowScope('membership', {
    read: `(${SEES_ALL} OR ${AUTHENTICATING} OR user_id = ${USER} OR organisation_id = ${ORGANISATION})`,
    insert: `(${SEES_ALL} OR ${AUTHENTICATING} OR organisation_id = ${ORGANISATION})`,
    update: `(${SEES_ALL} OR organisation_id = ${ORGANISATION} OR user_id = ${USER})`,
  }),
  rowScope('session', {
    read: `(${AUTHENTICATING} OR user_id = ${USER})`,
    insert: AUTHENTICATING,
    update: `(${AUTHENTICATING} OR user_id = ${USER})`,
  }),
  rowScope('api_key', {
    read: `(${AUTHENTICATING} OR ${OWN_ORGANISATION})`,
    insert: OWN_ORGANISATION,
    update: `(${AUTHENTICATING} OR ${OWN_ORGANISATION})`,
  }),
  rowScope('invitation', {
    read: `(${AUTHENTICATING} OR ${OWN_ORGANISATION})`,
    insert: OWN_ORGANISATION,
    update: `(${AUTHENTICATING} OR ${OWN_ORGANISATION})`,
  }),
].join('\n');
