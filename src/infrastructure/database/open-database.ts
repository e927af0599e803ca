import { connectTo } from '../config/database-connection.js';
import { roleOf, type Settings } from '../config/settings.js';
import type { Log } from '../postgres/log.js';
import { runningPostgres } from '../postgres/running-postgres.js';
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
  const running = settings.database.kind === 'embedded' ? await runningPostgres(settings.dataDir) : undefined;
  if (running) return { applicationUrl: running, stop: () => Promise.resolve() };
  return openDatabase(settings, (line) => console.error(line));
}

async function reach(settings: Settings, log: Log): Promise<OpenDatabase> {
  if (settings.database.kind === 'embedded') return startEmbeddedPostgres({ dataDir: settings.dataDir, log });
  const { applicationUrl, ownerUrl } = settings.database;
  return { applicationUrl, ownerUrl, ended: new Promise(() => undefined), stop: () => Promise.resolve() };
}

async function prepare({ applicationUrl, ownerUrl }: OpenDatabase, log: Log): Promise<void> {
  const application = await connectTo('DATABASE_URL', applicationUrl);
  try {
    await checkServerVersion(application);
    await checkApplicationRole(application, roleOf(ownerUrl));
  } finally {
    await application.end();
  }
  await (await connectTo('MIGRATION_DATABASE_URL', ownerUrl)).end();
  await migrate({ ownerUrl, applicationRole: roleOf(applicationUrl), log });
  await loadReferenceFacts(ownerUrl);
}
