import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ORGANISATION, rowScope, SEES_ALL } from './support/row-scope.js';

const OWN = `(${SEES_ALL} OR organisation_id = ${ORGANISATION})`;

/**
 * What a packhouse did after sampling of its batches by ISO 2859-1 was discontinued, and who of the base office agreed that it
 * is likely to be effective: without such a record sampling never began again.
 */
export class CorrectiveActions1764330000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [TABLE, ERASING]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

const TABLE = `
CREATE TABLE corrective_action (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisation,
  taken_on date NOT NULL,
  measures text NOT NULL,
  attachment_id uuid NOT NULL REFERENCES attachment,
  recorded_at timestamptz NOT NULL,
  recorded_by_id uuid NOT NULL REFERENCES user_account,
  confirmed_at timestamptz,
  confirmed_by_id uuid REFERENCES user_account,
  CONSTRAINT corrective_action_confirmed_by_somebody CHECK ((confirmed_at IS NULL) = (confirmed_by_id IS NULL)),
  CONSTRAINT corrective_action_two_people CHECK (confirmed_by_id <> recorded_by_id)
);
CREATE INDEX corrective_action_organisation ON corrective_action (organisation_id, id);
CREATE INDEX corrective_action_attachment ON corrective_action (attachment_id);
${rowScope('corrective_action', { read: OWN, insert: OWN, update: SEES_ALL })}
CREATE TRIGGER corrective_action_stays BEFORE UPDATE OF id, organisation_id, taken_on, attachment_id, recorded_at,
  recorded_by_id OR DELETE ON corrective_action FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER corrective_action_measures_stay BEFORE UPDATE OF measures ON corrective_action
  FOR EACH ROW WHEN (NEW.measures <> '') EXECUTE FUNCTION refuse_change();
CREATE TRIGGER corrective_action_stays_confirmed BEFORE UPDATE OF confirmed_at, confirmed_by_id ON corrective_action
  FOR EACH ROW WHEN (OLD.confirmed_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
`;

// What was done is written by people, who write of people: it can be erased, in the row as beside the ledger.
const ERASING = `
ALTER FUNCTION erase_text(uuid, timestamptz) SET SCHEMA internal;
ALTER FUNCTION internal.erase_text(uuid, timestamptz) RENAME TO erase_text_but_measures;
CREATE FUNCTION erase_text(subject uuid, now_ timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE corrective_action a SET measures = '' WHERE a.id = subject AND (app_sees_all() OR a.organisation_id = app_organisation())
    AND EXISTS (SELECT FROM ledger_text t WHERE t.subject_ids @> ARRAY[subject] AND t.field = 'measures' AND t.erased_at IS NULL);
  RETURN internal.erase_text_but_measures(subject, now_);
END $$;
`;

const DOWN = `
DROP FUNCTION erase_text(uuid, timestamptz);
ALTER FUNCTION internal.erase_text_but_measures(uuid, timestamptz) RENAME TO erase_text;
ALTER FUNCTION internal.erase_text(uuid, timestamptz) SET SCHEMA public;
DROP TABLE corrective_action;
`;
