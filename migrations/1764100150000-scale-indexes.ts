import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What lists are ordered and filtered by, so that a page costs the same in the tenth season as in the first. */
const INDEXES: readonly (readonly [name: string, on: string])[] = [
  ['batch_made', 'batch (made_at, id)'],
  ['batch_registration', 'batch (registration_id) WHERE registration_id IS NOT NULL'],
  ['run_performed', 'run (performed_at, id)'],
  ['growing_record_performed', 'growing_record (performed_at, id)'],
  ['growing_record_organisation', 'growing_record (organisation_id, performed_at, id)'],
  ['growing_record_label', 'growing_record (product_label_id) WHERE product_label_id IS NOT NULL'],
  ['lot_created', 'lot (created_at, id)'],
  ['lot_departure', 'lot (planned_departure_on, id)'],
];

export class ScaleIndexes1764100150000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [name, on] of INDEXES) await runner.query(`CREATE INDEX ${name} ON ${on}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [name] of INDEXES) await runner.query(`DROP INDEX ${name}`);
  }
}
