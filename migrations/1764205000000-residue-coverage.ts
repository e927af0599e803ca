import type { MigrationInterface, QueryRunner } from 'typeorm';
import { COVERAGE_SIGHT, COVERAGE_SIGHT_DOWN } from './support/coverage-sight.sql.js';
import {
  ORGANISATION,
  PROVENANCE,
  SEES_ALL,
  VISIBLE,
  ofParent,
  referenceScope,
  rowScope,
} from './support/row-scope.js';

/** What is applied after harvest, reports that cover fruit of many batches, and what markets watch for. */
export class ResidueCoverage1764205000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [WATCH_LISTS, TREATMENTS, COVERAGES, KEPT, COVERAGE_SIGHT]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const sql of [COVERAGE_SIGHT_DOWN, DOWN]) await runner.query(sql);
  }
}

const WATCH_LISTS = `
CREATE TABLE watch_list (
  id text PRIMARY KEY,
  market_code text NOT NULL REFERENCES market,
  substances text[] NOT NULL,
  ${PROVENANCE},
  -- Of a list that the base office entered; what the product ships has neither.
  entered_at timestamptz,
  entered_by_id uuid REFERENCES user_account,
  confirmed_at timestamptz,
  confirmed_by_id uuid REFERENCES user_account,
  CONSTRAINT watch_list_dates CHECK (valid_from <= valid_to),
  CONSTRAINT watch_list_entered_by_somebody CHECK ((entered_at IS NULL) = (entered_by_id IS NULL)),
  CONSTRAINT watch_list_confirmed_by_somebody CHECK ((confirmed_at IS NULL) = (confirmed_by_id IS NULL)),
  CONSTRAINT watch_list_two_people CHECK (confirmed_by_id <> entered_by_id),
  CONSTRAINT watch_list_one_per_edition UNIQUE (market_code, edition)
);
CREATE INDEX watch_list_market ON watch_list (market_code);
${referenceScope('watch_list', true)}
`;

const OWN = `(${SEES_ALL} OR organisation_id = ${ORGANISATION})`;

const TREATMENTS = `
CREATE TABLE post_harvest_treatment (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation,
  kind text NOT NULL,
  line_code text,
  product_label_id uuid REFERENCES product_label,
  product_name text,
  -- Null: what is in it is not known; empty: nothing that leaves a residue.
  substances text[],
  concentration numeric,
  concentration_unit text,
  bath_made_up_at timestamptz,
  bath_changed_at timestamptz,
  performed_at timestamptz NOT NULL,
  performed_on date NOT NULL,
  operator_id uuid REFERENCES user_account,
  recorded_at timestamptz NOT NULL,
  recorded_by_id uuid NOT NULL REFERENCES user_account,
  corrects_id uuid REFERENCES post_harvest_treatment,
  is_void boolean NOT NULL DEFAULT false,
  visible_to uuid[] NOT NULL,
  CONSTRAINT post_harvest_treatment_kind CHECK (kind IN ('FUNGICIDE', 'WAX', 'DEGREENING', 'OTHER', 'NONE')),
  CONSTRAINT post_harvest_treatment_line CHECK ((kind = 'NONE') = (line_code IS NULL)),
  CONSTRAINT post_harvest_treatment_product CHECK ((kind = 'NONE') = (product_label_id IS NULL AND product_name IS NULL)),
  CONSTRAINT post_harvest_treatment_concentration CHECK (
    (concentration IS NULL) = (concentration_unit IS NULL) AND concentration > 0),
  CONSTRAINT post_harvest_treatment_bath CHECK (bath_changed_at >= bath_made_up_at),
  CONSTRAINT post_harvest_treatment_corrected_once UNIQUE (corrects_id)
);
CREATE INDEX post_harvest_treatment_line_days ON post_harvest_treatment (organisation_id, line_code, performed_on);
CREATE INDEX post_harvest_treatment_performed ON post_harvest_treatment (performed_at, id);
CREATE INDEX post_harvest_treatment_label ON post_harvest_treatment (product_label_id) WHERE product_label_id IS NOT NULL;
${rowScope('post_harvest_treatment', { read: VISIBLE, insert: OWN })}

CREATE TABLE post_harvest_treatment_batch (
  treatment_id uuid NOT NULL REFERENCES post_harvest_treatment,
  batch_id uuid NOT NULL REFERENCES batch,
  -- The run whose outputs were treated; null where the batch itself was named.
  run_id uuid REFERENCES run,
  visible_to uuid[] NOT NULL,
  PRIMARY KEY (treatment_id, batch_id)
);
CREATE INDEX post_harvest_treatment_batch_batch ON post_harvest_treatment_batch (batch_id);
${rowScope('post_harvest_treatment_batch', {
  read: VISIBLE,
  insert: ofParent('post_harvest_treatment', 'treatment_id', `x.organisation_id = ${ORGANISATION}`),
})}
`;

