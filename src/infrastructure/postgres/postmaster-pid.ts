import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from './log.js';

/** What the first lines of `postmaster.pid` say. */
export interface PostmasterPid {
  readonly pid: number;
  /** `ready` once connections are accepted; also `starting`, `stopping`, `standby`; empty at first. */
  readonly status: string;
}

/**
 * Reads the text of a `postmaster.pid`: the process id is in line 1, the status in line 8.
 *
 * @returns `undefined` while the file is still being written
 * @see PostgreSQL source, src/include/utils/pidfile.h
 */
export function parsePostmasterPid(text: string): PostmasterPid | undefined {
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  return { pid, status: lines[7]?.trim() ?? '' };
}

export function readPostmasterPid(clusterDir: string): PostmasterPid | undefined {
  try {
    return parsePostmasterPid(readFileSync(pidFile(clusterDir), 'utf8'));
  } catch {
    return undefined;
  }
}

const FAST_STOP_MS = 30_000;
const HARD_STOP_MS = 10_000;

/**
 * Deals with what a killed server left behind, so that the next postmaster can start.
 * The caller holds the lock on the data directory, so no server can be using this cluster.
 *
 * - A postmaster still running on it lost its server: it is stopped. (Taking it over instead would save a
 *   second, but leave us with a database whose settings and log belong to a start long gone.)
 * - A process id that now belongs to something else, or to a dead child nobody collected, would make
 *   PostgreSQL refuse to start. The file's other lines must stay: from them PostgreSQL sees whether old
 *   backends still hold shared memory. So only the id is replaced, by ours: PostgreSQL knows that its parent
 *   is no postmaster.
 */
export async function settleOldPostmaster(clusterDir: string, log: Log): Promise<void> {
  const old = readPostmasterPid(clusterDir);
  if (!old || old.pid === process.pid) return;
  if (isPostmasterOf(old.pid, clusterDir)) {
    log(
      `上次运行遗留的数据库进程 ${old.pid} 正在停止 · Stopping the database process ${old.pid}, left behind by the last run`,
    );
    await endPostmaster(old.pid, () => isPostmasterOf(old.pid, clusterDir));
  } else if (isAlive(old.pid)) {
    const text = readFileSync(pidFile(clusterDir), 'utf8');
    writeFileSync(pidFile(clusterDir), text.replace(/^\d+/, String(process.pid)));
  }
}

/**
 * Asks a postmaster to end its sessions and stop (fast shutdown), and insists if it does not: then the next
 * start replays the log, which loses nothing.
 *
 * @param isRunning tells whether it is still there
 */
export async function endPostmaster(pid: number, isRunning: () => boolean): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', FAST_STOP_MS],
    ['SIGQUIT', HARD_STOP_MS],
    ['SIGKILL', HARD_STOP_MS],
  ] as const) {
    if (!send(pid, signal) || (await becomesFalse(isRunning, patience))) return;
  }
}

async function becomesFalse(condition: () => boolean, patienceMs: number): Promise<boolean> {
  const end = performance.now() + patienceMs;
  while (performance.now() < end) {
    if (!condition()) return true;
    await sleep(20);
  }
  return false;
}

function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether the process is a PostgreSQL at work in this directory: an id alone may have been given away again. */
function isPostmasterOf(pid: number, clusterDir: string): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform === 'linux') return worksIn(pid, clusterDir);
  if (process.platform === 'win32') return true;
  try {
    return execFileSync('ps', ['-p', String(pid), '-o', 'args='], { encoding: 'utf8' }).includes(clusterDir);
  } catch {
    return false;
  }
}

/** A postmaster's working directory is its cluster, also after the project was moved; a dead child has none. */
function worksIn(pid: number, clusterDir: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(clusterDir);
  } catch {
    return false;
  }
}

function pidFile(clusterDir: string): string {
  return join(clusterDir, 'postmaster.pid');
}
