import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ORGANISATION, SEES_ALL, VISIBLE, ofParent, rowScope } from './support/row-scope.js';

/** Fruit: batches, the runs that turn batches into batches, origins, holds, inspections. */
export class Batches1764000300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(BATCHES);
    await runner.query(HOLDS);
    await runner.query(INSPECTIONS);
    await runner.query(SCOPES);
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup to go back.');
  }
}

const BATCHES = `
CREATE TABLE run (
  id uuid PRIMARY KEY,
  code text NOT NULL CONSTRAINT run_code_key UNIQUE,
  kind text NOT NULL CHECK (kind IN ('RECEIPT', 'GRADING', 'PACKING', 'PROCESSING')),
  organisation_id uuid NOT NULL REFERENCES organisation,
  performed_at timestamptz NOT NULL,
  performed_on date NOT NULL,
  market_code text REFERENCES market,
  input_grams bigint NOT NULL CHECK (input_grams > 0),
  output_grams bigint NOT NULL CHECK (output_grams >= 0),
  discarded_grams bigint NOT NULL CHECK (discarded_grams >= 0),
  loss_grams bigint NOT NULL CHECK (loss_grams >= 0),
  difference_grams bigint NOT NULL,
  tolerance_ppm integer NOT NULL CHECK (tolerance_ppm >= 0),
  difference_reason text,
  recorded_at timestamptz NOT NULL,
  recorded_by_id uuid NOT NULL REFERENCES user_account,
  visible_to uuid[] NOT NULL,
  CONSTRAINT run_conserves_mass CHECK (input_grams = output_grams + discarded_grams + loss_grams + difference_grams)
);
CREATE INDEX run_organisation ON run (organisation_id, id);

CREATE TABLE batch (
  id uuid PRIMARY KEY,
  code text NOT NULL CONSTRAINT batch_code_key UNIQUE,
  kind text NOT NULL CHECK (kind IN ('HARVEST', 'RECEIVED', 'GRADED', 'PACKED', 'CULL', 'PRODUCT')),
  holder_id uuid NOT NULL REFERENCES organisation,
  consigned_to_id uuid REFERENCES organisation,
  run_id uuid REFERENCES run,
  plot_id uuid REFERENCES plot,
  variety_code text REFERENCES variety,
  season text NOT NULL,
  made_at timestamptz NOT NULL,
  made_on date NOT NULL,
  mass_grams bigint NOT NULL,
  remaining_grams bigint NOT NULL,
  deficit_grams bigint NOT NULL DEFAULT 0,
  carton_count integer,
  remaining_cartons integer,
  market_code text REFERENCES market,
  class text CHECK (class IN ('EXTRA', 'I', 'II')),
  size_code text,
  registration_id uuid REFERENCES registration,
  brand_code text REFERENCES brand,
  geographical_indication_code text REFERENCES brand,
  certificate_number text,
  county_codes text[] NOT NULL,
  origin_organisation_ids uuid[] NOT NULL,
  open_hold_count integer NOT NULL DEFAULT 0,
  recorded_at timestamptz NOT NULL,
  recorded_by_id uuid NOT NULL REFERENCES user_account,
  on_behalf_of_id uuid REFERENCES grower,
  visible_to uuid[] NOT NULL,
  CONSTRAINT batch_mass_positive CHECK (mass_grams > 0),
  CONSTRAINT batch_remaining CHECK (remaining_grams BETWEEN 0 AND mass_grams),
  CONSTRAINT batch_deficit CHECK (deficit_grams >= 0 AND (deficit_grams = 0 OR remaining_grams = 0)),
  CONSTRAINT batch_cartons CHECK (
    (carton_count IS NULL AND remaining_cartons IS NULL)
    OR (carton_count > 0 AND remaining_cartons BETWEEN 0 AND carton_count
        AND (remaining_cartons > 0) = (remaining_grams > 0))),
  CONSTRAINT batch_holds CHECK (open_hold_count >= 0),
  CONSTRAINT batch_harvest_has_a_plot CHECK ((kind = 'HARVEST') = (plot_id IS NOT NULL)),
  CONSTRAINT batch_made_by_a_run CHECK ((kind = 'HARVEST') = (run_id IS NULL)),
  CONSTRAINT batch_packed_has_cartons CHECK (kind <> 'PACKED' OR carton_count IS NOT NULL)
);
CREATE INDEX batch_holder ON batch (holder_id, id);
CREATE INDEX batch_consigned ON batch (consigned_to_id, id) WHERE consigned_to_id IS NOT NULL;
CREATE INDEX batch_run ON batch (run_id);
CREATE INDEX batch_plot ON batch (plot_id) WHERE plot_id IS NOT NULL;
CREATE INDEX batch_visible ON batch USING gin (visible_to);

CREATE TABLE run_draw (
  run_id uuid NOT NULL REFERENCES run,
  batch_id uuid NOT NULL REFERENCES batch,
  mass_grams bigint NOT NULL CHECK (mass_grams > 0),
  visible_to uuid[] NOT NULL,
  PRIMARY KEY (run_id, batch_id)
);
CREATE INDEX run_draw_batch ON run_draw (batch_id);

-- What part of a batch came from which harvest; integers that add up to the batch, and down to its remainder.
CREATE TABLE batch_origin (
  batch_id uuid NOT NULL REFERENCES batch,
  origin_batch_id uuid NOT NULL REFERENCES batch,
  plot_id uuid NOT NULL REFERENCES plot,
  organisation_id uuid NOT NULL REFERENCES organisation,
  county_code text NOT NULL REFERENCES region,
  mass_grams bigint NOT NULL CHECK (mass_grams > 0),
  remaining_grams bigint NOT NULL,
  visible_to uuid[] NOT NULL,
  PRIMARY KEY (batch_id, origin_batch_id),
  CONSTRAINT batch_origin_remaining CHECK (remaining_grams BETWEEN 0 AND mass_grams)
);
CREATE INDEX batch_origin_origin ON batch_origin (origin_batch_id);
CREATE INDEX batch_origin_plot ON batch_origin (plot_id);

-- A receipt is a run that moves fruit to a packhouse over a scale; the ticket is what the scale printed.
CREATE TABLE receipt (
  run_id uuid PRIMARY KEY REFERENCES run,
  supplier_id uuid NOT NULL REFERENCES organisation,
  organisation_id uuid NOT NULL REFERENCES organisation,
  ticket_number text NOT NULL,
  gross_grams bigint NOT NULL CHECK (gross_grams > 0),
  tare_grams bigint NOT NULL CHECK (tare_grams >= 0),
  deduction_grams bigint NOT NULL CHECK (deduction_grams >= 0),
  net_grams bigint NOT NULL CHECK (net_grams > 0),
  certificate_number text,
  visible_to uuid[] NOT NULL,
  CONSTRAINT receipt_ticket_key UNIQUE (organisation_id, ticket_number),
  CONSTRAINT receipt_net CHECK (net_grams = gross_grams - tare_grams - deduction_grams)
);

-- Price and payee concern the two parties alone; the base office sees sums, never rows.
CREATE TABLE receipt_settlement (
  run_id uuid PRIMARY KEY REFERENCES receipt,
  organisation_id uuid NOT NULL REFERENCES organisation,
  supplier_id uuid NOT NULL REFERENCES organisation,
  price_fen_per_kg bigint NOT NULL CHECK (price_fen_per_kg >= 0),
  advance_fen bigint NOT NULL CHECK (advance_fen >= 0),
  currency char(3) NOT NULL,
  payee_id uuid REFERENCES grower
);

CREATE TABLE pallet (
  id uuid PRIMARY KEY,
  sscc text NOT NULL CONSTRAINT pallet_sscc_key UNIQUE,
  batch_id uuid NOT NULL REFERENCES batch,
  organisation_id uuid NOT NULL REFERENCES organisation,
  carton_count integer NOT NULL CHECK (carton_count > 0),
  visible_to uuid[] NOT NULL,
  CONSTRAINT pallet_sscc CHECK (sscc ~ '^[0-9]{18}$')
);
CREATE INDEX pallet_batch ON pallet (batch_id);
`;

