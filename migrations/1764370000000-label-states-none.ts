import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A label that was read and states no interval, or no maximum, is told from one of which nobody entered it. A maximum that was
 * left out had been documented to mean none, and keeps that; an interval that was left out never passed, and stays not entered.
 */
export class LabelStatesNone1764370000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

// The new column is given its values as it changes its type, which updates no row: a confirmed label never changes.
// A label that was confirmed without an interval has nobody to put it right, so it does not keep a whole one from being entered.
const UP = `
ALTER TABLE product_label ADD COLUMN states_no_interval boolean NOT NULL DEFAULT false,
  ADD COLUMN states_no_maximum boolean NOT NULL DEFAULT false;
ALTER TABLE product_label ALTER COLUMN states_no_maximum TYPE boolean USING (max_applications IS NULL);
ALTER TABLE product_label
  ADD CONSTRAINT product_label_interval_or_none CHECK (phi_days IS NULL OR NOT states_no_interval),
  ADD CONSTRAINT product_label_maximum_or_none CHECK (max_applications IS NULL OR NOT states_no_maximum),
  DROP CONSTRAINT product_label_one_per_crop;
CREATE UNIQUE INDEX product_label_one_per_crop ON product_label (registration_number, crop)
  WHERE confirmed_at IS NULL OR phi_days IS NOT NULL OR states_no_interval;
`;

const DOWN = `
DROP INDEX product_label_one_per_crop;
ALTER TABLE product_label ADD CONSTRAINT product_label_one_per_crop UNIQUE (registration_number, crop),
  DROP COLUMN states_no_interval, DROP COLUMN states_no_maximum;
`;
