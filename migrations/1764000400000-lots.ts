import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ORGANISATION, SEES_ALL, VISIBLE, ofParent, rowScope } from './support/row-scope.js';

/** Joint export lots: members, judgements, the way from OPEN to CLOSED, recalls. */
export class Lots1764000400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(LOTS);
    await runner.query(SCOPES);
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}

const STATES = `'OPEN', 'CLEARED', 'DECLARED', 'INSPECTED', 'CERTIFIED', 'LOADED', 'DEPARTED', 'ARRIVED', 'CLOSED', 'RETURNED', 'DIVERTED', 'CANCELLED'`;

const LOTS = `
CREATE TABLE lot (
  id uuid PRIMARY KEY,
  code text NOT NULL CONSTRAINT lot_code_key UNIQUE,
  exporter_id uuid NOT NULL REFERENCES organisation,
  channel_id uuid NOT NULL REFERENCES channel,
  market_code text NOT NULL REFERENCES market,
  state text NOT NULL CONSTRAINT lot_state CHECK (state IN (${STATES})),
  season text NOT NULL,
  planned_departure_on date NOT NULL,
  departed_on date,
  container_number text,
  seal_number text,
  mass_grams bigint NOT NULL DEFAULT 0 CHECK (mass_grams >= 0),
  carton_count integer NOT NULL DEFAULT 0 CHECK (carton_count >= 0),
  county_codes text[] NOT NULL,
  variety_codes text[] NOT NULL,
  origin_organisation_ids uuid[] NOT NULL,
  open_hold_count integer NOT NULL DEFAULT 0 CHECK (open_hold_count >= 0),
  judgement_id uuid,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  visible_to uuid[] NOT NULL,
  CONSTRAINT lot_loaded_is_sealed CHECK (
    state NOT IN ('LOADED', 'DEPARTED', 'ARRIVED', 'CLOSED') OR (container_number IS NOT NULL AND seal_number IS NOT NULL))
);
CREATE INDEX lot_exporter ON lot (exporter_id, id);
CREATE INDEX lot_visible ON lot USING gin (visible_to);

CREATE TABLE lot_member (
  lot_id uuid NOT NULL REFERENCES lot,
  batch_id uuid NOT NULL REFERENCES batch,
  mass_grams bigint NOT NULL CHECK (mass_grams > 0),
  carton_count integer NOT NULL CHECK (carton_count > 0),
  allocated_at timestamptz NOT NULL,
  visible_to uuid[] NOT NULL,
  PRIMARY KEY (lot_id, batch_id)
);
CREATE INDEX lot_member_batch ON lot_member (batch_id);

CREATE TABLE lot_member_origin (
  lot_id uuid NOT NULL,
  batch_id uuid NOT NULL,
  origin_batch_id uuid NOT NULL REFERENCES batch,
  plot_id uuid NOT NULL REFERENCES plot,
  organisation_id uuid NOT NULL REFERENCES organisation,
  county_code text NOT NULL REFERENCES region,
  mass_grams bigint NOT NULL CHECK (mass_grams > 0),
  visible_to uuid[] NOT NULL,
  PRIMARY KEY (lot_id, batch_id, origin_batch_id),
  FOREIGN KEY (lot_id, batch_id) REFERENCES lot_member ON DELETE CASCADE
);
CREATE INDEX lot_member_origin_origin ON lot_member_origin (origin_batch_id);

-- What a contributor may know of a lot that is not its own: state, market and its share.
CREATE TABLE lot_contribution (
  lot_id uuid NOT NULL REFERENCES lot,
  organisation_id uuid NOT NULL REFERENCES organisation,
  lot_code text NOT NULL,
  market_code text NOT NULL REFERENCES market,
  state text NOT NULL,
  mass_grams bigint NOT NULL CHECK (mass_grams >= 0),
  exporter_id uuid NOT NULL REFERENCES organisation,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (lot_id, organisation_id)
);
CREATE INDEX lot_contribution_organisation ON lot_contribution (organisation_id, lot_id);

-- One judgement: the facts as they were, the versions they were judged by, and the four checks. Never changed.
CREATE TABLE lot_judgement (
  id uuid PRIMARY KEY,
  lot_id uuid NOT NULL REFERENCES lot,
  stage text NOT NULL,
  judged_for date NOT NULL,
  judged_at timestamptz NOT NULL,
  version_codes text[] NOT NULL,
  facts text NOT NULL,
  facts_sha256 text NOT NULL,
  visible_to uuid[] NOT NULL,
  CONSTRAINT lot_judgement_hash CHECK (facts_sha256 = encode(sha256(convert_to(facts, 'UTF8')), 'hex'))
);
CREATE INDEX lot_judgement_lot ON lot_judgement (lot_id, id);
ALTER TABLE lot ADD CONSTRAINT lot_judgement_id_fkey FOREIGN KEY (judgement_id) REFERENCES lot_judgement DEFERRABLE INITIALLY DEFERRED;

CREATE TABLE lot_check (
  judgement_id uuid NOT NULL REFERENCES lot_judgement,
  unity text NOT NULL CHECK (unity IN ('VARIETY', 'BRAND', 'STANDARD', 'CHANNEL')),
  lot_id uuid NOT NULL REFERENCES lot,
  verdict text NOT NULL CHECK (verdict IN ('PASS', 'FAIL', 'INDETERMINATE', 'NOT_APPLICABLE')),
  findings jsonb NOT NULL,
  visible_to uuid[] NOT NULL,
  PRIMARY KEY (judgement_id, unity)
);

CREATE TABLE lot_transition (
  id uuid PRIMARY KEY,
  lot_id uuid NOT NULL REFERENCES lot,
  from_state text NOT NULL,
  to_state text NOT NULL,
  judgement_id uuid REFERENCES lot_judgement,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by_id uuid NOT NULL REFERENCES user_account,
  facts jsonb NOT NULL,
  visible_to uuid[] NOT NULL
);
CREATE INDEX lot_transition_lot ON lot_transition (lot_id, id);

CREATE TABLE lot_document (
  id uuid PRIMARY KEY,
  lot_id uuid NOT NULL REFERENCES lot,
  kind text NOT NULL,
  number text NOT NULL,
  issued_on date NOT NULL,
  valid_until date,
  recorded_at timestamptz NOT NULL,
  recorded_by_id uuid NOT NULL REFERENCES user_account,
  visible_to uuid[] NOT NULL,
  CONSTRAINT lot_document_number_key UNIQUE (lot_id, kind, number)
);

CREATE TABLE recall (
  id uuid PRIMARY KEY,
  code text NOT NULL CONSTRAINT recall_code_key UNIQUE,
  organisation_id uuid NOT NULL REFERENCES organisation,
  batch_id uuid NOT NULL REFERENCES batch,
  hold_id uuid NOT NULL REFERENCES hold,
  reason text NOT NULL,
  opened_at timestamptz NOT NULL,
  opened_by_id uuid NOT NULL REFERENCES user_account,
  batch_ids uuid[] NOT NULL,
  lot_ids uuid[] NOT NULL,
  closed_at timestamptz,
  visible_to uuid[] NOT NULL
);

CREATE TRIGGER lot_judgement_append_only BEFORE UPDATE OF facts, facts_sha256, stage, judged_for, judged_at, version_codes OR DELETE
  ON lot_judgement FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER lot_check_append_only BEFORE UPDATE OF verdict, findings, unity OR DELETE
  ON lot_check FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER lot_transition_append_only BEFORE UPDATE OF from_state, to_state, occurred_at, facts OR DELETE
  ON lot_transition FOR EACH ROW EXECUTE FUNCTION refuse_change();
`;

