import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A market's text may say of a substance that no limit is needed 免订限量: such a row names none. No row from before says so, and
 * one without a limit still means that none was read (docs/adr/0038-what-settles-a-residue.md).
 */
export class ExemptSubstances1764420000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE residue_limit ADD COLUMN is_exempt boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT residue_limit_or_exempt CHECK (NOT is_exempt OR (limit_micrograms_per_kg IS NULL AND at_loq IS NOT TRUE
    AND residue_definition IS NULL AND residue_definition_kind IS NULL))`);
  }

  /** Only where no row says so: it would read as a limit that nobody has looked up. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
DO $$ BEGIN
  IF EXISTS (SELECT FROM residue_limit WHERE is_exempt) THEN RAISE EXCEPTION 'a market exempts a substance'; END IF;
END $$;
ALTER TABLE residue_limit DROP COLUMN is_exempt`);
  }
}
