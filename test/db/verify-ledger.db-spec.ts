import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import { allClaims } from '../../src/all-claims.js';
import { systemClock, systemIdSource } from '../../src/infrastructure/clock.js';
import { applicationOptions } from '../../src/infrastructure/database/data-source.js';
import { installPgTypes } from '../../src/infrastructure/database/pg-types.js';
import { systemContext } from '../../src/infrastructure/database/system-context.js';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import { canonicalJson, sha256Hex } from '../../src/kernel/canonical-json.js';
import type { Claim } from '../../src/modules/ledger/verify/claim.js';
import { reportOf } from '../../src/modules/ledger/verify/report.js';
import {
  firstDifference,
  verifyLedger,
  type Difference,
  type Verified,
} from '../../src/modules/ledger/verify/verify-ledger.js';
import { createSeasonDatabase } from '../support/demo.js';
import type { TestDatabase } from '../support/test-database.js';

let database: TestDatabase;
let intruder: pg.Client;

beforeAll(async () => {
  installPgTypes();
  database = await createSeasonDatabase();
  intruder = new pg.Client({ connectionString: database.superuserUrl });
  await intruder.connect();
});
afterAll(async () => {
  await intruder?.end();
  await database?.drop();
});

const asManager = {
  query: async (sql: string, params: unknown[]) => (await intruder.query(sql, params)).rows as unknown[],
} as unknown as EntityManager;

/** What is seen after somebody whom the database obeys has changed something behind the product's back. */
async function after<T>(change: () => Promise<unknown>, look: () => Promise<T>): Promise<T> {
  await intruder.query('BEGIN');
  try {
    await intruder.query(`SET LOCAL session_replication_role = replica; SET LOCAL app.authority = 'system'`);
    await change();
    return await look();
  } finally {
    await intruder.query('ROLLBACK');
  }
}
const verified = (change: () => Promise<unknown>): Promise<Verified> =>
  after(change, () => verifyLedger(asManager, allClaims));
const found = async (change: () => Promise<unknown>): Promise<Difference | null> =>
  (await verified(change)).difference;
const compared = (claim: Claim, change: () => Promise<unknown>): Promise<Difference | null> =>
  after(change, () => firstDifference(asManager, claim));

/** Drops what a table checks, as a superuser can. */
async function unguard(table: string): Promise<void> {
  const { rows } = await intruder.query<{ sql: string }>(
    `SELECT format('ALTER TABLE %I DROP CONSTRAINT %I CASCADE', conrelid::regclass::text, conname) AS sql FROM pg_constraint
       WHERE conrelid = $1::regclass AND contype IN ('c', 'f', 'u')
     UNION ALL SELECT format('ALTER TABLE %I ALTER %I DROP NOT NULL', $1::text, attname) FROM pg_attribute
       WHERE attrelid = $1::regclass AND attnum > 0 AND attnotnull AND NOT EXISTS (
         SELECT FROM pg_index WHERE indrelid = attrelid AND indisprimary AND attnum = ANY (indkey))`,
    [table],
  );
  for (const { sql } of rows) await intruder.query(sql);
}

/** Another value than the one that stands there, whatever the type. */
async function otherThan(table: string, column: string): Promise<string> {
  const { rows } = await intruder.query<{ type: string }>(
    `SELECT format_type(atttypid, NULL) AS type FROM pg_attribute WHERE attrelid = $1::regclass AND attname = $2`,
    [table, column],
  );
  const type = rows[0]!.type;
  if (type === 'uuid') return 'gen_random_uuid()';
  if (type === 'uuid[]') return `${column} || gen_random_uuid()`;
  if (type === 'date') return `coalesce(${column}, '2020-01-01') + 1`;
  if (type === 'boolean') return `NOT coalesce(${column}, false)`;
  if (type.startsWith('timestamp')) return `CASE WHEN ${column} IS NULL THEN now() END`;
  if (type === 'uuid[]') return `coalesce(${column}, '{}') || gen_random_uuid()`;
  if (type === 'jsonb') return `jsonb_build_array(${column}, 'x')`;
  if (type.endsWith('[]')) return `coalesce(${column}, '{}') || ARRAY['x']`;
  return type === 'text' ? `coalesce(${column}, '') || 'x'` : `coalesce(${column}, 0) + 1`;
}

const rowCount = async ({ table, where }: Claim): Promise<number> =>
  (await intruder.query<{ n: number }>(`SELECT count(*) AS n FROM ${table} r WHERE ${where}`)).rows[0]!.n;