const OF_COVERAGE = ofParent('residue_coverage', 'coverage_id', `x.organisation_id = ${ORGANISATION}`);

const COVERAGES = `
CREATE TABLE residue_coverage (
  id uuid PRIMARY KEY,
  -- Of whoever entered it: an inspection body, or the base office from the paper.
  organisation_id uuid NOT NULL REFERENCES organisation,
  kind text NOT NULL,
  registration_id uuid REFERENCES registration,
  treatment_id uuid REFERENCES post_harvest_treatment,
  treated_by_id uuid REFERENCES organisation,
  laboratory text NOT NULL,
  accreditation text NOT NULL,
  report_number text NOT NULL,
  covers_from date NOT NULL,
  covers_to date NOT NULL,
  season text NOT NULL,
  sampled_on date NOT NULL,
  tested_on date NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by_id uuid NOT NULL REFERENCES user_account,
  confirmed_at timestamptz,
  confirmed_by_id uuid REFERENCES user_account,
  withdrawn_at timestamptz,
  withdrawn_by_id uuid REFERENCES user_account,
  withdrawn_because text,
  -- Every organisation that the two people belonged to: a report never speaks for fruit of theirs.
  person_organisation_ids uuid[] NOT NULL,
  visible_to uuid[] NOT NULL,
  CONSTRAINT residue_coverage_kind CHECK (kind IN ('BLOCK', 'TREATMENT')),
  CONSTRAINT residue_coverage_of CHECK ((kind = 'TREATMENT') = (treatment_id IS NOT NULL)
    AND (treatment_id IS NULL) = (treated_by_id IS NULL) AND (kind = 'BLOCK' OR registration_id IS NULL)),
  CONSTRAINT residue_coverage_window CHECK (covers_from <= covers_to),
  CONSTRAINT residue_coverage_days CHECK (sampled_on <= tested_on),
  CONSTRAINT residue_coverage_confirmed_by_somebody CHECK ((confirmed_at IS NULL) = (confirmed_by_id IS NULL)),
  CONSTRAINT residue_coverage_two_people CHECK (confirmed_by_id <> recorded_by_id),
  CONSTRAINT residue_coverage_withdrawn CHECK (
    (withdrawn_at IS NULL) = (withdrawn_by_id IS NULL) AND (withdrawn_at IS NULL) = (withdrawn_because IS NULL))
);
CREATE INDEX residue_coverage_organisation ON residue_coverage (organisation_id, id);
CREATE INDEX residue_coverage_registration ON residue_coverage (registration_id, season) WHERE registration_id IS NOT NULL;
CREATE INDEX residue_coverage_treated_by ON residue_coverage (treated_by_id, covers_from) WHERE treated_by_id IS NOT NULL;
CREATE INDEX residue_coverage_treatment ON residue_coverage (treatment_id) WHERE treatment_id IS NOT NULL;
CREATE UNIQUE INDEX residue_coverage_report_once ON residue_coverage (laboratory, report_number, kind) WHERE withdrawn_at IS NULL;
${rowScope('residue_coverage', { read: VISIBLE, insert: OWN, update: OWN })}

CREATE TABLE residue_coverage_plot (
  coverage_id uuid NOT NULL REFERENCES residue_coverage,
  plot_id uuid NOT NULL REFERENCES plot,
  -- As it was called then: who took the sample there need not see the plot.
  plot_code text NOT NULL,
  visible_to uuid[] NOT NULL,
  PRIMARY KEY (coverage_id, plot_id)
);
CREATE INDEX residue_coverage_plot_plot ON residue_coverage_plot (plot_id);
${rowScope('residue_coverage_plot', { read: VISIBLE, insert: OF_COVERAGE })}

CREATE TABLE residue_coverage_result (
  id uuid PRIMARY KEY,
  coverage_id uuid NOT NULL REFERENCES residue_coverage,
  substance text NOT NULL REFERENCES substance,
  -- Null: below the limit of quantification, which is not zero.
  value_micrograms_per_kg integer CHECK (value_micrograms_per_kg >= 0),
  loq_micrograms_per_kg integer NOT NULL CHECK (loq_micrograms_per_kg > 0),
  visible_to uuid[] NOT NULL,
  CONSTRAINT residue_coverage_result_one_per_substance UNIQUE (coverage_id, substance)
);
${rowScope('residue_coverage_result', { read: VISIBLE, insert: OF_COVERAGE })}

CREATE TABLE residue_coverage_attachment (
  coverage_id uuid NOT NULL REFERENCES residue_coverage,
  attachment_id uuid NOT NULL REFERENCES attachment,
  sha256 text NOT NULL,
  visible_to uuid[] NOT NULL,
  PRIMARY KEY (coverage_id, attachment_id)
);
${rowScope('residue_coverage_attachment', { read: VISIBLE, insert: OF_COVERAGE })}
`;

