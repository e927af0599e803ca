import type { MigrationInterface, QueryRunner } from 'typeorm';

const WALKS = [
  'organisations_on_the_way(uuid[])',
  'internal.upstream(uuid[])',
  'internal.downstream(uuid[])',
];

/**
 * Walks start from the few batches that are asked about, which PostgreSQL cannot know when it plans them: it took a season's
 * draws as a whole, half a second for a lot of 200 batches, where an index finds the next step of each.
 */
export class WalksByIndex1764209000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const walk of WALKS)
      await runner.query(
        `ALTER FUNCTION ${walk} SET enable_hashjoin = off; ALTER FUNCTION ${walk} SET enable_mergejoin = off`,
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const walk of WALKS)
      await runner.query(
        `ALTER FUNCTION ${walk} RESET enable_hashjoin; ALTER FUNCTION ${walk} RESET enable_mergejoin`,
      );
  }
}
