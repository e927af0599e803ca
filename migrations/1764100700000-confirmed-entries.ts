import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who entered a registration and the plots under it, when, and which person of the base office confirmed it; and which
 * standards are the product's own.
 */
export class ConfirmedEntries1764100700000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ENTRIES);
    await runner.query(OWN_STANDARDS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE standard DROP COLUMN is_own;
       ALTER TABLE registration_plot DROP COLUMN recorded_at, DROP COLUMN recorded_by_id, DROP COLUMN confirmed_at, DROP COLUMN confirmed_by_id;
       ALTER TABLE registration DROP COLUMN recorded_by_id, DROP COLUMN confirmed_at, DROP COLUMN confirmed_by_id`,
    );
  }
}

// What is there already was entered when its ledger entry says. Where no entry says so, nothing is known of it but that
// it is there now: the cautious answer, since an entry speaks for no harvest before it.
const ENTRIES = `
ALTER TABLE registration
  ADD COLUMN recorded_by_id uuid REFERENCES user_account,
  ADD COLUMN confirmed_at timestamptz,
  ADD COLUMN confirmed_by_id uuid REFERENCES user_account;
UPDATE registration r SET recorded_by_id = e.actor_id
  FROM ledger_entry e WHERE e.kind = 'registration.recorded' AND e.subject_ids[1] = r.id;
ALTER TABLE registration
  ADD CONSTRAINT registration_confirmed_by_somebody CHECK ((confirmed_at IS NULL) = (confirmed_by_id IS NULL)),
  ADD CONSTRAINT registration_two_people CHECK (confirmed_by_id <> recorded_by_id);

ALTER TABLE registration_plot
  ADD COLUMN recorded_at timestamptz,
  ADD COLUMN recorded_by_id uuid REFERENCES user_account,
  ADD COLUMN confirmed_at timestamptz,
  ADD COLUMN confirmed_by_id uuid REFERENCES user_account;
UPDATE registration_plot p SET recorded_at = e.recorded_at, recorded_by_id = e.actor_id
  FROM ledger_entry e
  WHERE e.kind = 'registration.plots-covered' AND e.subject_ids[1] = p.registration_id
    AND p.plot_id = ANY (e.subject_ids[2:]) AND (e.canonical::jsonb #>> '{facts,validFrom}')::date = p.valid_from;
UPDATE registration_plot SET recorded_at = now() WHERE recorded_at IS NULL;
ALTER TABLE registration_plot
  ALTER COLUMN recorded_at SET NOT NULL,
  ADD CONSTRAINT registration_plot_confirmed_by_somebody CHECK ((confirmed_at IS NULL) = (confirmed_by_id IS NULL)),
  ADD CONSTRAINT registration_plot_two_people CHECK (confirmed_by_id <> recorded_by_id);
`;

// The loader says of each shipped standard whether it is.
const OWN_STANDARDS = `ALTER TABLE standard ADD COLUMN is_own boolean NOT NULL DEFAULT false`;
