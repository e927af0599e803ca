import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A customs declaration is for one lot alone: whether another lot has the number is asked at every declaration. */
export class DeclarationNumbers1764100900000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX lot_transition_declaration ON lot_transition ((facts #>> '{declaration,number}'))
       WHERE to_state = 'DECLARED'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX lot_transition_declaration`);
  }
}
