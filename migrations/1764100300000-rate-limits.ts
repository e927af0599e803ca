import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Where the server processes count requests together. A schema of its own, because it holds no fruit: no row in it
 * belongs to an organisation, no backup needs it, and after a crash of the database it may be empty.
 */
export class RateLimits1764100300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE SCHEMA limits`);
    // The columns and their order are what rate-limiter-flexible writes; a key is a hash of who is counted.
    await runner.query(`CREATE UNLOGGED TABLE limits.counter (
      key varchar(255) PRIMARY KEY,
      points integer NOT NULL DEFAULT 0,
      expire bigint
    )`);
    await runner.query(`CREATE INDEX counter_expire ON limits.counter (expire)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP SCHEMA limits CASCADE`);
  }
}
