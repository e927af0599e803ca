import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a limit counts as the residue, and what a laboratory counted. Where neither is said all is as before: the columns are
 * null for what stands here already.
 */
export class ResidueDefinitions1764320000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [LIMITS, ...RESULTS.map(ofResult), KEPT, ONCE]) await runner.query(sql);
  }

  /** Only where no report gives a substance twice: it could not be kept. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

const KIND = `CHECK (residue_definition_kind IN ('SUBSTANCE', 'SUM', 'OTHER'))`;

const LIMITS = `
ALTER TABLE residue_limit ADD COLUMN residue_definition_kind text,
  ADD CONSTRAINT residue_limit_definition_kind ${KIND};
`;

const RESULTS = ['laboratory_result', 'residue_coverage_result'];
const ofResult = (table: string): string => `
ALTER TABLE ${table} ADD COLUMN residue_definition_kind text, ADD COLUMN residue_definition text,
  ADD CONSTRAINT ${table}_definition_kind ${KIND};
`;

const KEPT = `
CREATE TRIGGER residue_coverage_result_definition_stays BEFORE UPDATE OF residue_definition_kind, residue_definition
  ON residue_coverage_result FOR EACH ROW EXECUTE FUNCTION refuse_change();
`;

// A report may give the substance by itself and a sum that holds it.
const ONCE = `
ALTER TABLE laboratory_result DROP CONSTRAINT laboratory_result_one_per_substance;
CREATE UNIQUE INDEX laboratory_result_once ON laboratory_result
  (inspection_id, report_number, substance, coalesce(residue_definition_kind, ''), coalesce(residue_definition, ''));
ALTER TABLE residue_coverage_result DROP CONSTRAINT residue_coverage_result_one_per_substance;
CREATE UNIQUE INDEX residue_coverage_result_once ON residue_coverage_result
  (coverage_id, substance, coalesce(residue_definition_kind, ''), coalesce(residue_definition, ''));
`;

const DOWN = `
DROP INDEX laboratory_result_once, residue_coverage_result_once;
ALTER TABLE laboratory_result ADD CONSTRAINT laboratory_result_one_per_substance UNIQUE (inspection_id, report_number, substance);
ALTER TABLE residue_coverage_result ADD CONSTRAINT residue_coverage_result_one_per_substance UNIQUE (coverage_id, substance);
DROP TRIGGER residue_coverage_result_definition_stays ON residue_coverage_result;
ALTER TABLE residue_limit DROP COLUMN residue_definition_kind;
ALTER TABLE laboratory_result DROP COLUMN residue_definition_kind, DROP COLUMN residue_definition;
ALTER TABLE residue_coverage_result DROP COLUMN residue_definition_kind, DROP COLUMN residue_definition;
`;
