import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import copyStreams from 'pg-copy-streams';
import { MigrationExecutor, type DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { migrations } from '../../../migrations/index.js';
import { CannotStart } from '../config/cannot-start.js';
import { createOwnerDataSource } from '../database/data-source.js';
import { migrateQueue } from '../database/job-queue.js';
import { inTurn } from '../database/migrate.js';
import type { Log } from '../postgres/log.js';
import {
  contentsOf,
  copyIn,
  copyOut,
  keptTables,
  quoted,
  refuseHidden,
  settle,
  type StoredTable,
} from './catalogue.js';
import { altered } from './container.js';
import { lower, raise } from './guards.js';
import { fullName, type Manifest, type TableHead } from './manifest.js';
import { BlobKeeper, type BlobTarget } from './keep-blobs.js';
import { readSections } from './read-backup.js';
import { isSame, Tally } from './tally.js';

type Migration = new () => MigrationInterface;

export interface LoadOptions {
  /** Signs in as the role that is to own the tables. */
  readonly ownerUrl: string;
  readonly file: string;
  /** Of the file, which has been checked. */
  readonly manifest: Manifest;
  readonly blobs: BlobTarget;
  readonly log: Log;
  readonly signal?: AbortSignal;
  /** What this program can migrate to, oldest first. */
  readonly known?: readonly Migration[];
}

/**
 * Fills an empty database from a backup: the schema of the backup's version, all rows, and a second look at every row.
 * All of it is one transaction, so that the database is either empty, as before, or holds everything. Files are put in
 * their place before it is over: a crash leaves bytes without a row, never a row without bytes.
 *
 * @throws CannotStart when the database is not empty, the backup is of a newer version, or the file changed meanwhile
 */
export async function loadBackup(options: LoadOptions): Promise<void> {
  const wanted = migrationsFor(options.manifest, options.known ?? migrations);
  const dataSource = createOwnerDataSource(options.ownerUrl, [], wanted);
  // A server that starts on the same database meanwhile waits for its turn, and finds it full.
  await inTurn(options.ownerUrl, async (turn) => {
    await refuseFull(turn);
    // Migrations refer to the queue, which its package makes in transactions of its own; an empty one stands in nobody's way.
    await migrateQueue(options.ownerUrl);
    await dataSource.initialize();
    try {
      await inOneTransaction(dataSource, options);
    } finally {
      await dataSource.destroy();
    }
  });
}

/**
 * The migrations that the backed up database had, which need not be the oldest ones of all.
 *
 * @throws CannotStart when this program does not know all of them
 */
export function migrationsFor(
  { product, migrations: names }: Manifest,
  known: readonly Migration[],
): Migration[] {
  const byName = new Map(known.map((migration) => [migration.name, migration]));
  const unknown = names.filter((name) => !byName.has(name));
  if (unknown.length > 0)
    throw new CannotStart(
      `备份来自更新的版本（${product}；本版本没有 ${unknown.join('、')}）。请用那个版本或更新的版本恢复。`,
      `The backup was made by a newer version (${product}; this one lacks ${unknown.join(', ')}). Restore it with that version, or a newer one.`,
    );
  return names.map((name) => byName.get(name)!);
}

/** @throws CannotStart naming some of what is there */
async function refuseFull(client: pg.Client): Promise<void> {
  const contents = await contentsOf(client);
  if (contents.length === 0) return;
  throw new CannotStart(
    `目标数据库不是空的（${contents.join('、')} …）。备份只恢复到空数据库：请用 DATA_DIR 另选新目录，或新建一个数据库。`,
    `The database is not empty (${contents.join(', ')} …). A backup is restored into an empty one only: choose a new directory with DATA_DIR, or create a new database.`,
  );
}

async function inOneTransaction(dataSource: DataSource, options: LoadOptions): Promise<void> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.startTransaction();
    await migrateWithin(dataSource, runner);
    const client = (await runner.connect()) as pg.PoolClient;
    await fill(client, options);
    await runner.commitTransaction();
  } catch (error) {
    await runner.rollbackTransaction().catch(() => undefined);
    throw error;
  } finally {
    await runner.release();
  }
}

