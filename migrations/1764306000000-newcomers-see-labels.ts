import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Product labels are everybody's, and so are their photographs, without which nobody can confirm one: also of those who join
 * after the label was entered.
 */
export class NewcomersSeeLabels1764306000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  /** What was shown stays so. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

const UP = `
CREATE FUNCTION internal.newcomer_sees_labels() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM internal.show_attachments(
    ARRAY(SELECT l.photograph_id FROM product_label l WHERE l.photograph_id IS NOT NULL), ARRAY[NEW.id]);
  RETURN NULL;
END $$;
CREATE TRIGGER organisation_sees_labels AFTER INSERT ON organisation
  FOR EACH ROW EXECUTE FUNCTION internal.newcomer_sees_labels();
SELECT internal.show_attachments(
  ARRAY(SELECT l.photograph_id FROM product_label l WHERE l.photograph_id IS NOT NULL),
  ARRAY(SELECT o.id FROM organisation o WHERE o.closed_at IS NULL ORDER BY o.id));
`;

const DOWN = `
DROP TRIGGER organisation_sees_labels ON organisation;
DROP FUNCTION internal.newcomer_sees_labels();
`;
