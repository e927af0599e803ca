import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The photograph of a product label 农药标签: what whoever confirms compares the figures with. */
export class LabelPhotographs1764208000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE product_label ADD COLUMN photograph_id uuid REFERENCES attachment;
      CREATE INDEX product_label_photograph ON product_label (photograph_id) WHERE photograph_id IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE product_label DROP COLUMN photograph_id`);
  }
}
