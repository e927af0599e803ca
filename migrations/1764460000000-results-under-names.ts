import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lines of laboratories' reports keep the name they were entered by where that may be taken back, so that they are of what it
 * stands for today (docs/adr/0041-results-under-names.md). Of lines from before nobody knows the name: the code was meant.
 */
export class ResultsUnderNames1764460000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(told(table));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(undone(table));
  }
}

const TABLES = ['laboratory_result', 'residue_coverage_result'];

const told = (table: string): string => `
ALTER TABLE ${table} ADD COLUMN substance_told text;
CREATE TRIGGER ${table}_substance_told_stays BEFORE UPDATE OF substance_told ON ${table}
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
`;

const undone = (table: string): string => `
DROP TRIGGER ${table}_substance_told_stays ON ${table};
ALTER TABLE ${table} DROP COLUMN substance_told;
`;