describe('the ledger of a season', () => {
  it('agrees with every record, as the application’s role reads it', async () => {
    const dataSource = await new DataSource(applicationOptions(database.applicationUrl, [], 1)).initialize();
    const comparison = new UnitOfWork(dataSource).read(
      systemContext(systemClock, systemIdSource),
      ({ manager }) => verifyLedger(manager, allClaims),
    );
    await comparison.catch(() => undefined);
    await dataSource.destroy();
    const whole = await comparison;
    expect(whole.difference).toBeNull();
    expect(whole.entries).toBeGreaterThan(500);
    expect(whole.texts).toBeGreaterThan(0);
    expect(whole.records.get('batch')).toBe(120);
    expect(reportOf(whole).at(-1)).toContain('agree');
  });
});

describe('a record changed behind the product’s back', () => {
  it('is found in every column that is compared, and named', async () => {
    const missed: string[] = [];
    let tried = 0;
    for (const claim of allClaims) {
      if ((await rowCount(claim)) === 0) continue;
      for (const column of claim.columns) {
        tried += 1;
        const difference = await compared(claim, async () => {
          await unguard(claim.table);
          await intruder.query(`UPDATE ${claim.table} r SET ${column} = ${await otherThan(claim.table, column)}
            WHERE r.ctid = (SELECT r.ctid FROM ${claim.table} r WHERE ${claim.where} LIMIT 1)`);
        });
        const isNamed =
          difference?.kind === 'RECORD' &&
          difference.table === claim.table &&
          [column, '*'].includes(difference.column);
        if (!isNamed) missed.push(`${claim.table}.${column}: ${JSON.stringify(difference)}`);
      }
    }
    expect(missed).toEqual([]);
    expect(tried).toBeGreaterThan(120);
  });

  it('is found when it was removed', async () => {
    const missed: string[] = [];
    for (const claim of allClaims) {
      if ((await rowCount(claim)) === 0) continue;
      const difference = await compared(claim, () =>
        intruder.query(`DELETE FROM ${claim.table} r
            WHERE r.ctid = (SELECT r.ctid FROM ${claim.table} r WHERE ${claim.where} LIMIT 1)`),
      );
      if (difference?.kind !== 'RECORD' || difference.table !== claim.table) missed.push(claim.table);
    }
    expect(missed).toEqual([]);
  });

  it('is found when nobody is said to have made it', async () => {
    const difference = await found(() =>
      intruder.query(`INSERT INTO brand_licence SELECT gen_random_uuid(), brand_code, organisation_id, number || 'x',
        valid_from, valid_to, ended_on, recorded_at FROM brand_licence LIMIT 1`),
    );
    expect(difference).toMatchObject({ kind: 'RECORD', table: 'brand_licence', entryId: null, column: '*' });
  });
});

/** Tables that no entry speaks of, and why. */
const WITHOUT_CLAIMS: Readonly<Record<string, string>> = {
  ledger_entry: 'the ledger itself',
  ledger_text: 'verified by its commitments',
  personal_salt: 'what makes commitments erasable',
  receipt_settlement: 'the two parties’ alone; the entry has commitments to it',
  certificate_contact: 'personal; the entry has commitments to it',
  user_account: 'personal; memberships say what an account may do',
  user_password: 'secret',
  session: 'secret, and gone after twelve hours',
  api_key: 'secret',
  invitation: 'secret, and gone after a few days',
  client_request: 'of the transport',
  job: 'of the product’s own work',
  lot_contribution: 'derived from the members of lots',
  migrations: 'of the database',
  typeorm_metadata: 'of the database',
  product_state: 'of the database',
};

