import pg from 'pg';
import type { DataSource } from 'typeorm';
import { migrations } from '../../../migrations/index.js';
import { CannotStart } from '../config/cannot-start.js';
import { createOwnerDataSource } from './data-source.js';
import { grantQueue, migrateQueue } from './job-queue.js';
import { grantApplication } from './roles.js';

export interface MigrateOptions {
  /** Connection URL of the role that owns the tables. */
  readonly ownerUrl: string;
  /** The role the application works as; it is granted what it needs. */
  readonly applicationRole: string;
  /** Takes one line of progress. */
  readonly log: (line: string) => void;
}

/** Any number that no other program on the same database picks; these are the letters "CHYM". */
const MIGRATION_LOCK = 0x4348594d;

/**
 * Brings the database's schema up to date and grants the application its share. Servers that start at once
 * take turns: one migrates, the others find nothing left to do.
 *
 * @returns the names of the migrations applied now, oldest first
 * @throws CannotStart when the database was migrated by a newer version of the product
 */
export function migrate(options: MigrateOptions): Promise<{ applied: string[] }> {
  return inTurn(options.ownerUrl, async (turn) => {
    await refuseNewerDatabase(turn);
    await migrateQueue(options.ownerUrl);
    const applied = await runMigrations(options);
    await grantApplication(turn, options.applicationRole);
    await grantQueue(turn, options.applicationRole);
    return { applied };
  });
}

/** Does something to the schema while nobody else does: other processes that migrate wait until it is done. */
export async function inTurn<T>(ownerUrl: string, work: (turn: pg.Client) => Promise<T>): Promise<T> {
  const turn = new pg.Client({ connectionString: ownerUrl, application_name: 'chengyuan migrations' });
  await turn.connect();
  try {
    // Held by the session: it goes with the connection, also when this process is killed.
    await turn.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    return await work(turn);
  } finally {
    await turn.end();
  }
}

/**
 * The migrations this program knows and the database lacks, oldest first: what `/health/ready` waits for.
 *
 * @param dataSource connected, as either role
 */
export async function pendingMigrations(dataSource: Pick<DataSource, 'query'>): Promise<string[]> {
  const applied = new Set(await appliedMigrations((sql) => dataSource.query(sql)));
  return migrations.map(({ name }) => name).filter((name) => !applied.has(name));
}

async function runMigrations({ ownerUrl, log }: MigrateOptions): Promise<string[]> {
  const dataSource = createOwnerDataSource(ownerUrl);
  await dataSource.initialize();
  try {
    const pending = await pendingMigrations(dataSource);
    if (pending.length > 0) {
      log(`正在更新数据库结构（${pending.length} 步）· Migrating the database (${pending.length} steps)`);
    }
    return (await dataSource.runMigrations()).map(({ name }) => name);
  } finally {
    await dataSource.destroy();
  }
}

/** @throws CannotStart when the database was migrated by a newer version of the product */
export async function refuseNewerDatabase(
  client: pg.Client,
  program: readonly { readonly name: string }[] = migrations,
): Promise<void> {
  const known = new Set(program.map(({ name }) => name));
  const applied = await appliedMigrations(async (sql) => (await client.query<object>(sql)).rows);
  const unknown = applied.filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  throw new CannotStart(
    `数据库已由更新的版本升级（${unknown.join('、')}），本版本无法使用。请改用那个版本，或恢复升级前的备份。`,
    `The database was migrated by a newer version (${unknown.join(', ')}), which this one does not understand. Use that version, or restore a backup from before.`,
  );
}

async function appliedMigrations(query: (sql: string) => Promise<unknown[]>): Promise<string[]> {
  const [found] = (await query(`SELECT to_regclass('public.migrations') IS NOT NULL AS exists`)) as {
    exists: boolean;
  }[];
  if (!found?.exists) return [];
  const rows = (await query('SELECT name FROM public.migrations ORDER BY timestamp')) as { name: string }[];
  return rows.map(({ name }) => name);
}
