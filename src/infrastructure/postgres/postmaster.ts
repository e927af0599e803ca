import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { CannotStart } from '../config/cannot-start.js';
import type { Binaries } from './binaries.js';
import type { ClusterPlace } from './cluster.js';
import type { Log } from './log.js';
import { endPostmaster, readPostmasterPid, settleOldPostmaster } from './postmaster-pid.js';
import { ANYWHERE, programEnvironment, runProgram } from './run-program.js';

/** A running PostgreSQL. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** Settles when the process has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** Ends its sessions and stops it; calling it again waits for the same end. */
  stop(): Promise<void>;
}

export interface PostmasterOptions {
  readonly place: ClusterPlace;
  readonly binaries: Binaries;
  readonly logFile: string;
  /** Server parameters, over those in {@link PARAMETERS}. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly log: Log;
}

/**
 * Reachable from this machine only: TCP on the loopback address, at a port free at this start. A Unix socket
 * would do as well, but its path may have 107 bytes at most, which a data directory can exceed, drivers
 * disagree on how to write it in a URL, and Windows has none. Other users of the machine meet the password.
 */
const PARAMETERS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  synchronous_commit: 'on',
  // Failed statements reach the server, which logs them masked; PostgreSQL would write names and numbers in clear.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

const START_AGAIN_MS = 30_000;
const LOG_LIMIT_BYTES = 5_000_000;

/**
 * Starts PostgreSQL on the cluster and waits until it answers. After a kill it may need more than one try: the
 * old backends need a moment to notice that their postmaster is gone.
 */
export async function startPostmaster(options: PostmasterOptions): Promise<Postmaster> {
  const giveUpAt = performance.now() + START_AGAIN_MS;
  if (sizeOf(options.logFile) > LOG_LIMIT_BYTES) renameSync(options.logFile, `${options.logFile}.old`);
  for (;;) {
    await settleOldPostmaster(options.place.clusterDir, options.log);
    const outcome = await tryStart(options);
    if (typeof outcome !== 'string') return outcome;
    if (!isPassing(outcome) || performance.now() > giveUpAt) {
      throw new CannotStart(
        `内置 PostgreSQL 未能启动：\n${outcome}`,
        `The embedded PostgreSQL did not start; its own words are above, and in ${options.logFile}.`,
      );
    }
    await sleep(200);
  }
}

function isPassing(complaint: string): boolean {
  return /lock file .* already exists|shared memory block .* is still in use|could not bind|Address already in use/.test(
    complaint,
  );
}

/** @returns the postmaster, or what it wrote before it gave up */
async function tryStart(options: PostmasterOptions): Promise<Postmaster | string> {
  const port = await freePort();
  const logStart = sizeOf(options.logFile);
  const child = spawnPostgres(options, port);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  let hasEnded = false;
  void ended.then(() => (hasEnded = true));
  const startedAt = performance.now();
  let nextWord = 3_000;
  while (!hasEnded && !isReady(child, options.place.clusterDir)) {
    if (performance.now() - startedAt > nextWord) {
      nextWord += 10_000;
      options.log('数据库正在恢复，请稍候 · The database is recovering');
    }
    await Promise.race([ended, sleep(15)]);
  }
  if (hasEnded || child.pid === undefined) return tail(options.logFile, logStart);
  return runningPostmaster(child, child.pid, port, ended, options);
}

function spawnPostgres(
  { place, binaries, parameters, logFile }: PostmasterOptions,
  port: number,
): ChildProcess {
  const settings = Object.entries({ ...PARAMETERS, port: String(port), ...parameters });
  // A file, not a pipe to us: a postmaster that outlives us must still be able to write.
  const log = openSync(logFile, 'a', 0o600);
  const child = spawn(
    binaries.postgres,
    ['-D', place.clusterDir, ...settings.flatMap(([key, value]) => ['-c', `${key}=${value}`])],
    {
      ...place.account,
      cwd: ANYWHERE,
      env: programEnvironment(),
      stdio: ['ignore', log, log],
      // A session of its own: Ctrl-C at the terminal must reach the server, which then stops the database last.
      detached: process.platform !== 'win32',
      windowsHide: true,
    },
  );
  closeSync(log);
  child.unref();
  return child;
}

function isReady(child: ChildProcess, clusterDir: string): boolean {
  const found = readPostmasterPid(clusterDir);
  return found !== undefined && found.pid === child.pid && found.status === 'ready';
}

function runningPostmaster(
  child: ChildProcess,
  pid: number,
  port: number,
  ended: Promise<void>,
  { place, binaries }: PostmasterOptions,
): Postmaster {
  // Should the server leave by process.exit without stopping us, the database still ends in order.
  const onExit = (): void => void child.kill('SIGINT');
  process.once('exit', onExit);
  void ended.then(() => process.removeListener('exit', onExit));
  const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;
  const stop = async (): Promise<void> => {
    if (!isRunning()) return;
    if (process.platform === 'win32')
      await runProgram(binaries.pgCtl, ['stop', '-D', place.clusterDir, '-m', 'fast', '-w'], undefined);
    else await endPostmaster(pid, isRunning);
  };
  let stopping: Promise<void> | undefined;
  return { pid, port, ended, stop: () => (stopping ??= stop()) };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function tail(path: string, from: number): string {
  return readFileSync(path).subarray(from).toString('utf8').slice(-4_000);
}
