import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Corrections that the base office declined (docs/adr/0040-declined-corrections.md). Those from before that nobody agreed to
 * wait as they did.
 */
export class CorrectionsDeclined1764450000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [...TABLES.map(declining), COVERAGE]) await runner.query(sql);
  }

  /** Only where nothing was declined: it would wait again. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

/** Each with who made the correction. */
const TABLES = [
  { table: 'measurement', maker: 'corrected_by_id' },
  { table: 'laboratory_result', maker: 'corrected_by_id' },
  { table: 'growing_record', maker: 'recorded_by_id' },
  { table: 'post_harvest_treatment', maker: 'recorded_by_id' },
] as const;

// What was declined may still be agreed to with the correction that took its place; what was agreed to is declined by nobody.
const declining = ({ table, maker }: (typeof TABLES)[number]): string => `
ALTER TABLE ${table} ADD COLUMN declined_at timestamptz, ADD COLUMN declined_by_id uuid REFERENCES user_account,
  ADD COLUMN decline_reason text;
ALTER TABLE ${table}
  ADD CONSTRAINT ${table}_declined_whole
    CHECK ((declined_at IS NULL) = (declined_by_id IS NULL) AND (declined_at IS NULL) = (decline_reason IS NULL)),
  ADD CONSTRAINT ${table}_declined_where_needed CHECK (declined_at IS NULL OR needs_agreement),
  ADD CONSTRAINT ${table}_declined_by_another CHECK (declined_by_id <> ${maker}),
  ADD CONSTRAINT ${table}_declined_before_agreed CHECK (agreed_at >= declined_at),
  ADD CONSTRAINT ${table}_decline_reason CHECK (decline_reason IN ('CONTRADICTED', 'NOT_SHOWN', 'NO_SLIP', 'WRONG_ENTRY'));
CREATE TRIGGER ${table}_declining_stays BEFORE UPDATE OF declined_at, declined_by_id, decline_reason ON ${table}
  FOR EACH ROW WHEN (OLD.declined_at IS NOT NULL OR OLD.agreed_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
`;

/** @param columns of what is answered for a report, beside its id  @param chosen expressions for them */
const withdrawnSpray = (columns: string, chosen: string): string => `
CREATE FUNCTION coverage_withdrawn_spray(coverages uuid[]) RETURNS TABLE (coverage_id uuid, ${columns})
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.id, ${chosen} FROM residue_coverage c JOIN residue_coverage_plot x ON x.coverage_id = c.id
    JOIN growing_record g ON g.plot_id = x.plot_id AND g.kind = 'SPRAY' AND g.performed_on BETWEEN c.sampled_on AND c.covers_to
    JOIN growing_record w ON w.corrects_id = g.id AND w.needs_agreement AND w.agreed_at IS NULL
  WHERE c.id = ANY (coverages) AND (app_sees_all() OR app_organisation() = ANY (c.visible_to)) AND NOT g.is_void
  GROUP BY c.id;
$$;
`;

// As coverage_sprayed_again, of sprays that were withdrawn: those of which nobody has said anything, and those of which that was declined.
const COVERAGE = `
DROP FUNCTION coverage_withdrawn_spray(uuid[]);
${withdrawnSpray(
  'day date, declined_day date',
  `min(g.performed_on) FILTER (WHERE w.declined_at IS NULL), min(g.performed_on) FILTER (WHERE w.declined_at IS NOT NULL)`,
)}`;

const undone = ({ table }: (typeof TABLES)[number]): string => `
DROP TRIGGER ${table}_declining_stays ON ${table};
ALTER TABLE ${table} DROP COLUMN decline_reason, DROP COLUMN declined_by_id, DROP COLUMN declined_at;
`;

const DOWN = `
DO $$ BEGIN
  IF ${TABLES.map(({ table }) => `EXISTS (SELECT FROM ${table} WHERE declined_at IS NOT NULL)`).join(' OR ')} THEN
    RAISE EXCEPTION 'something was declined';
  END IF;
END $$;
DROP FUNCTION coverage_withdrawn_spray(uuid[]);
${withdrawnSpray('day date', 'min(g.performed_on)')}${TABLES.map(undone).join('')}`;
