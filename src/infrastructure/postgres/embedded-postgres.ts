import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { prepareBinaries } from './binaries.js';
import { ensureCluster, makeDataDirectory, placeCluster } from './cluster.js';
import { APPLICATION_ROLE, DATABASE, loadCredentials, OWNER_ROLE, SUPERUSER } from './credentials.js';
import { lockDataDirectory, type DataDirectoryLock } from './data-directory-lock.js';
import type { Log } from './log.js';
import { startPostmaster } from './postmaster.js';
import { localUrl, provision } from './provision.js';

/** The product's own PostgreSQL, running. */
export interface EmbeddedPostgres {
  /** Signs in as the role that owns the tables: for migrations only. */
  readonly ownerUrl: string;
  /** Signs in as the role the server works with. */
  readonly applicationUrl: string;
  /** Signs in as the cluster's superuser: for the tests, which make databases; the server has no use for it. */
  readonly superuserUrl: string;
  readonly pid: number;
  /** Where its files are: `postgres/` in the data directory, or elsewhere if its user cannot enter that. */
  readonly clusterDir: string;
  /** Settles when PostgreSQL has ended: after `stop()`, or because something else ended it. */
  readonly ended: Promise<void>;
  /** Stops PostgreSQL and frees the data directory. May be called any number of times. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Absolute path; made if missing. The database is in `postgres/` below it. */
  readonly dataDir: string;
  readonly log: Log;
  /** `false` gives up safety against power cuts for speed: for the tests. */
  readonly durable?: boolean;
  /** Further server parameters. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** The npm package to take PostgreSQL from, when it is not the one for this platform. */
  readonly binariesPackage?: string;
}

/**
 * Starts the embedded PostgreSQL on a data directory: makes it on the first start, recovers it after a kill,
 * and leaves it with the product's two roles and an empty database, ready for migrations.
 *
 * @throws CannotStart when another server uses the directory, or it cannot be used at all
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  makeDataDirectory(options.dataDir);
  const lock = await lockDataDirectory(options.dataDir);
  try {
    return await start(options, lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function start(options: EmbeddedPostgresOptions, lock: DataDirectoryLock): Promise<EmbeddedPostgres> {
  const { dataDir, log, durable = true } = options;
  const place = placeCluster(dataDir, log);
  const binaries = prepareBinaries(place.account, log, options.binariesPackage);
  const hasCluster = existsSync(join(place.clusterDir, 'PG_VERSION'));
  const credentials = loadCredentials(dataDir, hasCluster);
  if (!hasCluster) log('正在创建数据库 · Creating the database');
  await ensureCluster(place, binaries, credentials.superuser, durable);
  const parameters = { ...(durable ? {} : HASTY), ...options.parameters };
  const postmaster = await startPostmaster({
    place,
    binaries,
    parameters,
    log,
    logFile: join(dataDir, 'postgres.log'),
  });
  try {
    await provision(postmaster.port, credentials);
  } catch (error) {
    await postmaster.stop();
    throw error;
  }
  let stopping: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    lock.announceStop();
    await postmaster.stop();
    lock.release();
  };
  return {
    ownerUrl: localUrl(postmaster.port, OWNER_ROLE, credentials.owner, DATABASE),
    applicationUrl: localUrl(postmaster.port, APPLICATION_ROLE, credentials.application, DATABASE),
    superuserUrl: localUrl(postmaster.port, SUPERUSER, credentials.superuser, 'postgres'),
    pid: postmaster.pid,
    clusterDir: place.clusterDir,
    ended: postmaster.ended,
    stop: () => (stopping ??= stop()),
  };
}

const HASTY = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' };
