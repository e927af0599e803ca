import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import type { QueryRunner } from 'typeorm';
import { ProductKeys1764470000000 } from '../../migrations/1764470000000-product-keys.js';
import { connect } from '../contract/support/transaction.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

/* Treatments whose product has no label, as a version wrote them that kept the hash of a name that was erased. */

let database: TestDatabase;
let owner: pg.Client;
let intruder: pg.Client;

const id = (n: number): string => `019aa370-0000-7000-8000-${String(n).padStart(12, '0')}`;
const AT = '2026-01-05T01:00:00.000Z';
const [PACKHOUSE, OTHER] = [id(100), id(101)];
const erased = (name: string): string => `*** ${createHash('md5').update(name).digest('hex')}`;

async function treated(n: number, productName: string | null, by = PACKHOUSE): Promise<void> {
  await intruder.query(
    `INSERT INTO post_harvest_treatment (id, organisation_id, kind, line_code, product_name, performed_at, performed_on,
       recorded_at, recorded_by_id, visible_to) VALUES ($1, $2, $3, $4, $5, $6, '2026-01-05', $6, $7, $8)`,
    [id(n), by, productName ? 'WAX' : 'NONE', productName ? 'L1' : null, productName, AT, id(102), [by]],
  );
}
const kept = async (): Promise<{ name: string | null; key: string | null }[]> =>
  (
    await intruder.query<{ name: string | null; key: string | null }>(
      'SELECT product_name AS name, product_key AS key FROM post_harvest_treatment ORDER BY id',
    )
  ).rows;

const migration = new ProductKeys1764470000000();
const asRunner = (): QueryRunner => ({ query: (sql: string) => owner.query(sql) }) as unknown as QueryRunner;

beforeAll(async () => {
  database = await createTestDatabase();
  [owner, intruder] = [await connect(database.ownerUrl), await connect(database.superuserUrl)];
  await intruder.query(`SET session_replication_role = 'replica'`);
  await migration.down(asRunner());
  await treated(1, '孙七的药');
  await treated(2, erased('孙七的药'));
  await treated(3, 'WAX');
  await treated(4, 'wax');
  await treated(5, '孙七的药', OTHER);
  await treated(6, null);
  await migration.up(asRunner());
});
afterAll(async () => {
  await owner?.end();
  await intruder?.end();
  await database?.drop();
});

describe('the hash of a name that was erased', () => {
  it('is gone, and what is the same product of a packhouse is so still', async () => {
    const [one, same, wax, small, elsewhere, none] = await kept();
    expect([one, same, wax, small, elsewhere, none].map((each) => each!.name)).toEqual([
      '孙七的药',
      '***',
      'WAX',
      'wax',
      '孙七的药',
      null,
    ]);
    expect([same!.key, small!.key, none!.key]).toEqual([one!.key, wax!.key, null]);
    expect(new Set([one!.key, wax!.key, elsewhere!.key]).size).toBe(3);
  });

  it('does not come back with the version before: what was erased is told apart by its key', async () => {
    await migration.down(asRunner());
    const { rows } = await intruder.query<{ name: string | null }>(
      'SELECT product_name AS name FROM post_harvest_treatment ORDER BY id',
    );
    expect(rows[0]).toEqual({ name: '孙七的药' });
    expect(rows[1]!.name).toMatch(/^\*\*\* [0-9a-f]{32}$/);
    expect(rows[1]!.name).not.toBe(erased('孙七的药'));
    await migration.up(asRunner());
    expect((await kept()).map(({ name }) => name)).toContain('***');
  });
});
