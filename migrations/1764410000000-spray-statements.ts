import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The statement that on a plot, in a period, nothing was sprayed beyond what is recorded (docs/adr/0036-spray-statements.md): a
 * growing record with a period. There is none for what was recorded before this migration.
 */
export class SprayStatements1764410000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [STATEMENT, SIGHT]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

const BEFORE = `'SPRAY', 'FERTILISE', 'IRRIGATE', 'PRUNE', 'BAG', 'WEED', 'OTHER'`;
const IS_STATEMENT = `(kind = 'SPRAYS_COMPLETE')`;

const STATEMENT = `
ALTER TABLE growing_record ADD COLUMN stated_from date, ADD COLUMN stated_to date, ADD COLUMN stated_sprays integer;
ALTER TABLE growing_record DROP CONSTRAINT growing_record_kind_check;
ALTER TABLE growing_record
  ADD CONSTRAINT growing_record_kind_check CHECK (kind IN ('SPRAYS_COMPLETE', ${BEFORE})),
  ADD CONSTRAINT growing_record_period_of_statement CHECK (${IS_STATEMENT} = (stated_from IS NOT NULL)
    AND ${IS_STATEMENT} = (stated_to IS NOT NULL) AND ${IS_STATEMENT} = (stated_sprays IS NOT NULL)),
  -- A year at most, and nothing that is still to come on the day on which it is stated.
  ADD CONSTRAINT growing_record_stated_period CHECK (stated_to BETWEEN stated_from AND least(stated_from + 365, performed_on)),
  ADD CONSTRAINT growing_record_stated_sprays CHECK (stated_sprays >= 0);
CREATE INDEX growing_record_statements ON growing_record (plot_id, stated_from) WHERE kind = 'SPRAYS_COMPLETE';
`;

/** Whether a statement `g` speaks of a day that verdicts on the harvest `h` look at, whenever it was made. */
const SPEAKS_OF = `g.stated_from <= h.made_on AND g.stated_to > h.made_on - interval '1 year'`;

/** A statement is made after the work, often after the harvest: who sees it follows from its period and not from its own day. */
const SIGHT = `
ALTER FUNCTION grant_upstream(uuid[], uuid) SET SCHEMA internal;
ALTER FUNCTION internal.grant_upstream(uuid[], uuid) RENAME TO grant_upstream_but_statements;
CREATE FUNCTION grant_upstream(start uuid[], viewer uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM internal.grant_upstream_but_statements(start, viewer);
  UPDATE growing_record g SET visible_to = internal.with_member(g.visible_to, viewer)
    WHERE g.kind = 'SPRAYS_COMPLETE' AND viewer <> ALL (g.visible_to) AND EXISTS (
      SELECT FROM batch_origin o JOIN batch h ON h.id = o.origin_batch_id
      WHERE o.batch_id = ANY (start) AND o.plot_id = g.plot_id AND ${SPEAKS_OF});
END $$;

ALTER FUNCTION internal.hide_land(uuid[], uuid) RENAME TO hide_land_but_statements;
CREATE FUNCTION internal.hide_land(plots uuid[], viewer uuid) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM internal.hide_land_but_statements(plots, viewer);
  UPDATE growing_record g SET visible_to = internal.with_member(g.visible_to, viewer)
    WHERE g.kind = 'SPRAYS_COMPLETE' AND g.plot_id = ANY (plots) AND viewer <> ALL (g.visible_to) AND EXISTS (
      SELECT FROM batch_origin o JOIN batch h ON h.id = o.origin_batch_id
      WHERE o.plot_id = g.plot_id AND viewer = ANY (o.visible_to) AND internal.has_part(o.batch_id, viewer) AND ${SPEAKS_OF});
END $$;

-- As viewers_of_growing, of a statement about a period.
CREATE FUNCTION viewers_of_statement(plot uuid, from_ date, to_ date) RETURNS uuid[]
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM batch h WHERE h.plot_id = plot AND h.kind = 'HARVEST' AND h.made_on >= from_
    AND h.made_on < to_ + interval '1 year' ORDER BY h.id FOR SHARE;
  RETURN (SELECT coalesce(array_agg(DISTINCT v), '{}') FROM batch h, unnest(h.visible_to) AS v
    WHERE h.plot_id = plot AND h.kind = 'HARVEST' AND h.made_on >= from_ AND h.made_on < to_ + interval '1 year'
      -- Having been sent fruit without taking it gives no sight of how it grew.
      AND (v = h.holder_id OR EXISTS (SELECT FROM run_draw d WHERE d.batch_id = h.id AND v = ANY (d.visible_to))
           OR EXISTS (SELECT FROM inspection i WHERE i.batch_id = h.id AND i.organisation_id = v)));
END $$;
`;

const DOWN = `
DROP FUNCTION viewers_of_statement(uuid, date, date);
DROP FUNCTION internal.hide_land(uuid[], uuid);
ALTER FUNCTION internal.hide_land_but_statements(uuid[], uuid) RENAME TO hide_land;
DROP FUNCTION grant_upstream(uuid[], uuid);
ALTER FUNCTION internal.grant_upstream_but_statements(uuid[], uuid) RENAME TO grant_upstream;
ALTER FUNCTION internal.grant_upstream(uuid[], uuid) SET SCHEMA public;
DROP INDEX growing_record_statements;
ALTER TABLE growing_record DROP CONSTRAINT growing_record_kind_check, DROP COLUMN stated_from, DROP COLUMN stated_to,
  DROP COLUMN stated_sprays;
ALTER TABLE growing_record ADD CONSTRAINT growing_record_kind_check CHECK (kind IN (${BEFORE}));
`;
