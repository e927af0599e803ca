import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What somebody called an ingredient is recognised whatever its capitals, the width of its letters and the blanks around it;
 * a name that fits two substances fits none (docs/adr/0031-substances-not-in-the-list.md).
 */
export class SubstanceNames1764360000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(NAMES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION substance_code(text);
      DROP INDEX substance_code_key, substance_name_zh_key, substance_name_en_key;
      DROP FUNCTION substance_key(text);
    `);
  }
}

// In a language that is not inlined and with its true cost, so that the indexes are used.
const NAMES = `
CREATE FUNCTION substance_key(name text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS $$
BEGIN
  RETURN lower(btrim(regexp_replace(normalize(name, NFKC), '[[:space:]]+', ' ', 'g')));
END $$;
CREATE INDEX substance_code_key ON substance (substance_key(code));
CREATE INDEX substance_name_zh_key ON substance (substance_key(name_zh));
CREATE INDEX substance_name_en_key ON substance (substance_key(name_en));

CREATE FUNCTION substance_code(told text) RETURNS text
LANGUAGE sql STABLE RETURN (
  SELECT CASE WHEN count(*) = 1 THEN min(c.code) END FROM (
    SELECT code FROM substance WHERE substance_key(code) = substance_key(told)
    UNION SELECT code FROM substance WHERE substance_key(name_zh) = substance_key(told)
    UNION SELECT code FROM substance WHERE substance_key(name_en) = substance_key(told)) AS c);
`;
