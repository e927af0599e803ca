import type { MigrationInterface, QueryRunner } from 'typeorm';

const LISTS = ['variety_list', 'variety_list_entry'];
const TYPES = ['RULE', 'RESIDUE_LIMIT', 'RESIDUE_FALLBACK', 'MARKET_STATUS', 'QUESTION'];

/** The unified variety list is an edition of the base office like others: what is published of it never changes. */
export class VarietyLists1764302000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of LISTS)
      await runner.query(`
        ALTER TABLE ${table} ADD COLUMN version_code text REFERENCES standard_version;
        CREATE ${table === 'variety_list' ? 'UNIQUE ' : ''}INDEX ${table}_version ON ${table} (version_code)
          WHERE version_code IS NOT NULL;
        CREATE TRIGGER ${table}_published_never_changes BEFORE INSERT OR UPDATE OR DELETE ON ${table}
          FOR EACH ROW EXECUTE FUNCTION refuse_published_change();`);
    await runner.query(`
      ALTER TABLE variety_list_entry
        ADD COLUMN owner_id uuid REFERENCES user_account,
        ADD COLUMN due_on date,
        ADD CONSTRAINT variety_list_entry_window CHECK ((harvest_from IS NULL) = (harvest_to IS NULL));
      ALTER TABLE standard_version ADD CONSTRAINT standard_version_list CHECK (standard_code <> 'VARIETY-LIST'
        OR (pack_market_code IS NULL AND owner_id IS NOT NULL AND due_on IS NOT NULL));
      ${typesAllowed([...TYPES, 'NEW_VARIETY', 'LISTED_VARIETY'])}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${typesAllowed(TYPES)}
      ALTER TABLE standard_version DROP CONSTRAINT standard_version_list;
      ALTER TABLE variety_list_entry DROP CONSTRAINT variety_list_entry_window, DROP COLUMN owner_id, DROP COLUMN due_on;`);
    for (const table of LISTS)
      await runner.query(`
        DROP TRIGGER ${table}_published_never_changes ON ${table};
        ALTER TABLE ${table} DROP COLUMN version_code;`);
  }
}

const typesAllowed = (types: readonly string[]): string => `
  ALTER TABLE edition_entry DROP CONSTRAINT edition_entry_type_check;
  ALTER TABLE edition_entry ADD CONSTRAINT edition_entry_type_check
    CHECK (type IN (${types.map((type) => `'${type}'`).join(', ')}));`;
