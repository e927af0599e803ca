import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What waits for the base office is listed, and is a small part of what was ever entered
 * (docs/adr/0035-entries-wait-for-the-base-office.md).
 */
export class EntriesWait1764400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX registration_waiting ON registration (id) WHERE confirmed_at IS NULL;
      CREATE INDEX registration_plot_waiting ON registration_plot (registration_id) WHERE confirmed_at IS NULL;
      CREATE INDEX officer_appointment_waiting ON officer_appointment (id) WHERE confirmed_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX registration_waiting;
      DROP INDEX registration_plot_waiting;
      DROP INDEX officer_appointment_waiting;
    `);
  }
}
