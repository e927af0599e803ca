import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { contentsOf } from '../../src/infrastructure/backup/catalogue.js';
import {
  isKept,
  LEFT_OUT_COLUMNS,
  LEFT_OUT_TABLES,
  SCHEMAS,
} from '../../src/infrastructure/backup/contents.js';
import type { Part } from '../../src/infrastructure/backup/container.js';
import { loadBackup } from '../../src/infrastructure/backup/load-backup.js';
import { fullName, type Manifest } from '../../src/infrastructure/backup/manifest.js';
import { checkBackup } from '../../src/infrastructure/backup/read-backup.js';
import { writeBackup } from '../../src/infrastructure/backup/write-backup.js';
import { storageOf } from '../../src/infrastructure/blobs/storage-of.js';
import { CannotStart } from '../../src/infrastructure/config/cannot-start.js';
import { createOwnerDataSource } from '../../src/infrastructure/database/data-source.js';
import { pendingMigrations } from '../../src/infrastructure/database/migrate.js';
import { sha256Hex } from '../../src/kernel/canonical-json.js';
import { insertionOf, ROWS, writeRows } from '../contract/support/rows.js';
import { backUp, backupDirectory, Inspection, restore, rewrite, tampered } from '../support/backup.js';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../support/test-database.js';

const backups = backupDirectory();
/** A row in every table. */
let source: TestDatabase;
let inspection: Inspection;
let file: string;
let manifest: Manifest;

const asOwner = async <T>({ ownerUrl }: TestDatabase, work: (owner: pg.Client) => Promise<T>): Promise<T> => {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
};

const flipped = (bytes: Buffer, at: number): Buffer => {
  const changed = Buffer.from(bytes);
  changed[at]! ^= 1;
  return changed;
};
/** One bit in some thousands says nothing in Zstandard; where it lies is another place each time. */
const saysTheSame = (one: Buffer, other: Buffer): boolean => {
  try {
    return zstdDecompressSync(other).equals(zstdDecompressSync(one));
  } catch {
    return false;
  }
};

/** What COPY writes in ways of its own. */
const AWKWARD = 'a\tb\nc\\d \\N \\. "e" \u0001 血橙 🍊';

beforeAll(async () => {
  source = await createTestDatabase();
  inspection = await Inspection.of(source);
  await asOwner(source, async (owner) => {
    await writeRows(owner);
    await owner.query(`UPDATE organisation SET name_en = $1`, [AWKWARD]);
  });
  file = backups.file();
  manifest = await backUp(source, file);
});
afterAll(async () => {
  await inspection?.end();
  await source?.drop();
  backups.remove();
});

describe('what a backup holds', () => {
  it('is decided for every table there is', async () => {
    const undecided = (await inspection.tables()).filter(
      ({ schema, name }) => isKept(schema, name) === undefined,
    );
    expect(undecided.map(fullName)).toEqual([]);
  });

  it('is every row of every table that is kept, past row-level security', async () => {
    const expected: Record<string, number> = {};
    for (const table of await inspection.tables())
      if (isKept(table.schema, table.name))
        expected[fullName(table)] = (await inspection.contents(table)).length;
    const found = Object.fromEntries(manifest.tables.map((table) => [fullName(table), table.rows]));
    expect(found).toEqual(expected);
    expect(Object.keys(ROWS).filter((name) => !(found[`public.${name}`]! > 0))).toEqual(['session']);
  });

  it('names no table or column that is not there, but for those that only some databases have', async () => {
    const tables = (await inspection.tables()).map(fullName);
    const gone = Object.keys(LEFT_OUT_TABLES).filter((name) => !tables.includes(name));
    expect(gone).toEqual(['public.typeorm_metadata']);
    for (const [table, columns] of Object.entries(LEFT_OUT_COLUMNS))
      for (const column of Object.keys(columns))
        await inspection.rows(`SELECT ${column} FROM ${table} LIMIT 0`);
    expect(SCHEMAS['public']?.isKept).toBe(true);
  });

  it('orders every table by its primary key', async () => {
    const keyless = await inspection.rows<{ name: string }>(
      `SELECT c.oid::regclass::text AS name FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
         AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary)`,
    );
    expect(keyless).toEqual([]);
  });

  it('is refused to a role that does not see all of it', async () => {
    const hiding = asOwner(source, async (owner) => {
      await owner.query('ALTER POLICY grower_owner ON grower USING (false)');
      try {
        return await backUp(source, backups.file());
      } finally {
        await owner.query('ALTER POLICY grower_owner ON grower USING (true)');
      }
    });
    await expect(hiding).rejects.toThrow(/does not see all rows of public\.grower/);
  });

  it('is restored as it was, whatever stands in it', async () => {
    const target = await createEmptyDatabase();
    await restore(file, target);
    const restored = await Inspection.of(target);
    const texts = await restored.rows(`SELECT DISTINCT name_en FROM organisation`);
    const again = await backUp(target, backups.file());
    await restored.end();
    await target.drop();
    expect(texts).toEqual([{ name_en: AWKWARD }]);
    expect(again.tables).toEqual(manifest.tables);
  });
});

