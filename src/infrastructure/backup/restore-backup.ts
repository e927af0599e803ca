import { incomingOf, storageOf } from '../blobs/storage-of.js';
import type { Settings } from '../config/settings.js';
import { migrations } from '../../../migrations/index.js';
import { connectTo } from '../config/database-connection.js';
import { bringUp, checkServer, reach, type OpenDatabase } from '../database/open-database.js';
import type { Log } from '../postgres/log.js';
import { reachStorage } from './keep-blobs.js';
import { loadBackup, migrationsFor } from './load-backup.js';
import { rowsOf, type Manifest } from './manifest.js';
import { quoted } from './catalogue.js';
import { checkBackup } from './read-backup.js';

export interface RestoreOptions {
  readonly settings: Settings;
  /** Absolute path. */
  readonly file: string;
  readonly log: Log;
  readonly signal?: AbortSignal;
}

/** A restored database, of this version, and what it was restored from. */
export interface Restored {
  readonly manifest: Manifest;
  readonly database: OpenDatabase;
}

/**
 * Checks a backup, loads it into the empty database and the storage of attachments that the settings name, and brings the
 * database up to this version.
 *
 * @returns the database, for the caller to stop
 * @throws CannotStart for what the operator can do something about
 */
export async function restoreBackup({ settings, file, log, signal }: RestoreOptions): Promise<Restored> {
  log('正在核对备份文件 · Checking the backup');
  const manifest = await checkBackup(file);
  migrationsFor(manifest, migrations);
  const blobs = { storage: storageOf(settings.blobs), incoming: incomingOf(settings.blobs) };
  if ((manifest.blobs?.count ?? 0) > 0) await reachStorage(blobs);
  const database = await reach(settings, log);
  try {
    await checkServer(database);
    log(
      `正在恢复 ${manifest.takenAt} 的数据（${manifest.tables.length} 张表，${rowsOf(manifest)} 行）· Restoring the state of ${manifest.takenAt} (${manifest.tables.length} tables, ${rowsOf(manifest)} rows)`,
    );
    const { ownerUrl } = database;
    await loadBackup({ ownerUrl, file, manifest, blobs, log, ...(signal ? { signal } : {}) });
    await bringUp(database, log);
    await analyse(ownerUrl, manifest);
    return { manifest, database };
  } catch (error) {
    await database.stop();
    throw error;
  }
}

/** Tells the planner what is in the tables, which it would learn by itself only minutes later. */
async function analyse(ownerUrl: string, { tables }: Manifest): Promise<void> {
  const client = await connectTo('MIGRATION_DATABASE_URL', ownerUrl);
  try {
    await client.query('SET statement_timeout = 0');
    const { rows } = await client.query<{ schema: string; name: string }>(
      `SELECT schemaname AS schema, tablename AS name FROM pg_tables WHERE schemaname = ANY ($1)`,
      [[...new Set(tables.map(({ schema }) => schema))]],
    );
    for (const table of rows) await client.query(`ANALYZE ${quoted(table)}`);
  } finally {
    await client.end();
  }
}
