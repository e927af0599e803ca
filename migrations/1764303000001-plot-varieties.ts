import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ORGANISATION, rowScope, SEES_ALL } from './support/row-scope.js';

const OWN = `(${SEES_ALL} OR organisation_id = ${ORGANISATION})`;

/**
 * What a plot was planted with, and since when: fruit is judged by the variety of its plot on the day it was picked, whatever was
 * grafted onto the trees since. Filled from the ledger, as far as it tells; a plot it tells nothing of has the variety it has.
 */
export class PlotVarieties1764303000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE plot_variety (
        id uuid PRIMARY KEY,
        plot_id uuid NOT NULL REFERENCES plot,
        organisation_id uuid NOT NULL REFERENCES organisation,
        variety_code text NOT NULL REFERENCES variety,
        -- First day of harvest that it holds for; null: since ever.
        valid_from date,
        recorded_at timestamptz NOT NULL,
        -- Null: put together from the ledger when this table was made.
        recorded_by_id uuid REFERENCES user_account
      );
      CREATE INDEX plot_variety_plot ON plot_variety (plot_id, valid_from);
      INSERT INTO plot_variety (id, plot_id, organisation_id, variety_code, valid_from, recorded_at)
      SELECT gen_random_uuid(), p.id, p.organisation_id, t.variety, t.since, t.recorded_at
      FROM plot p JOIN (
        SELECT subject_ids[1] AS plot_id, canonical::jsonb #>> '{facts,varietyCode}' AS variety, recorded_at,
          CASE kind WHEN 'plot.changed' THEN (recorded_at AT TIME ZONE 'Asia/Shanghai')::date END AS since,
          lag(canonical::jsonb #>> '{facts,varietyCode}') OVER (PARTITION BY subject_ids[1] ORDER BY recorded_at, id) AS before
        FROM ledger_entry WHERE kind IN ('plot.registered', 'plot.changed')
      ) t ON t.plot_id = p.id JOIN variety v ON v.code = t.variety
      WHERE t.before IS DISTINCT FROM t.variety;
      ${rowScope('plot_variety', { read: OWN, insert: OWN })}
      CREATE TRIGGER plot_variety_stays BEFORE UPDATE OR DELETE ON plot_variety FOR EACH ROW EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE plot_variety');
  }
}
