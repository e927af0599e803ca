import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { APPLICATION_ROLE, DATABASE, loadCredentials } from './credentials.js';
import { placeCluster } from './cluster.js';
import { localUrl } from './provision.js';

/**
 * The application's connection to the embedded PostgreSQL of a server that is running already, so that a tool can
 * work beside it instead of being refused for the directory in use.
 *
 * @param dataDir absolute path
 * @returns `undefined` if none is running there
 */
export async function runningPostgres(dataDir: string): Promise<string | undefined> {
  if (!existsSync(join(dataDir, 'postgres-passwords.json'))) return undefined;
  const { clusterDir } = placeCluster(dataDir, () => undefined);
  const port = portOf(join(clusterDir, 'postmaster.pid'));
  if (!port) return undefined;
  const url = localUrl(port, APPLICATION_ROLE, loadCredentials(dataDir, true).application, DATABASE);
  return (await answers(url)) ? url : undefined;
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
