import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ofParent, ORGANISATION, rowScope, VISIBLE } from './support/row-scope.js';

/** What an inspector's worksheet takes down: counts of defects, where cartons were taken, and self-checks of the packhouse. */
export class Worksheets1764206000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [INSPECTIONS, COUNTS, SIGHT]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

const INSPECTIONS = `
ALTER TABLE inspection
  -- A self-check 自检 is the packhouse's own; it never counts as an inspection by somebody independent.
  ADD COLUMN kind text NOT NULL DEFAULT 'INDEPENDENT' CONSTRAINT inspection_kind_check CHECK (kind IN ('INDEPENDENT', 'SELF_CHECK')),
  -- Where the cartons were taken: [{"pallet", "layer", "cartons"}].
  ADD COLUMN sample_places jsonb,
  ADD CONSTRAINT inspection_self_check_is_own CHECK (kind <> 'SELF_CHECK' OR organisation_id = requested_by_id);
CREATE TRIGGER inspection_kind_stays BEFORE UPDATE OF kind ON inspection FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER inspection_signed_places_stay BEFORE UPDATE OF sample_places ON inspection
  FOR EACH ROW WHEN (OLD.state = 'SIGNED') EXECUTE FUNCTION refuse_change();
`;

const COUNTS = `
CREATE TABLE defect_count (
  id uuid PRIMARY KEY,
  inspection_id uuid NOT NULL REFERENCES inspection,
  batch_id uuid NOT NULL REFERENCES batch,
  basis text NOT NULL CONSTRAINT defect_count_basis_check CHECK (basis IN ('NUMBER', 'MASS')),
  carton_count integer NOT NULL CONSTRAINT defect_count_carton_count_check CHECK (carton_count > 0),
  -- Fruits, or grams of them.
  examined integer NOT NULL CONSTRAINT defect_count_examined_check CHECK (examined > 0),
  nonconforming_cartons integer,
  smallest_millimetres numeric,
  largest_millimetres numeric,
  -- [{"kind", "reaches", "amount"}].
  defects jsonb NOT NULL,
  corrects_id uuid CONSTRAINT defect_count_corrected_once UNIQUE REFERENCES defect_count,
  recorded_at timestamptz NOT NULL,
  visible_to uuid[] NOT NULL,
  CONSTRAINT defect_count_nonconforming_of_opened CHECK (nonconforming_cartons BETWEEN 0 AND carton_count),
  CONSTRAINT defect_count_diameters CHECK ((smallest_millimetres IS NULL) = (largest_millimetres IS NULL)
    AND (smallest_millimetres IS NULL OR (carton_count = 1 AND smallest_millimetres > 0 AND smallest_millimetres <= largest_millimetres)))
);
CREATE INDEX defect_count_inspection ON defect_count (inspection_id);
CREATE INDEX defect_count_batch ON defect_count (batch_id);
CREATE TRIGGER defect_count_stays BEFORE UPDATE OF id, inspection_id, batch_id, basis, carton_count, examined, nonconforming_cartons,
  smallest_millimetres, largest_millimetres, defects, corrects_id, recorded_at OR DELETE
  ON defect_count FOR EACH ROW EXECUTE FUNCTION refuse_change();
${rowScope('defect_count', {
  read: VISIBLE,
  insert: ofParent('inspection', 'inspection_id', `x.organisation_id = ${ORGANISATION}`),
})}
`;

/** Whoever comes to see an inspection, or no longer does, sees its counts likewise, by whichever walk that was. */
const SIGHT = `
CREATE FUNCTION internal.show_defect_counts() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE defect_count SET visible_to = NEW.visible_to WHERE inspection_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER inspection_shows_its_counts AFTER UPDATE OF visible_to ON inspection
  FOR EACH ROW WHEN (OLD.visible_to IS DISTINCT FROM NEW.visible_to) EXECUTE FUNCTION internal.show_defect_counts();
`;

const DOWN = `
DROP TRIGGER inspection_shows_its_counts ON inspection;
DROP FUNCTION internal.show_defect_counts();
DROP TABLE defect_count;
DROP TRIGGER inspection_signed_places_stay ON inspection;
DROP TRIGGER inspection_kind_stays ON inspection;
ALTER TABLE inspection DROP CONSTRAINT inspection_self_check_is_own, DROP COLUMN sample_places, DROP COLUMN kind;
`;
