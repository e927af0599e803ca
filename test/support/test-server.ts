import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { migrate } from '../../src/infrastructure/database/migrate.js';
import { loadReferenceFacts } from '../../src/infrastructure/database/reference-loader.js';
import { APPLICATION_ROLE, DATABASE } from '../../src/infrastructure/postgres/credentials.js';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../../src/infrastructure/postgres/embedded-postgres.js';
import { TEST_SERVER_VARIABLE, type TestServer } from './test-server-urls.js';

const DIRECTORY = 'chengyuan-test-';

/**
 * Starts the server in a directory for this run and makes the template: the real migrations, run by the plain
 * role that owns the tables (a superuser would not notice rows hidden from the owner), then the reference facts.
 *
 * @returns stops it and removes the directory
 */
export async function startTestServer(): Promise<() => Promise<void>> {
  removeLeftovers();
  const dataDir = join(tmpdir(), `${DIRECTORY}${process.pid}-${randomBytes(4).toString('hex')}`);
  const binariesPackage = process.env['CHENGYUAN_TEST_POSTGRES'];
  const postgres = await startEmbeddedPostgres({
    dataDir,
    log: () => undefined,
    durable: false,
    parameters: { max_connections: '200' },
    ...(binariesPackage ? { binariesPackage } : {}),
  });
  const watch = stopWithThisProcess(postgres, dataDir);
  const stop = async (): Promise<void> => {
    await postgres.stop();
    watch.kill('SIGKILL');
    remove(postgres, dataDir);
  };
  try {
    await makeTemplate(postgres);
  } catch (error) {
    await stop();
    throw error;
  }
  const { superuserUrl, ownerUrl, applicationUrl } = postgres;
  const server: TestServer = { superuserUrl, ownerUrl, applicationUrl, template: DATABASE };
  process.env[TEST_SERVER_VARIABLE] = JSON.stringify(server);
  return stop;
}

async function makeTemplate({ ownerUrl, superuserUrl }: EmbeddedPostgres): Promise<void> {
  await migrate({ ownerUrl, applicationRole: APPLICATION_ROLE, log: () => undefined });
  await loadReferenceFacts(ownerUrl);
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  // A session in the template would stand in the way of every copy.
  await client.query(`ALTER DATABASE ${DATABASE} ALLOW_CONNECTIONS false`);
  await client.end();
}

/**
 * A shell that waits until this process is gone, however it went, and then ends the database and clears up.
 * Windows has no such shell; there an interrupted run leaves its server behind.
 */
function stopWithThisProcess(postgres: EmbeddedPostgres, dataDir: string): ChildProcess {
  const script = 'read -r _; kill -QUIT "$1"; while kill -0 "$1"; do sleep 0.1; done; shift; rm -rf "$@"';
  const watch = spawn('sh', ['-c', script, 'sh', String(postgres.pid), ...directories(postgres, dataDir)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  watch.on('error', () => undefined);
  watch.unref();
  (watch.stdin as unknown as { unref?: () => void } | null)?.unref?.();
  return watch;
}

/** Of runs that ended without even their shell. */
function removeLeftovers(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(new RegExp(`^${DIRECTORY}(\\d+)-`).exec(name)?.[1]);
    if (pid > 0 && !isAlive(pid)) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function remove(postgres: EmbeddedPostgres, dataDir: string): void {
  for (const directory of directories(postgres, dataDir)) rmSync(directory, { recursive: true, force: true });
}

/** The data directory, and the cluster's where that had to be put elsewhere. */
function directories(postgres: EmbeddedPostgres, dataDir: string): string[] {
  const home = dirname(postgres.clusterDir);
  return home === dataDir ? [dataDir] : [dataDir, home];
}
