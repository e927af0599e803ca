import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { readReferenceTables } from '../../reference/reference-tables.js';
import { referenceDirectory } from '../../src/infrastructure/database/reference-loader.js';
import { substanceKey } from '../../src/modules/standards/domain/substance-name.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

let database: TestDatabase;
let owner: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner?.end();
  await database?.drop();
});

const codeOf = async (name: string): Promise<string | null> =>
  (await owner.query<{ code: string | null }>('SELECT substance_code($1) AS code', [name])).rows[0]!.code;

describe('what a name of a substance stands for', () => {
  it('is the substance of the list that has it, for every name the list has', async () => {
    const { substances } = readReferenceTables(referenceDirectory());
    const told = substances.flatMap(({ code, name }) => [code, name.zh, name.en].map((each) => [each, code]));
    const { rows } = await owner.query<{ name: string; code: string }>(
      'SELECT told.name, substance_code(told.name) AS code FROM unnest($1::text[]) AS told (name)',
      [told.map(([name]) => name)],
    );
    expect(rows.map(({ name, code }) => [name, code])).toEqual(told);
  });

  it.each([
    ['ＣＡＲＢＯＦＵＲＡＮ', 'carbofuran'],
    [' Emamectin　　Benzoate ', 'emamectin-benzoate'],
    ['２，４－滴', '2,4-d'],
    ['呋喃丹', null],
    ['', null],
    ['***', null],
  ])('%s: %s', async (name, code) => {
    expect(await codeOf(name)).toBe(code);
  });

  it('is nothing where nobody confirmed it, and where it fits two', async () => {
    const add = (name: string, substance: string, confidence: string) =>
      owner.query(
        `INSERT INTO substance_name (key, name, substance, source, last_checked, confidence)
         VALUES (substance_key($1), $1, $2, '{}', '2026-11-22', $3)`,
        [name, substance, confidence],
      );
    await add('Unconfirmed', 'carbofuran', 'secondary');
    await add('Confirmed', 'carbofuran', 'confirmed');
    await add('Imidacloprid', 'carbofuran', 'confirmed');
    expect(await codeOf('unconfirmed')).toBeNull();
    expect(await codeOf('CONFIRMED')).toBe('carbofuran');
    expect(await codeOf('imidacloprid')).toBeNull();
  });

  it.each([' 2,4-D ', 'ＤＤＴ', 'a \t\n b', '克百威　', 'ÅNGSTRÖM', 'ﬁ'])(
    'tells names apart as the product does: %j',
    async (name) => {
      const { rows } = await owner.query<{ key: string }>('SELECT substance_key($1) AS key', [name]);
      expect(rows[0]!.key).toBe(substanceKey(name));
    },
  );
});