const HOLDS = `
CREATE TABLE hold (
  id uuid PRIMARY KEY,
  reason_code text NOT NULL,
  rule_code text,
  note text,
  cause_type text NOT NULL,
  cause_id uuid,
  organisation_id uuid NOT NULL REFERENCES organisation,
  placed_at timestamptz NOT NULL,
  placed_by_id uuid NOT NULL REFERENCES user_account,
  -- When the record that brought it about was corrected so that it no longer speaks against the fruit.
  cause_withdrawn_at timestamptz,
  released_at timestamptz,
  released_by_id uuid REFERENCES user_account,
  release_reason text,
  visible_to uuid[] NOT NULL,
  CONSTRAINT hold_release CHECK ((released_at IS NULL) = (released_by_id IS NULL) AND (released_at IS NULL) = (release_reason IS NULL))
);

CREATE TABLE hold_batch (
  hold_id uuid NOT NULL REFERENCES hold,
  batch_id uuid NOT NULL REFERENCES batch,
  visible_to uuid[] NOT NULL,
  PRIMARY KEY (hold_id, batch_id)
);
CREATE INDEX hold_batch_batch ON hold_batch (batch_id);
`;

const INSPECTIONS = `
CREATE TABLE inspection (
  id uuid PRIMARY KEY,
  code text NOT NULL CONSTRAINT inspection_code_key UNIQUE,
  batch_id uuid NOT NULL REFERENCES batch,
  organisation_id uuid NOT NULL REFERENCES organisation,
  requested_by_id uuid NOT NULL REFERENCES organisation,
  inspector_id uuid REFERENCES user_account,
  inspector_organisation_ids uuid[],
  state text NOT NULL CHECK (state IN ('REQUESTED', 'SAMPLED', 'SIGNED', 'CANCELLED')),
  requested_at timestamptz NOT NULL,
  sampled_at timestamptz,
  sampled_on date,
  sampled_cartons integer CHECK (sampled_cartons > 0),
  sampled_fruits integer CHECK (sampled_fruits > 0),
  verdict text CHECK (verdict IN ('PASS', 'FAIL')),
  remarks text,
  signed_at timestamptz,
  signature_sha256 text,
  visible_to uuid[] NOT NULL,
  CONSTRAINT inspection_sampled CHECK (state NOT IN ('SAMPLED', 'SIGNED') OR (sampled_on IS NOT NULL AND inspector_id IS NOT NULL)),
  CONSTRAINT inspection_signed CHECK ((state = 'SIGNED') = (signed_at IS NOT NULL AND verdict IS NOT NULL AND signature_sha256 IS NOT NULL))
);
CREATE INDEX inspection_batch ON inspection (batch_id);
CREATE INDEX inspection_organisation ON inspection (organisation_id, id);
CREATE INDEX inspection_requested_by ON inspection (requested_by_id, id);
-- A signature would be worth nothing if what was signed could change; only who may see it still grows.
CREATE TRIGGER inspection_signed_never_changes BEFORE UPDATE OF batch_id, organisation_id, inspector_id,
    inspector_organisation_ids, state, sampled_on, sampled_cartons, sampled_fruits, verdict, remarks, signed_at, signature_sha256
  ON inspection FOR EACH ROW WHEN (OLD.state = 'SIGNED') EXECUTE FUNCTION refuse_change();

CREATE TABLE measurement (
  id uuid PRIMARY KEY,
  inspection_id uuid NOT NULL REFERENCES inspection,
  batch_id uuid NOT NULL REFERENCES batch,
  parameter text NOT NULL,
  value numeric NOT NULL,
  unit text NOT NULL,
  method text,
  sample_position text,
  recorded_at timestamptz NOT NULL,
  visible_to uuid[] NOT NULL
);
CREATE INDEX measurement_inspection ON measurement (inspection_id);
CREATE INDEX measurement_batch ON measurement (batch_id);

CREATE TABLE laboratory_result (
  id uuid PRIMARY KEY,
  inspection_id uuid NOT NULL REFERENCES inspection,
  batch_id uuid NOT NULL REFERENCES batch,
  laboratory text NOT NULL,
  report_number text NOT NULL,
  accreditation text,
  tested_on date NOT NULL,
  substance text NOT NULL,
  value_micrograms_per_kg integer CHECK (value_micrograms_per_kg >= 0),
  loq_micrograms_per_kg integer NOT NULL CHECK (loq_micrograms_per_kg > 0),
  recorded_at timestamptz NOT NULL,
  visible_to uuid[] NOT NULL,
  CONSTRAINT laboratory_result_one_per_substance UNIQUE (inspection_id, report_number, substance)
);
-- A value of null is below the limit of quantification, which is not zero.
CREATE INDEX laboratory_result_inspection ON laboratory_result (inspection_id);
CREATE INDEX laboratory_result_batch ON laboratory_result (batch_id);
`;