/** What was recorded stays; a report is confirmed once and withdrawn once. */
const KEPT = `
CREATE TRIGGER post_harvest_treatment_stays BEFORE UPDATE OF id, organisation_id, kind, line_code, product_label_id, product_name,
  substances, concentration, concentration_unit, bath_made_up_at, bath_changed_at, performed_at, performed_on, operator_id, recorded_at,
  recorded_by_id, corrects_id, is_void OR DELETE ON post_harvest_treatment FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER post_harvest_treatment_batch_stays BEFORE UPDATE OF treatment_id, batch_id, run_id OR DELETE
  ON post_harvest_treatment_batch FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER residue_coverage_stays BEFORE UPDATE OF id, organisation_id, kind, registration_id, treatment_id, treated_by_id,
  laboratory, accreditation, report_number, covers_from, covers_to, season, sampled_on, tested_on, recorded_at, recorded_by_id
  OR DELETE ON residue_coverage FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER residue_coverage_confirmed_once BEFORE UPDATE OF confirmed_at, confirmed_by_id, person_organisation_ids
  ON residue_coverage FOR EACH ROW WHEN (OLD.confirmed_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER residue_coverage_withdrawn_once BEFORE UPDATE OF withdrawn_at, withdrawn_by_id, withdrawn_because, confirmed_at
  ON residue_coverage FOR EACH ROW WHEN (OLD.withdrawn_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER residue_coverage_plot_stays BEFORE UPDATE OF coverage_id, plot_id, plot_code OR DELETE
  ON residue_coverage_plot FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER residue_coverage_result_stays BEFORE UPDATE OF id, coverage_id, substance, value_micrograms_per_kg,
  loq_micrograms_per_kg OR DELETE ON residue_coverage_result FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER residue_coverage_attachment_stays BEFORE UPDATE OF coverage_id, attachment_id, sha256 OR DELETE
  ON residue_coverage_attachment FOR EACH ROW EXECUTE FUNCTION refuse_change();
`;

const DOWN = `
DROP TABLE residue_coverage_attachment, residue_coverage_result, residue_coverage_plot, residue_coverage;
DROP TABLE post_harvest_treatment_batch, post_harvest_treatment;
DROP TABLE watch_list;
`;
