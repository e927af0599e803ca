import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import pg from 'pg';
import { readReferenceTables } from '../../reference/reference-tables.js';
import type { ReferenceTables } from '../../reference/rows.js';
import { loadDemoMarket, loadReferenceFacts } from '../../src/infrastructure/database/reference-loader.js';
import { publishVersions, shippedVersions } from '../../src/infrastructure/database/reference-versions.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const INTEGRITY_VIOLATION = '23000';
const tables = readReferenceTables(join(process.cwd(), 'reference'));

describe('the reference facts in the database', () => {
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

  const rowsOf = async <T extends object>(sql: string, params: unknown[] = []): Promise<T[]> =>
    (await owner.query<T>(sql, params)).rows;
  const changed = ({ loaded }: { loaded: Record<string, number> }) =>
    Object.fromEntries(Object.entries(loaded).filter(([, count]) => count > 0));

  /** Tries something out and takes it back, whatever came of it. */
  const trying = async <T>(work: () => Promise<T>): Promise<T> => {
    await owner.query('BEGIN');
    try {
      return await work();
    } finally {
      await owner.query('ROLLBACK');
    }
  };

  it('are there, each table as many rows as its file', async () => {
    const [counts] = await rowsOf(`
      SELECT (SELECT count(*)::int FROM region) AS regions, (SELECT count(*)::int FROM market) AS markets,
             (SELECT count(*)::int FROM residue_limit) AS limits, (SELECT count(*)::int FROM rule) AS rules,
             (SELECT count(*)::int FROM variety_list_entry) AS entries, (SELECT count(*)::int FROM substance) AS substances`);
    expect(counts).toEqual({
      regions: tables.regions.length,
      markets: tables.markets.length,
      limits: tables['residue-limits'].length,
      rules: tables.rules.length,
      entries: tables['variety-list-entries'].length,
      substances: tables.substances.length,
    });
    expect(tables.rules.length).toBeGreaterThan(12);
  });

  it('carry a confidence of the closed list on every row of every table that has one', async () => {
    const found = await rowsOf<{ table_name: string }>(
      `SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'confidence'`,
    );
    expect(found.length).toBeGreaterThanOrEqual(17);
    for (const { table_name } of found) {
      const levels = await rowsOf<{ confidence: string }>(`SELECT DISTINCT confidence FROM ${table_name}`);
      for (const { confidence } of levels)
        expect(['official', 'confirmed', 'secondary', 'unverified']).toContain(confidence);
    }
  });

  it('load a second time without changing anything', async () => {
    expect(changed(await loadReferenceFacts(database.ownerUrl))).toEqual({});
  });

  it('bring back what the files say and somebody changed by hand', async () => {
    await owner.query(`UPDATE market SET name_en = 'Siam' WHERE code = 'TH'`);
    expect(changed(await loadReferenceFacts(database.ownerUrl))).toEqual({ market: 1 });
    expect(await rowsOf(`SELECT name_en FROM market WHERE code = 'TH'`)).toEqual([{ name_en: 'Thailand' }]);
  });

  it('keep a row that is in no file any more', async () => {
    await owner.query(
      `INSERT INTO substance SELECT 'left-behind', name_zh, name_en, edition, valid_from, valid_to, source, last_checked, confidence
         FROM substance WHERE code = 'imazalil'`,
    );
    expect(changed(await loadReferenceFacts(database.ownerUrl))).toEqual({});
    expect(await rowsOf(`SELECT code FROM substance WHERE code = 'left-behind'`)).toHaveLength(1);
  });

  it('do not set back what the base office has confirmed', async () => {
    const [row] = await rowsOf<{ id: string }>(
      `UPDATE residue_limit SET limit_micrograms_per_kg = 123, confidence = 'confirmed'
        WHERE id = (SELECT min(id) FROM residue_limit WHERE confidence = 'secondary') RETURNING id`,
    );
    expect(changed(await loadReferenceFacts(database.ownerUrl))).toEqual({});
    expect(
      await rowsOf('SELECT limit_micrograms_per_kg AS l FROM residue_limit WHERE id = $1', [row?.id]),
    ).toEqual([{ l: 123 }]);
  });

  it('have no market that exists nowhere, until the demonstration loads its own', async () => {
    const fictional = () => rowsOf(`SELECT code FROM market WHERE is_fictional`);
    expect(await fictional()).toEqual([]);
    expect(changed(await loadDemoMarket(database.ownerUrl))).toMatchObject({ market: 1, market_pack: 1 });
    expect(await fictional()).toEqual([{ code: 'XD' }]);
    expect(await rowsOf(`SELECT missing FROM market_pack WHERE market_code = 'XD'`)).toEqual([
      { missing: [] },
    ]);
    expect(changed(await loadDemoMarket(database.ownerUrl))).toEqual({});
    expect(changed(await loadReferenceFacts(database.ownerUrl))).toEqual({});
  });

  describe('a published version', () => {
    it.each([
      ['have a rule changed', `UPDATE rule SET effect = 'ADVICE' WHERE code = 'EU-JUICE'`],
      ['have its source changed', `UPDATE rule SET last_checked = '2030-01-01' WHERE code = 'EU-JUICE'`],
      ['lose a rule', `DELETE FROM rule WHERE code = 'EU-JUICE'`],
      [
        'gain a rule',
        `INSERT INTO rule SELECT (jsonb_populate_record(r, '{"code": "EU-NEW"}')).* FROM rule r WHERE code = 'EU-JUICE'`,
      ],
      ['be emptied', 'TRUNCATE rule'],
      ['be emptied with its standard', 'TRUNCATE standard CASCADE'],
      ['be changed', `UPDATE standard_version SET edition = '2' WHERE standard_code = 'EU-2023-2429'`],
      [
        'become a draft again',
        `UPDATE standard_version SET state = 'DRAFT' WHERE standard_code = 'EU-2023-2429'`,
      ],
      ['be removed', `DELETE FROM standard_version WHERE standard_code = 'EU-2023-2429'`],
      [
        'be superseded and changed at once',
        `UPDATE standard_version SET state = 'SUPERSEDED', edition = '2' WHERE standard_code = 'EU-2023-2429'`,
      ],
    ])('cannot %s, not even by the owner', async (_, sql) => {
      await expect(owner.query(sql)).rejects.toMatchObject({ code: INTEGRITY_VIOLATION });
    });

    it('cannot be given a rule out of a draft', async () => {
      await trying(async () => {
        await owner.query(`
          INSERT INTO standard_version SELECT (jsonb_populate_record(v, '{"code": "A-DRAFT", "state": "DRAFT"}')).*
            FROM standard_version v WHERE standard_code = 'EU-2023-2429';
          INSERT INTO rule SELECT (jsonb_populate_record(r, '{"version_code": "A-DRAFT", "code": "EU-NEW"}')).*
            FROM rule r WHERE code = 'EU-JUICE'`);
        const move = `UPDATE rule SET version_code = (SELECT version_code FROM rule WHERE code = 'EU-JUICE') WHERE code = 'EU-NEW'`;
        await expect(owner.query(move)).rejects.toMatchObject({ code: INTEGRITY_VIOLATION });
      });
    });

    it('may be superseded, which gives it a last day', async () => {
      const rows = await trying(() =>
        rowsOf(`UPDATE standard_version SET state = 'SUPERSEDED', valid_to = '2026-12-31'
                 WHERE standard_code = 'EU-2023-2429' RETURNING state, valid_to::text`),
      );
      expect(rows).toEqual([{ state: 'SUPERSEDED', valid_to: '2026-12-31' }]);
    });
  });

  describe('a shipped standard', () => {
    const onlyEu = (change: {
      standard?: Partial<ReferenceTables['standards'][number]>;
      juice?: Partial<ReferenceTables['rules'][number]>;
    }) =>
      shippedVersions({
        standards: tables.standards
          .filter(({ code }) => code === 'EU-2023-2429')
          .map((row) => ({ ...row, ...change.standard })),
        rules: tables.rules
          .filter(({ standard }) => standard === 'EU-2023-2429')
          .map((row) => (row.code === 'EU-JUICE' ? { ...row, ...change.juice } : row)),
      });
    const publishing = (change: Parameters<typeof onlyEu>[0]) => publishVersions(owner, onlyEu(change));

    it('that says something else than the published edition is an error that names it', async () => {
      const changedRule = publishing({
        juice: { parameters: { parameter: 'JUICE_CONTENT', minimum: '35' } },
      });
      await expect(changedRule).rejects.toThrow('EU-2023-2429@(EU) 2023/2429: EU-JUICE');
      const changedSource = publishing({ standard: { source: { document: 'x', clause: null, url: null } } });
      await expect(changedSource).rejects.toThrow('EU-2023-2429@(EU) 2023/2429');
    });

    it('that lost a rule is an error too', async () => {
      const [version] = onlyEu({});
      const less = { ...version!, rules: version!.rules.filter(({ code }) => code !== 'EU-JUICE') };
      await expect(publishVersions(owner, [less])).rejects.toThrow('EU-JUICE');
    });

    it('may have been looked at again', async () => {
      expect(await publishing({ juice: { lastChecked: '2027-01-01' } })).toEqual({
        standard_version: 0,
        rule: 0,
      });
    });

    it('comes in as a new edition, which ends the one before on the eve of its first day', async () => {
      const states = await trying(async () => {
        await publishing({ standard: { edition: '2027', validFrom: '2027-07-01' } });
        return rowsOf(`SELECT code, state, valid_to::text FROM standard_version
                        WHERE standard_code = 'EU-2023-2429' ORDER BY valid_from`);
      });
      expect(states).toEqual([
        { code: 'EU-2023-2429@(EU) 2023/2429', state: 'SUPERSEDED', valid_to: '2027-06-30' },
        { code: 'EU-2023-2429@2027', state: 'PUBLISHED', valid_to: null },
      ]);
    });

    it('must say from when a new edition is valid', async () => {
      await trying(async () => {
        const endless = publishing({ standard: { edition: '2027', validFrom: null } });
        await expect(endless).rejects.toThrow('EU-2023-2429@2027 follows EU-2023-2429@(EU) 2023/2429');
      });
    });
  });
});
