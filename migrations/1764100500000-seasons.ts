import type { MigrationInterface, QueryRunner } from 'typeorm';
import { referenceScope, rowScope, SEES_ALL, VISIBLE } from './support/row-scope.js';

/** Seasons that were opened early or closed, and the stock that closing one carried over. */
export class Seasons1764100500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SEASONS);
    await runner.query(KNOWN_AT);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP FUNCTION harvests_before_correction(timestamptz); DROP INDEX ledger_entry_correction;
       DROP TABLE season_carry_over; DROP TABLE season`,
    );
  }
}

const SEASONS = `
CREATE TABLE season (
  id uuid PRIMARY KEY,
  code text NOT NULL CONSTRAINT season_code_key UNIQUE,
  opened_at timestamptz,
  opened_by_id uuid REFERENCES user_account,
  closed_at timestamptz,
  closed_by_id uuid REFERENCES user_account,
  CONSTRAINT season_code CHECK (code ~ '^[0-9]{4}/[0-9]{2}$'),
  CONSTRAINT season_opened_by_somebody CHECK ((opened_at IS NULL) = (opened_by_id IS NULL)),
  CONSTRAINT season_closed_by_somebody CHECK ((closed_at IS NULL) = (closed_by_id IS NULL))
);
${referenceScope('season', true)}

-- What was left of a batch when a season was closed: the opening stock of the next one.
CREATE TABLE season_carry_over (
  season_id uuid NOT NULL REFERENCES season,
  batch_id uuid NOT NULL REFERENCES batch,
  from_season text NOT NULL,
  to_season text NOT NULL,
  holder_id uuid NOT NULL REFERENCES organisation,
  mass_grams bigint NOT NULL CHECK (mass_grams > 0),
  recorded_at timestamptz NOT NULL,
  visible_to uuid[] NOT NULL,
  PRIMARY KEY (season_id, batch_id)
);
CREATE INDEX season_carry_over_batch ON season_carry_over (batch_id);
CREATE INDEX season_carry_over_to ON season_carry_over (to_season);
${rowScope('season_carry_over', { read: VISIBLE, insert: SEES_ALL })}
`;

// Who sees a batch may be told what it weighed before a correction; the entry itself is its author's.
const KNOWN_AT = `
CREATE INDEX ledger_entry_correction ON ledger_entry (recorded_at) WHERE kind = 'batch.corrected';

-- Harvests corrected after a moment, with the mass that was known at it.
CREATE FUNCTION harvests_before_correction(at_ timestamptz) RETURNS TABLE (batch_id uuid, mass_grams bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT ON (b.id) b.id, (e.canonical::jsonb #>> '{facts,before,massGrams}')::bigint
  FROM ledger_entry e JOIN batch b ON b.id = e.subject_ids[1]
  WHERE e.kind = 'batch.corrected' AND e.recorded_at > at_
    AND (app_sees_all() OR app_organisation() = ANY (b.visible_to))
  ORDER BY b.id, e.recorded_at, e.id;
$$;
`;