describe('a backup is refused', () => {
  it('where the file exists, which stays as it is', async () => {
    const taken = backups.file();
    writeFileSync(taken, 'something else');
    await expect(backUp(source, taken)).rejects.toThrow(CannotStart);
    await expect(backUp(source, taken)).rejects.toThrow(/已存在[^]*exists already/);
    expect(readFileSync(taken, 'utf8')).toBe('something else');
    expect(existsSync(`${taken}.part`)).toBe(false);
  });

  it('where another one is being written, or was cut short', async () => {
    const name = backups.file();
    writeFileSync(`${name}.part`, '');
    await expect(backUp(source, name)).rejects.toThrow(/one was interrupted/);
    expect(existsSync(`${name}.part`)).toBe(true);
  });

  it('where there is no directory', async () => {
    await expect(backUp(source, `${backups.file()}/in/it`)).rejects.toThrow(
      /cannot be written: there is no such directory/,
    );
  });

  it('of an empty database', async () => {
    const empty = await createEmptyDatabase();
    await expect(backUp(empty, backups.file())).rejects.toThrow(/nothing to back up/);
    await empty.drop();
  });

  it('leaves nothing when it is given up half-way', async () => {
    const name = backups.file();
    const giveUp = new AbortController();
    const log = (): void => undefined;
    const writing = writeBackup({
      ownerUrl: source.ownerUrl,
      file: name,
      blobs: null,
      product: '',
      log,
      signal: giveUp.signal,
    });
    while (!existsSync(`${name}.part`)) await new Promise((resolve) => setTimeout(resolve, 1));
    giveUp.abort();
    await expect(writing).rejects.toThrow(/abort/);
    expect([existsSync(name), existsSync(`${name}.part`)]).toEqual([false, false]);
  });
});