const OWN = `organisation_id = ${ORGANISATION}`;

const OF_OWN_RUN = `(${OWN} AND ${ofParent('run', 'run_id', `x.${OWN}`)})`;
// Whoever holds a batch or was sent it draws from it.
const TAKEN_FROM = ofParent('batch', 'batch_id', `${ORGANISATION} IN (x.holder_id, x.consigned_to_id)`);

const SCOPES = [
  rowScope('run', { read: VISIBLE, insert: OWN }),
  rowScope('run_draw', {
    read: VISIBLE,
    insert: `(${ofParent('run', 'run_id', `x.${OWN}`)} AND ${TAKEN_FROM})`,
  }),
  // The consignee draws from fruit it does not hold yet: a packhouse at the scale, an exporter at allocation.
  rowScope('batch', {
    read: VISIBLE,
    insert: `(holder_id = ${ORGANISATION} AND (plot_id IS NULL OR ${ofParent('plot', 'plot_id', `x.${OWN}`)}))`,
    update: `(${SEES_ALL} OR holder_id = ${ORGANISATION} OR consigned_to_id = ${ORGANISATION})`,
  }),
  rowScope('batch_origin', {
    read: VISIBLE,
    insert: ofParent('batch', 'batch_id', `x.holder_id = ${ORGANISATION}`),
    update: TAKEN_FROM,
  }),
  rowScope('receipt', { read: VISIBLE, insert: OF_OWN_RUN }),
  rowScope('receipt_settlement', {
    read: `(organisation_id = ${ORGANISATION} OR supplier_id = ${ORGANISATION})`,
    insert: OF_OWN_RUN,
  }),
  rowScope('pallet', {
    read: VISIBLE,
    insert: `(${OWN} AND ${ofParent('batch', 'batch_id', `x.holder_id = ${ORGANISATION}`)})`,
  }),
  rowScope('hold', { read: VISIBLE, insert: `(${SEES_ALL} OR ${OWN})`, update: `(${SEES_ALL} OR ${OWN})` }),
  rowScope('hold_batch', { read: VISIBLE }),
  rowScope('inspection', {
    read: VISIBLE,
    insert: `(${SEES_ALL} OR (requested_by_id = ${ORGANISATION} AND ${ofParent('batch', 'batch_id', `${ORGANISATION} = ANY (x.visible_to)`)}))`,
    update: `(${SEES_ALL} OR ${OWN} OR requested_by_id = ${ORGANISATION})`,
  }),
  rowScope('measurement', { read: VISIBLE, insert: ofParent('inspection', 'inspection_id', `x.${OWN}`) }),
  rowScope('laboratory_result', {
    read: VISIBLE,
    insert: ofParent('inspection', 'inspection_id', `x.${OWN}`),
  }),
].join('\n');
