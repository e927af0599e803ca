import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { APPLICATION_ROLE, DATABASE, loadCredentials, OWNER_ROLE } from './credentials.js';
import { placeCluster } from './cluster.js';
import { localUrl } from './provision.js';

/** Whether a server was ever started on a data directory. */
export const hasEmbeddedPostgres = (dataDir: string): boolean =>
  existsSync(join(dataDir, 'postgres-passwords.json'));

/**
 * The two roles' connections to the embedded PostgreSQL of a server that is running already, so that a tool can
 * work beside it instead of being refused for the directory in use.
 *
 * @param dataDir absolute path
 * @returns `undefined` if none is running there
 */
export async function runningPostgres(
  dataDir: string,
): Promise<{ applicationUrl: string; ownerUrl: string } | undefined> {
  if (!hasEmbeddedPostgres(dataDir)) return undefined;
  const { clusterDir } = placeCluster(dataDir, () => undefined);
  const port = portOf(join(clusterDir, 'postmaster.pid'));
  if (!port) return undefined;
  const { application, owner } = loadCredentials(dataDir, true);
  const applicationUrl = localUrl(port, APPLICATION_ROLE, application, DATABASE);
  if (!(await answers(applicationUrl))) return undefined;
  return { applicationUrl, ownerUrl: localUrl(port, OWNER_ROLE, owner, DATABASE) };
}

/** Line 4 of `postmaster.pid` (PostgreSQL source, src/include/utils/pidfile.h). The file may be a dead server's. */
function portOf(pidFile: string): number | undefined {
  try {
    const port = Number(readFileSync(pidFile, 'utf8').split('\n')[3]);
    return port > 0 ? port : undefined;
  } catch {
    return undefined;
  }
}

/** A stale file may name a port that something else uses by now: only our own database knows the password. */
async function answers(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 3_000 });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
