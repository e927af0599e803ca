import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SEES_ALL } from './support/row-scope.js';

/**
 * Which corrections of sprays and treatments another organisation has agreed to (docs/adr/0034-agreed-corrections.md).
 * Those from before this migration need nobody's agreement: judgements rest on them.
 */
export class AgreedCorrections1764395000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [
      agreement('growing_record'),
      agreement('post_harvest_treatment'),
      REASON,
      COVERAGE,
      ERASING,
    ])
      await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

const COLUMNS = ['needs_agreement', 'agreed_at', 'agreed_by_id'] as const;

/** Agreed to once, by somebody of the base office who did not enter it; nothing else of the row changes by it. */
const agreement = (table: string): string => `
ALTER TABLE ${table} ADD COLUMN needs_agreement boolean NOT NULL DEFAULT false, ADD COLUMN agreed_at timestamptz,
  ADD COLUMN agreed_by_id uuid REFERENCES user_account;
ALTER TABLE ${table}
  ADD CONSTRAINT ${table}_agreed_by_somebody CHECK ((agreed_at IS NULL) = (agreed_by_id IS NULL)),
  ADD CONSTRAINT ${table}_agreed_where_needed CHECK (agreed_at IS NULL OR needs_agreement),
  ADD CONSTRAINT ${table}_agreed_by_another CHECK (agreed_by_id <> recorded_by_id),
  ADD CONSTRAINT ${table}_agreement_of_correction CHECK (corrects_id IS NOT NULL OR NOT needs_agreement);
CREATE INDEX ${table}_awaiting_agreement ON ${table} (performed_at, id) WHERE needs_agreement AND agreed_at IS NULL;
CREATE TRIGGER ${table}_need_stays BEFORE UPDATE OF needs_agreement ON ${table}
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ${table}_agreement_stays BEFORE UPDATE OF agreed_at, agreed_by_id ON ${table}
  FOR EACH ROW WHEN (OLD.agreed_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
CREATE POLICY ${table}_update ON ${table} FOR UPDATE USING (${SEES_ALL}) WITH CHECK (${SEES_ALL});
`;

/** Why a treatment did not happen, as somebody wrote it; null of entries that void nothing, and once it was erased. */
const REASON = `
ALTER TABLE post_harvest_treatment ADD COLUMN void_reason text
  CONSTRAINT post_harvest_treatment_void_reason CHECK (void_reason IS NULL OR is_void);
CREATE TRIGGER post_harvest_treatment_reason_stays BEFORE UPDATE OF void_reason ON post_harvest_treatment
  FOR EACH ROW WHEN (NEW.void_reason IS NOT NULL) EXECUTE FUNCTION refuse_change();
`;

const COVERAGE = `
-- As coverage_sprayed_again, of sprays that were withdrawn and nobody agreed to that yet.
CREATE FUNCTION coverage_withdrawn_spray(coverages uuid[]) RETURNS TABLE (coverage_id uuid, day date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.id, min(g.performed_on) FROM residue_coverage c JOIN residue_coverage_plot x ON x.coverage_id = c.id
    JOIN growing_record g ON g.plot_id = x.plot_id AND g.kind = 'SPRAY' AND g.performed_on BETWEEN c.sampled_on AND c.covers_to
    JOIN growing_record w ON w.corrects_id = g.id AND w.needs_agreement AND w.agreed_at IS NULL
  WHERE c.id = ANY (coverages) AND (app_sees_all() OR app_organisation() = ANY (c.visible_to)) AND NOT g.is_void
  GROUP BY c.id;
$$;
`;

const ERASING = `
ALTER FUNCTION erase_text(uuid, timestamptz) SET SCHEMA internal;
ALTER FUNCTION internal.erase_text(uuid, timestamptz) RENAME TO erase_text_but_void_reasons;
CREATE FUNCTION erase_text(subject uuid, now_ timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  gone uuid[];
BEGIN
  WITH erased AS (
    UPDATE post_harvest_treatment SET void_reason = NULL
      WHERE subject IN (id, corrects_id) AND void_reason IS NOT NULL AND (app_sees_all() OR organisation_id = app_organisation())
      RETURNING id
  ) SELECT coalesce(array_agg(id), '{}') INTO gone FROM erased;
  DELETE FROM personal_salt WHERE subject_id = ANY (gone);
  PERFORM internal.forget_requests(gone);
  RETURN cardinality(gone) + internal.erase_text_but_void_reasons(subject, now_);
END $$;

ALTER FUNCTION forget_grower(uuid, timestamptz) SET SCHEMA internal;
ALTER FUNCTION internal.forget_grower(uuid, timestamptz) RENAME TO forget_grower_but_void_reasons;
CREATE FUNCTION forget_grower(grower_id_ uuid, now_ timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  words text[];
  gone uuid[];
BEGIN
  SELECT ARRAY(SELECT w FROM unnest(ARRAY[g.name, g.telephone]) AS w WHERE length(w) >= 2)
    INTO words FROM grower g WHERE g.id = grower_id_ AND (app_sees_all() OR g.organisation_id = app_organisation());
  WITH erased AS (
    UPDATE post_harvest_treatment t SET void_reason = NULL
      WHERE internal.names(t.void_reason, words) AND EXISTS (SELECT FROM post_harvest_treatment_batch x
        JOIN batch_origin o ON o.batch_id = x.batch_id JOIN plot p ON p.id = o.plot_id
        WHERE x.treatment_id = t.id AND p.grower_id = grower_id_)
      RETURNING t.id
  ) SELECT coalesce(array_agg(id), '{}') INTO gone FROM erased;
  DELETE FROM personal_salt WHERE subject_id = ANY (gone);
  PERFORM internal.forget_requests(gone);
  PERFORM internal.forget_grower_but_void_reasons(grower_id_, now_);
END $$;
`;

const dropped = (table: string): string => `
DROP POLICY ${table}_update ON ${table};
DROP TRIGGER ${table}_agreement_stays ON ${table};
DROP TRIGGER ${table}_need_stays ON ${table};
ALTER TABLE ${table} ${COLUMNS.map((column) => `DROP COLUMN ${column}`).join(', ')};
`;

const DOWN = `
DROP FUNCTION forget_grower(uuid, timestamptz);
ALTER FUNCTION internal.forget_grower_but_void_reasons(uuid, timestamptz) RENAME TO forget_grower;
ALTER FUNCTION internal.forget_grower(uuid, timestamptz) SET SCHEMA public;
DROP FUNCTION erase_text(uuid, timestamptz);
ALTER FUNCTION internal.erase_text_but_void_reasons(uuid, timestamptz) RENAME TO erase_text;
ALTER FUNCTION internal.erase_text(uuid, timestamptz) SET SCHEMA public;
DROP FUNCTION coverage_withdrawn_spray(uuid[]);
DROP TRIGGER post_harvest_treatment_reason_stays ON post_harvest_treatment;
ALTER TABLE post_harvest_treatment DROP COLUMN void_reason;
${dropped('post_harvest_treatment')}${dropped('growing_record')}`;
