import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which batches a rule is for, by class and by variety. Null: every one, as all rules were before. */
export class RuleConditions1764330000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE rule ADD COLUMN classes text[], ADD COLUMN varieties text[];
      ALTER TABLE rule
        ADD CONSTRAINT rule_conditions_of_batches CHECK (subject = 'BATCH' OR (classes IS NULL AND varieties IS NULL)),
        ADD CONSTRAINT rule_conditions_name_some CHECK (cardinality(classes) > 0 AND cardinality(varieties) > 0);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE rule DROP COLUMN classes, DROP COLUMN varieties');
  }
}