/** TypeORM's own steps, in the transaction that is open. */
async function migrateWithin(dataSource: DataSource, runner: QueryRunner): Promise<void> {
  const executor = new MigrationExecutor(dataSource, runner);
  executor.transaction = 'none';
  await executor.executePendingMigrations();
}

async function fill(client: pg.PoolClient, options: LoadOptions): Promise<void> {
  const { manifest, log, signal } = options;
  await settle(client);
  const tables = await targetsOf(client, manifest);
  const guards = await lower(client, tables);
  await loadContents(client, options);
  for (const { schema, name, lastValue, isCalled } of manifest.sequences)
    await client.query('SELECT setval($1::regclass, $2::bigint, $3)', [
      quoted({ schema, name }),
      lastValue,
      isCalled,
    ]);
  await raise(client, guards);
  log('正在逐表核对 · Comparing every table with the backup');
  await refuseHidden(client, tables);
  for (const table of manifest.tables) {
    signal?.throwIfAborted();
    await compare(client, table, tables.find((each) => fullName(each) === fullName(table))!.order);
  }
}

/** The tables that the backup fills, as the migrations have made them. */
async function targetsOf(client: pg.PoolClient, manifest: Manifest): Promise<StoredTable[]> {
  const stored = new Map((await keptTables(client)).kept.map((table) => [fullName(table), table]));
  return manifest.tables.map((table) => {
    const target = stored.get(fullName(table));
    const missing = table.columns.filter((column) => !target?.columns.includes(column));
    if (target && missing.length === 0) return target;
    throw new CannotStart(
      `备份中的表 ${fullName(table)}（${missing.join('、')}）与其版本的结构不符，没有恢复任何内容。`,
      `The table ${fullName(table)} of the backup (${missing.join(', ')}) does not fit the schema of its version; nothing was restored.`,
    );
  });
}

async function loadContents(
  client: pg.PoolClient,
  { file, manifest, blobs, log, signal }: LoadOptions,
): Promise<void> {
  const sums = new Map(manifest.tables.map((table) => [fullName(table), table]));
  const keeper = new BlobKeeper(blobs);
  const count = manifest.blobs?.count ?? 0;
  try {
    for await (const { head, data } of readSections(file)) {
      signal?.throwIfAborted();
      if (head.kind === 'TABLE') await loadTable(client, head.table, data, sums, signal);
      else if (head.kind === 'BLOB') await keeper.take(head.blob, data);
      else if (head.kind === 'VOID') await keeper.drop();
      else if (count > 0)
        log(`已写入附件（${count} 个文件）· The attachments are in their place (${count} files)`);
    }
    await keeper.keep();
  } finally {
    await keeper.drop();
  }
}

async function loadTable(
  client: pg.PoolClient,
  table: TableHead,
  data: AsyncIterable<Buffer>,
  sums: ReadonlyMap<string, Manifest['tables'][number]>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const expected = sums.get(fullName(table));
  // The file was read once already; it is another one by now, unless everything is as it was.
  if (!expected) throw altered();
  const tally = new Tally();
  await pipeline(
    async function* () {
      for await (const piece of data) {
        tally.add(piece);
        yield piece;
      }
    },
    client.query(copyStreams.from(copyIn(table))),
    signal ? { signal } : {},
  );
  if (!isSame(tally.sum(), expected)) throw altered();
}

/** Reads a table as a backup would, and expects the same. */
async function compare(
  client: pg.PoolClient,
  table: Manifest['tables'][number],
  order: string,
): Promise<void> {
  const head: TableHead = { schema: table.schema, name: table.name, columns: table.columns };
  const tally = new Tally();
  const out = client.query(copyStreams.to(copyOut(head, order))) as AsyncIterable<Buffer>;
  for await (const data of out) tally.add(data);
  const found = tally.sum();
  if (isSame(found, table)) return;
  throw new CannotStart(
    `恢复后的表 ${fullName(table)} 与备份不同（${found.rows} 行，备份中 ${table.rows} 行），没有恢复任何内容。`,
    `The table ${fullName(table)} differs from the backup after loading (${found.rows} rows, ${table.rows} in the backup); nothing was restored.`,
  );
}