describe('a restore is refused, and leaves the database empty,', () => {
  let target: TestDatabase;
  beforeAll(async () => void (target = await createEmptyDatabase()));
  afterAll(() => target?.drop());
  afterEach(async () => {
    expect(await asOwner(target, contentsOf)).toEqual([]);
  });

  /** Restores the backup with something done to its bytes. */
  const restoring = async (change: (bytes: Buffer) => Buffer): Promise<unknown> => {
    const changed = backups.file();
    await tampered(file, changed, change);
    return restore(changed, target);
  };
  /** Restores a backup with other content and the right hashes. */
  const restoringParts = async (change: (part: Part) => Part): Promise<unknown> => {
    const changed = backups.file();
    await rewrite(file, changed, async function* (parts) {
      for await (const part of parts) yield change(part);
    });
    return restore(changed, target);
  };

  it.each([1, 15, 1_000])('of a file that lacks its last %d bytes', async (count) => {
    await expect(restoring((bytes) => bytes.subarray(0, -count))).rejects.toThrow(/ends too early/);
  });

  it.each([0.1, 0.3, 0.5, 0.7, 0.9])('of a file with one bit flipped, at %d of its length', async (share) => {
    const flip = (bytes: Buffer): Buffer => {
      let at = Math.floor(bytes.length * share);
      while (saysTheSame(bytes, flipped(bytes, at))) at += 1;
      return flipped(bytes, at);
    };
    await expect(restoring(flip)).rejects.toThrow(/The backup is damaged/);
  });

  it('of a file that something was written after', async () => {
    for (const more of ['x', 'x'.repeat(100)])
      await expect(restoring((bytes) => Buffer.concat([bytes, Buffer.from(more)]))).rejects.toThrow(
        /is damaged/,
      );
  });

  it('of something that is no backup', async () => {
    const other = backups.file();
    writeFileSync(other, 'PGDMP');
    await expect(restore(other, target)).rejects.toThrow(/is not a backup of Chengyuan/);
    await expect(restore(backups.file(), target)).rejects.toThrow(/cannot be read/);
  });

  it('of a table whose rows are not those the manifest speaks of', async () => {
    const change = restoringParts((part) =>
      part.kind === 'DATA' && part.data.includes('血橙')
        ? { ...part, data: Buffer.from(part.data.toString('utf8').replace('血橙', '甜橙')) }
        : part,
    );
    await expect(change).rejects.toThrow(/its content is not what was written/);
  });

  it('of rows that the database does not accept, though every hash is right', async () => {
    const change = restoringParts(withLedger((text) => text.replace('contract.tested', 'contract.forged')));
    await expect(change).rejects.toThrow(/ledger_entry_/);
  });

  it('of a newer version', async () => {
    const change = restoringParts((part) =>
      part.kind === 'MANIFEST'
        ? { ...part, manifest: { ...part.manifest, migrations: [...part.manifest.migrations, 'Later9999'] } }
        : part,
    );
    await expect(change).rejects.toThrow(/made by a newer version .* lacks Later9999/);
  });

  it('of a newer form', async () => {
    const newer = backups.file();
    writeFileSync(newer, zstdCompressSync('CHENGYUAN BACKUP 3\n'));
    await expect(restore(newer, target)).rejects.toThrow(/form 3; this program reads 1 and 2/);
  });

  it('with a row missing that another one refers to', async () => {
    const change = restoringParts(without('public.region', manifest));
    await expect(change).rejects.toThrow(/foreign key/);
  });
});

/** Leaves out a table's rows, and says so everywhere. */
function without(name: string, { tables }: Manifest): (part: Part) => Part {
  let open = '';
  const nothing = { rows: 0, bytes: 0, sha256: sha256Hex('') };
  return (part) => {
    if (part.kind === 'TABLE') open = fullName(part.table);
    if (part.kind === 'DATA') return open === name ? { ...part, data: Buffer.alloc(0) } : part;
    if (part.kind !== 'MANIFEST') return part;
    const changed = tables.map((table) => (fullName(table) === name ? { ...table, ...nothing } : table));
    return { kind: 'MANIFEST', manifest: { ...part.manifest, tables: changed } };
  };
}

/** Changes the one row of the ledger, with its sums in the manifest. */
function withLedger(change: (text: string) => string): (part: Part) => Part {
  let data = Buffer.alloc(0);
  return (part) => {
    if (part.kind === 'DATA' && part.data.includes('contract.tested')) {
      data = Buffer.from(change(part.data.toString('utf8')));
      return { ...part, data };
    }
    if (part.kind !== 'MANIFEST') return part;
    const sum = { rows: 1, bytes: data.length, sha256: sha256Hex(data.toString('utf8')) };
    const tables = part.manifest.tables.map((table) =>
      fullName(table) === 'public.ledger_entry' ? { ...table, ...sum } : table,
    );
    return { ...part, manifest: { ...part.manifest, tables } };
  };
}

