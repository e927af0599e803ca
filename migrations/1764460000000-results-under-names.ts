import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lines of laboratories' reports keep the name they were entered by where that may be taken back, so that they are of what it
 * stands for today, and so do limits and watch lists that people of the base office entered
 * (docs/adr/0041-results-under-names.md). Of lines from before nobody knows the name: the code was meant.
 */
export class ResultsUnderNames1764460000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of LINES) await runner.query(told(table));
    await runner.query(TEXTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of LINES) await runner.query(undone(table));
    await runner.query(`ALTER TABLE residue_limit DROP COLUMN substance_told;
      DROP TRIGGER watch_list_substances_told_stay ON watch_list;
      ALTER TABLE watch_list DROP COLUMN substances_told`);
  }
}

const LINES = ['laboratory_result', 'residue_coverage_result'];

const told = (table: string): string => `
ALTER TABLE ${table} ADD COLUMN substance_told text;
CREATE TRIGGER ${table}_substance_told_stays BEFORE UPDATE OF substance_told ON ${table}
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
`;

// Of a published pack nothing changes any more, and of a watch list nothing but that it is confirmed.
const TEXTS = `
ALTER TABLE residue_limit ADD COLUMN substance_told text;
ALTER TABLE watch_list ADD COLUMN substances_told text[];
CREATE TRIGGER watch_list_substances_told_stay BEFORE UPDATE OF substances_told ON watch_list
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
`;

const undone = (table: string): string => `
DROP TRIGGER ${table}_substance_told_stays ON ${table};
ALTER TABLE ${table} DROP COLUMN substance_told;
`;
