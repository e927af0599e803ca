import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ERASING, FORGETTING, LEDGER_TEXT, PRIVACY_DOWN } from './support/privacy.sql.js';
import { SIGHT_BACKFILL, SIGHT_DOWN, SIGHT_ENDS } from './support/sight.sql.js';
import { LABELS, LABELS_DOWN, SUMS, SUMS_DOWN } from './support/sums.sql.js';

/** Sight that ends with a consignment, free text that can be erased, sums in place of prices and areas. */
export class SightAndPrivacy1764100100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [SIGHT_ENDS, SIGHT_BACKFILL, LEDGER_TEXT, ERASING, FORGETTING, SUMS, LABELS])
      await runner.query(sql);
  }

  /** Sight that has ended does not come back, and erased text is gone; the rest is as it was. */
  async down(runner: QueryRunner): Promise<void> {
    for (const sql of [LABELS_DOWN, SUMS_DOWN, PRIVACY_DOWN, SIGHT_DOWN]) await runner.query(sql);
  }
}
