import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lots of one season in each of the orders they are listed in. Without them a page of one season reads through the others,
 * since opening, departure and code all go with the seasons: by the indexes that there were, those of an old season come last.
 */
export class LotsBySeason1764430000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX lot_season_created ON lot (season, created_at, id)`);
    await runner.query(`CREATE INDEX lot_season_departure ON lot (season, planned_departure_on, id)`);
    await runner.query(`CREATE INDEX lot_season_code ON lot (season, code, id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX lot_season_created, lot_season_departure, lot_season_code`);
  }
}
