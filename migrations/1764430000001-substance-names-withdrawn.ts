import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Names of substances that turned out wrong: one person of the base office asks that they be taken back, another agrees, and
 * from then on nothing is recognised by them (docs/adr/0039-names-taken-back.md). Entries from before are as they were.
 */
export class SubstanceNamesWithdrawn1764430000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

const UP = `
ALTER TABLE substance_reading
  ADD COLUMN withdrawal_reason text,
  ADD COLUMN withdrawal_asked_at timestamptz,
  ADD COLUMN withdrawal_asked_by_id uuid REFERENCES user_account,
  ADD COLUMN withdrawn_at timestamptz,
  ADD COLUMN withdrawn_by_id uuid REFERENCES user_account,
  ADD CONSTRAINT substance_reading_withdrawal_reason
    CHECK (withdrawal_reason IN ('OTHER_SUBSTANCE', 'SEVERAL_SUBSTANCES', 'NOT_IN_TEXT')),
  ADD CONSTRAINT substance_reading_withdrawal_asked CHECK ((withdrawal_asked_at IS NULL) = (withdrawal_asked_by_id IS NULL)
    AND (withdrawal_asked_at IS NULL) = (withdrawal_reason IS NULL)),
  ADD CONSTRAINT substance_reading_withdrawn_by_somebody CHECK ((withdrawn_at IS NULL) = (withdrawn_by_id IS NULL)),
  ADD CONSTRAINT substance_reading_withdrawal_in_order CHECK ((withdrawal_asked_at IS NULL OR confirmed_at IS NOT NULL)
    AND (withdrawn_at IS NULL OR withdrawal_asked_at IS NOT NULL)),
  ADD CONSTRAINT substance_reading_withdrawn_by_two CHECK (withdrawn_by_id <> withdrawal_asked_by_id);
-- Who asked and who agreed stays, as who entered and who confirmed does.
CREATE TRIGGER substance_reading_withdrawal_stays
  BEFORE UPDATE OF withdrawal_reason, withdrawal_asked_at, withdrawal_asked_by_id ON substance_reading
  FOR EACH ROW WHEN (OLD.withdrawal_asked_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER substance_reading_withdrawn_stays BEFORE UPDATE OF withdrawn_at, withdrawn_by_id ON substance_reading
  FOR EACH ROW WHEN (OLD.withdrawn_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
`;

const DOWN = `
DROP TRIGGER substance_reading_withdrawn_stays ON substance_reading;
DROP TRIGGER substance_reading_withdrawal_stays ON substance_reading;
ALTER TABLE substance_reading DROP COLUMN withdrawal_reason, DROP COLUMN withdrawal_asked_at, DROP COLUMN withdrawal_asked_by_id,
  DROP COLUMN withdrawn_at, DROP COLUMN withdrawn_by_id;
`;
