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
    await runner.query('DROP FUNCTION substance_code(text), substance_key(text)');
  }
}

const NAMES = `
CREATE FUNCTION substance_key(name text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT RETURN lower(btrim(regexp_replace(normalize(name, NFKC), '[[:space:]]+', ' ', 'g')));

CREATE FUNCTION substance_code(told text) RETURNS text
LANGUAGE sql STABLE RETURN (
  SELECT CASE WHEN count(*) = 1 THEN min(s.code) END FROM substance s
  WHERE substance_key(told) IN (substance_key(s.code), substance_key(s.name_zh), substance_key(s.name_en)));
`;
