import { CannotStart } from '../config/cannot-start.js';
import { connectTo } from '../config/database-connection.js';
import { roleOf, type Settings } from '../config/settings.js';
import type { Log } from '../postgres/log.js';
import { hasEmbeddedPostgres, runningPostgres } from '../postgres/running-postgres.js';
import { startEmbeddedPostgres } from '../postgres/embedded-postgres.js';
import { migrate } from './migrate.js';
import { loadReferenceFacts } from './reference-loader.js';
import { checkApplicationRole } from './roles.js';
import { checkServerVersion } from './version.js';

/** A database that is migrated and holds the reference facts. */
export interface OpenDatabase {
  /** The role the server works as. */
  readonly applicationUrl: string;
  /** The role that owns the tables. */
  readonly ownerUrl: string;
  /** Settles when an embedded database ends by itself; never for an external one. */
  readonly ended: Promise<void>;
  /** Stops an embedded database; does nothing to an external one. */
  stop(): Promise<void>;
}

/**
 * Starts or reaches the database that the settings name and brings it up to this version.
 *
 * @throws CannotStart for what the operator can do something about
 */
export async function openDatabase(settings: Settings, log: Log): Promise<OpenDatabase> {
  const database = await reach(settings, log);
  try {
    await prepare(database, log);
    return database;
  } catch (error) {
    await database.stop();
    throw error;
  }
}

/**
 * The database for one task from the command line. Beside a server that is running its database is used as it is;
 * otherwise it is started, or reached, and brought up to this version. Progress goes to standard error.
 */
export async function databaseForTask(
  settings: Settings,
): Promise<Pick<OpenDatabase, 'applicationUrl' | 'stop'>> {
  return (await running(settings)) ?? openDatabase(settings, (line) => console.error(line));
}

/**
 * The database as it is, whatever version it is of: beside a server that is running that one's, otherwise started or
 * reached, and not migrated.
 */
export async function databaseAsItIs(
  settings: Settings,
  log: Log,
): Promise<Pick<OpenDatabase, 'ownerUrl' | 'stop'>> {
  if (settings.database.kind === 'embedded' && !hasEmbeddedPostgres(settings.dataDir))
    throw new CannotStart(
      `${settings.dataDir} 中没有数据库。请用 DATA_DIR 指明数据目录。`,
      `There is no database in ${settings.dataDir}. Say with DATA_DIR where it is.`,
    );
  return (await running(settings)) ?? reach(settings, log);
}

async function running(
  settings: Settings,
): Promise<Pick<OpenDatabase, 'applicationUrl' | 'ownerUrl' | 'stop'> | undefined> {
  const urls = settings.database.kind === 'embedded' ? await runningPostgres(settings.dataDir) : undefined;
  return urls && { ...urls, stop: () => Promise.resolve() };
}

/** Starts or reaches the database that the settings name, whatever is in it. */
export async function reach(settings: Settings, log: Log): Promise<OpenDatabase> {
  if (settings.database.kind === 'embedded') return startEmbeddedPostgres({ dataDir: settings.dataDir, log });
  const { applicationUrl, ownerUrl } = settings.database;
  return { applicationUrl, ownerUrl, ended: new Promise(() => undefined), stop: () => Promise.resolve() };
}

type Urls = Pick<OpenDatabase, 'applicationUrl' | 'ownerUrl'>;

async function prepare(database: Urls, log: Log): Promise<void> {
  await checkServer(database);
  await bringUp(database, log);
}

/** @throws CannotStart where PostgreSQL is too old, or a role is not as it must be */
export async function checkServer({ applicationUrl, ownerUrl }: Urls): Promise<void> {
  const application = await connectTo('DATABASE_URL', applicationUrl);
  try {
    await checkServerVersion(application);
    await checkApplicationRole(application, roleOf(ownerUrl));
  } finally {
    await application.end();
  }
  await (await connectTo('MIGRATION_DATABASE_URL', ownerUrl)).end();
}

/** Brings a database up to this version: its schema, what the application may do, and the reference facts. */
export async function bringUp({ applicationUrl, ownerUrl }: Urls, log: Log): Promise<void> {
  await migrate({ ownerUrl, applicationRole: roleOf(applicationUrl), log });
  const { leftToTheOffice } = await loadReferenceFacts(ownerUrl);
  if (leftToTheOffice.length > 0)
    log(
      `以下随附版本未载入，这些标准由基地办公室自行发布 · Not loaded, since the base office publishes these standards itself: ${leftToTheOffice.join(', ')}`,
    );
}
