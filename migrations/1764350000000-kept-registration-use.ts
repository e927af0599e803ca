import type { MigrationInterface, QueryRunner } from 'typeorm';
import { KEPT_USE, KEPT_USE_DOWN, KEPT_USE_KEEPING } from './support/kept-registration-use.sql.js';
import { SEES_ALL, rowScope } from './support/row-scope.js';

/**
 * What each lot takes of a registration is kept from the gate of declaration on, so that nobody has to go through all
 * that ever left to know what is left (docs/adr/0022-registration-capacity.md).
 */
export class KeptRegistrationUse1764350000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [KEPT_USE, SCOPE, KEPT_USE_KEEPING]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(KEPT_USE_DOWN);
  }
}

// Written by triggers alone. Whoever a registration belongs to learns the sums by `registration_use`, and no lot by name.
const SCOPE = ['lot_registration_use', 'registration_use_total']
  .map((table) => rowScope(table, { read: SEES_ALL }))
  .join('\n');
