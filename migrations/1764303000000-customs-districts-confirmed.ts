import type { MigrationInterface, QueryRunner } from 'typeorm';
import { referenceScope, SEES_ALL } from './support/row-scope.js';

/**
 * Which counties belong to a customs district, as the base office reads it in an official text: one person enters it, another
 * confirms it, and the district's row says so from then on.
 */
export class CustomsDistrictsConfirmed1764303000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE customs_district_reading (
        id uuid PRIMARY KEY,
        customs_district_code text NOT NULL REFERENCES customs_district,
        county_codes text[] NOT NULL,
        document text NOT NULL,
        clause text NOT NULL,
        url text,
        entered_at timestamptz NOT NULL,
        entered_by_id uuid NOT NULL REFERENCES user_account,
        confirmed_at timestamptz,
        confirmed_by_id uuid REFERENCES user_account,
        CONSTRAINT customs_district_reading_confirmed_by_somebody CHECK ((confirmed_at IS NULL) = (confirmed_by_id IS NULL)),
        CONSTRAINT customs_district_reading_two_people CHECK (confirmed_by_id <> entered_by_id)
      );
      CREATE INDEX customs_district_reading_district ON customs_district_reading (customs_district_code, id);
      ${referenceScope('customs_district_reading', true)}
      CREATE TRIGGER customs_district_reading_stays BEFORE UPDATE OF id, customs_district_code, county_codes, document, clause, url,
        entered_at, entered_by_id OR DELETE ON customs_district_reading FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE POLICY customs_district_update ON customs_district FOR UPDATE USING (${SEES_ALL}) WITH CHECK (${SEES_ALL});
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP POLICY customs_district_update ON customs_district;
      DROP TABLE customs_district_reading;
    `);
  }
}