describe('a restore into a database that is not empty', () => {
  it('is refused, and changes nothing', async () => {
    const counts = (): Promise<string[]> => inspection.contents({ schema: 'public', name: 'organisation' });
    const before = await counts();
    await expect(restore(file, source)).rejects.toThrow(/不是空的[^]*is not empty/);
    expect(await counts()).toEqual(before);
  });
});

describe('a backup of an older version', () => {
  it('is restored as it was and then migrated', async () => {
    const [older, target] = [await createEmptyDatabase(), await createEmptyDatabase()];
    const known = migrations.slice(0, 6);
    const dataSource = await createOwnerDataSource(older.ownerUrl, [], known).initialize();
    await dataSource.runMigrations();
    await dataSource.destroy();
    const tables = ['organisation', 'user_account', 'user_password', 'membership', 'ledger_entry', 'grower'];
    await asOwner(older, async (owner) => {
      for (const table of tables) await owner.query(...insertionOf(table, ROWS[table]!));
    });
    const name = backups.file();
    const { migrations: had } = await backUp(older, name);
    await restore(name, target);
    const restored = await Inspection.of(target);
    for (const table of tables)
      expect(await restored.contents({ schema: 'public', name: table })).toHaveLength(1);
    expect(await restored.contents({ schema: 'public', name: 'ledger_text' })).toEqual([]);
    expect(had).toEqual(known.map((migration) => migration.name));
    expect(await pendingMigrations({ query: (sql: string) => restored.rows(sql) as never })).toEqual([]);
    await restored.end();
    await Promise.all([older.drop(), target.drop()]);
  });
});

/** As a later version may have it: numbers that the database gives, a column it computes, and rows of the migration's own. */
class Numbered9000000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE numbered (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, word text NOT NULL,
      length integer GENERATED ALWAYS AS (length(word)) STORED); CREATE SEQUENCE ticket START 5000;
      INSERT INTO numbered (word) VALUES ('first')`);
  }

  down(): Promise<void> {
    throw new Error('not needed');
  }
}

describe('numbers that the database gives', () => {
  it('go on after a restore where they were', async () => {
    const [from, to] = [await createEmptyDatabase(), await createEmptyDatabase()];
    const known = [...migrations, Numbered9000000000000];
    const dataSource = await createOwnerDataSource(from.ownerUrl, [], known).initialize();
    await dataSource.runMigrations();
    await dataSource.destroy();
    await asOwner(from, (owner) =>
      owner.query(`INSERT INTO numbered (word) SELECT repeat('x', n) FROM generate_series(1, 40) n;
        DELETE FROM numbered WHERE word = 'first'; SELECT nextval('ticket')`),
    );
    const name = backups.file();
    const log = (): void => undefined;
    await writeBackup({ ownerUrl: from.ownerUrl, file: name, blobs: null, product: '', log, known });
    const [checked, blobs] = [
      await checkBackup(name),
      { storage: storageOf(undefined), incoming: '/nowhere' },
    ];
    await loadBackup({ ownerUrl: to.ownerUrl, file: name, manifest: checked, blobs, log, known });
    const next = await asOwner(to, async (owner) => {
      const { rows } = await owner.query(
        `INSERT INTO numbered (word) VALUES ('xyz') RETURNING id::int, length, nextval('ticket')::int AS ticket,
           (SELECT count(*)::int FROM numbered) AS before`,
      );
      return rows[0] as object;
    });
    expect(next).toEqual({ id: 42, length: 3, ticket: 5001, before: 40 });
    await Promise.all([from.drop(), to.drop()]);
  });
});

describe('the file', () => {
  it('is about as small as what is in it allows', () => {
    const bytes = manifest.tables.reduce((sum, table) => sum + table.bytes, 0);
    expect(statSync(file).size).toBeLessThan(bytes / 2);
  });
});