const IN_OWN_LOT = ofParent('lot', 'lot_id', `x.exporter_id = ${ORGANISATION}`);
const CONSIGNED = ofParent('batch', 'batch_id', `${ORGANISATION} IN (x.holder_id, x.consigned_to_id)`);
const OF_SEEN_BATCH = ofParent('batch', 'batch_id', `${ORGANISATION} = ANY (x.visible_to)`);
const OWN_LOT = `(${SEES_ALL} OR exporter_id = ${ORGANISATION})`;

const SCOPES = [
  rowScope('lot', { read: VISIBLE, insert: `exporter_id = ${ORGANISATION}`, update: OWN_LOT }),
  rowScope('lot_member', {
    read: VISIBLE,
    insert: `(${IN_OWN_LOT} AND ${CONSIGNED})`,
    update: IN_OWN_LOT,
    delete: IN_OWN_LOT,
  }),
  rowScope('lot_member_origin', {
    read: VISIBLE,
    insert: IN_OWN_LOT,
    update: IN_OWN_LOT,
    delete: IN_OWN_LOT,
  }),
  rowScope('lot_contribution', {
    read: `(${OWN_LOT} OR organisation_id = ${ORGANISATION})`,
    insert: IN_OWN_LOT,
    update: IN_OWN_LOT,
    delete: IN_OWN_LOT,
  }),
  rowScope('lot_judgement', { read: VISIBLE, insert: IN_OWN_LOT }),
  rowScope('lot_check', { read: VISIBLE, insert: IN_OWN_LOT }),
  rowScope('lot_transition', { read: VISIBLE, insert: IN_OWN_LOT }),
  rowScope('lot_document', { read: VISIBLE, insert: IN_OWN_LOT }),
  rowScope('recall', {
    read: VISIBLE,
    insert: `(${SEES_ALL} OR (organisation_id = ${ORGANISATION} AND ${OF_SEEN_BATCH}))`,
    update: `(${SEES_ALL} OR organisation_id = ${ORGANISATION})`,
  }),
].join('\n');