describe('what is compared', () => {
  it('is every table that people write to', async () => {
    const { rows } = await intruder.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
         AND NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = pg_class.oid AND attname = 'confidence') ORDER BY 1`,
    );
    const claimed = new Set(allClaims.map(({ table }) => table));
    const open = rows
      .map(({ name }) => name)
      .filter((name) => !claimed.has(name) && !(name in WITHOUT_CLAIMS));
    expect(open).toEqual([]);
  });
});

describe('an entry changed behind the product’s back', () => {
  const entry = (kind: string) => `(SELECT id FROM ledger_entry WHERE kind = '${kind}' ORDER BY id LIMIT 1)`;

  it.each([
    ['its text', `canonical = replace(canonical, 'batch.harvested', 'batch.harvestes')`, 'HASH'],
    ['its hash', `sha256 = repeat('0', 64)`, 'HASH'],
    ['a column it is found by', `recorded_at = recorded_at - interval '1 day'`, 'COLUMNS'],
    ['what it is about', `subject_ids = subject_ids[2:]`, 'COLUMNS'],
  ])('is found by %s', async (_, change, fault) => {
    const difference = await found(async () => {
      await unguard('ledger_entry');
      await intruder.query(`UPDATE ledger_entry SET ${change} WHERE id = ${entry('batch.harvested')}`);
    });
    expect(difference).toMatchObject({ kind: 'ENTRY', fault });
  });

  it('is found when text and hash were both made anew, if a record says otherwise', async () => {
    const difference = await found(async () => {
      const { rows } = await intruder.query<{ id: string; canonical: string }>(
        `SELECT id, canonical FROM ledger_entry WHERE id = ${entry('batch.harvested')}`,
      );
      const { id, canonical } = rows[0]!;
      const said = JSON.parse(canonical) as { facts: { massGrams: number } };
      said.facts.massGrams += 1_000_000;
      const text = canonicalJson(said);
      await unguard('ledger_entry');
      await intruder.query(`UPDATE ledger_entry SET canonical = $2, sha256 = $3 WHERE id = $1`, [
        id,
        text,
        sha256Hex(text),
      ]);
    });
    expect(difference).toMatchObject({ kind: 'RECORD', table: 'batch', column: 'mass_grams' });
  });

  it('is found when its text was written in another way', async () => {
    const difference = await found(async () => {
      await unguard('ledger_entry');
      await intruder.query(`UPDATE ledger_entry SET canonical = canonical || ' ',
        sha256 = encode(sha256(convert_to(canonical || ' ', 'UTF8')), 'hex') WHERE id = ${entry('lot.opened')}`);
    });
    expect(difference).toMatchObject({ kind: 'ENTRY', fault: 'NOT_CANONICAL' });
  });

  it('is found when it was removed, by the record nobody speaks of any more', async () => {
    const difference = await found(() =>
      intruder.query(`DELETE FROM ledger_entry WHERE id = ${entry('inspection.measured')}`),
    );
    expect(difference).toMatchObject({ kind: 'RECORD', table: 'measurement', entryId: null });
  });

  it('is found in the text beside it', async () => {
    const difference = await found(() =>
      intruder.query(`UPDATE ledger_text SET text = text || '！' WHERE commitment = (
        SELECT commitment FROM ledger_text WHERE text IS NOT NULL ORDER BY commitment LIMIT 1)`),
    );
    expect(difference).toMatchObject({ kind: 'TEXT' });
  });

  it('is told in Chinese and English, naming record, column and both values', async () => {
    const lines = reportOf(
      await verified(async () => {
        await unguard('batch');
        await intruder.query(`UPDATE batch SET mass_grams = mass_grams + 1000 WHERE code = 'H2526-Z01B'`);
      }),
    ).join('\n');
    expect(lines).toMatch(
      /batch [0-9a-f-]{36} 的 mass_grams：账目 [0-9a-f-]{36} 所记与记录不同 5200000 ≠ 5201000/,
    );
    expect(lines).toMatch(/mass_grams of batch .* entry .* and the record differ/);
  });

  it('asks of entries from before findings were committed to only what they say', async () => {
    const checks = allClaims.find(({ table }) => table === 'lot_check')!;
    const changed = async (): Promise<void> => {
      await unguard('lot_check');
      await intruder.query(`UPDATE lot_check SET findings = '[]'`);
    };
    const forgotten = `UPDATE ledger_entry SET canonical = (canonical::jsonb #- '{facts,findingsSha256}')::text WHERE kind = 'lot.judged'`;
    expect(await compared(checks, changed)).toMatchObject({ column: 'findings' });
    expect(
      await compared(checks, async () => {
        await changed();
        await unguard('ledger_entry');
        await intruder.query(forgotten);
      }),
    ).toBeNull();
  });

  it('names what follows from other records, of which no entry speaks', async () => {
    const told = async (sql: string): Promise<string> =>
      reportOf(await verified(() => intruder.query(sql))).join('\n');
    const kept = await told(`UPDATE lot_registration_use SET mass_grams = mass_grams + 1`);
    expect(kept).toMatch(/mass_grams of lot_registration_use .* and what is kept differ: \d+ ≠ \d+/);
    expect(await told('DELETE FROM lot_registration_use')).toMatch(/follows from other records, and is not/);
  });
});
