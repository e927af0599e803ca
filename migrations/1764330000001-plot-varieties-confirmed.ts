import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SEES_ALL } from './support/row-scope.js';

/**
 * Which person of the base office confirmed what was said of the variety of a plot. What was said after a harvest had been
 * recorded proves nothing of it before, as with registrations (docs/adr/0009-rules-of-our-own.md).
 */
export class PlotVarietiesConfirmed1764330000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE plot_variety ADD COLUMN confirmed_at timestamptz, ADD COLUMN confirmed_by_id uuid REFERENCES user_account;
      ALTER TABLE plot_variety
        ADD CONSTRAINT plot_variety_confirmed_by_somebody CHECK ((confirmed_at IS NULL) = (confirmed_by_id IS NULL)),
        ADD CONSTRAINT plot_variety_two_people CHECK (confirmed_by_id <> recorded_by_id);
      DROP TRIGGER plot_variety_stays ON plot_variety;
      CREATE TRIGGER plot_variety_stays BEFORE UPDATE OF id, plot_id, organisation_id, variety_code, valid_from, recorded_at,
        recorded_by_id OR DELETE ON plot_variety FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER plot_variety_stays_confirmed BEFORE UPDATE OF confirmed_at, confirmed_by_id ON plot_variety
        FOR EACH ROW WHEN (OLD.confirmed_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
      CREATE POLICY plot_variety_update ON plot_variety FOR UPDATE USING (${SEES_ALL}) WITH CHECK (${SEES_ALL});
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP POLICY plot_variety_update ON plot_variety;
      DROP TRIGGER plot_variety_stays_confirmed ON plot_variety;
      DROP TRIGGER plot_variety_stays ON plot_variety;
      CREATE TRIGGER plot_variety_stays BEFORE UPDATE OR DELETE ON plot_variety FOR EACH ROW EXECUTE FUNCTION refuse_change();
      ALTER TABLE plot_variety DROP COLUMN confirmed_at, DROP COLUMN confirmed_by_id;
    `);
  }
}
