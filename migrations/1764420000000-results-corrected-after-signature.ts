import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SEES_ALL } from './support/row-scope.js';

/**
 * A slip that is found after the signature has a way back: an entry that takes the place of a signed one, and speaks for the
 * fruit only once the base office has agreed (docs/adr/0037-corrected-after-the-signature.md). Corrections from before were all
 * made before a signature, which covers them: they need nobody.
 */
export class ResultsCorrectedAfterSignature1764420000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [SIGNED, ...TABLES.map(agreement)]) await runner.query(sql);
  }

  /** Only where nothing was corrected after a signature: it would look as if it had been signed. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

const TABLES = ['measurement', 'laboratory_result'] as const;

/** What an entry says; nothing of it changes by an agreement, nor by anything else. */
const FIGURES: Readonly<Record<(typeof TABLES)[number], string>> = {
  measurement: 'inspection_id, batch_id, parameter, value, unit, sample_position, recorded_at',
  laboratory_result: `inspection_id, batch_id, report_number, tested_on, substance, value_micrograms_per_kg, loq_micrograms_per_kg,
  residue_definition_kind, residue_definition, recorded_at`,
};

// Nothing is added to what was signed but corrections, and those say that they came afterwards.
const SIGNED = `
CREATE FUNCTION internal.entered_after_signature() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF (SELECT i.state = 'SIGNED' FROM inspection i WHERE i.id = NEW.inspection_id) IS DISTINCT FROM NEW.needs_agreement THEN
    RAISE EXCEPTION 'after the signature, and only then, entries are corrections that somebody agrees to'
      USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_after_signature', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$;
`;

const agreement = (table: (typeof TABLES)[number]): string => `
ALTER TABLE ${table} ADD COLUMN needs_agreement boolean NOT NULL DEFAULT false, ADD COLUMN agreed_at timestamptz,
  ADD COLUMN agreed_by_id uuid REFERENCES user_account;
ALTER TABLE ${table}
  ADD CONSTRAINT ${table}_agreed_by_somebody CHECK ((agreed_at IS NULL) = (agreed_by_id IS NULL)),
  ADD CONSTRAINT ${table}_agreed_where_needed CHECK (agreed_at IS NULL OR needs_agreement),
  ADD CONSTRAINT ${table}_agreed_by_another CHECK (agreed_by_id <> corrected_by_id),
  ADD CONSTRAINT ${table}_agreement_of_correction CHECK (corrects_id IS NOT NULL OR NOT needs_agreement);
CREATE INDEX ${table}_awaiting_agreement ON ${table} (inspection_id) WHERE needs_agreement AND agreed_at IS NULL;
CREATE TRIGGER ${table}_after_signature BEFORE INSERT ON ${table}
  FOR EACH ROW EXECUTE FUNCTION internal.entered_after_signature();
CREATE TRIGGER ${table}_need_stays BEFORE UPDATE OF needs_agreement ON ${table}
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ${table}_agreement_stays BEFORE UPDATE OF agreed_at, agreed_by_id ON ${table}
  FOR EACH ROW WHEN (OLD.agreed_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ${table}_figures_stay BEFORE UPDATE OF ${FIGURES[table]}
  ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE POLICY ${table}_update ON ${table} FOR UPDATE USING (${SEES_ALL}) WITH CHECK (${SEES_ALL});
`;

const undone = (table: string): string => `
DROP POLICY ${table}_update ON ${table};
DROP TRIGGER ${table}_figures_stay ON ${table};
DROP TRIGGER ${table}_agreement_stays ON ${table};
DROP TRIGGER ${table}_need_stays ON ${table};
DROP TRIGGER ${table}_after_signature ON ${table};
ALTER TABLE ${table} DROP COLUMN agreed_by_id, DROP COLUMN agreed_at, DROP COLUMN needs_agreement;
`;

const DOWN = `
DO $$ BEGIN
  IF EXISTS (SELECT FROM measurement WHERE needs_agreement) OR EXISTS (SELECT FROM laboratory_result WHERE needs_agreement) THEN
    RAISE EXCEPTION 'something was corrected after a signature';
  END IF;
END $$;
${TABLES.map(undone).join('')}DROP FUNCTION internal.entered_after_signature();
`;
