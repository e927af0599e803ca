import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Subscriptions follow the ledger in the order of transactions: see docs/adr/0014-live.md. */
export class LedgerFeed1764100400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX ledger_entry_feed ON ledger_entry (transaction_id, id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX ledger_entry_feed`);
  }
}
