import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';
import { CannotStart } from '../config/cannot-start.js';

export interface DataDirectoryLock {
  /** Lets the next server wait for us instead of giving up. */
  announceStop(): void;
  release(): void;
}

interface Holder {
  readonly pid: number;
  readonly since: string;
  readonly isStopping: boolean;
}

const RETRY_MS = 100;
/**
 * How long to wait for the holder to go. A server whose starting script was killed needs about a second to
 * notice and stop; one that said it is stopping gets the time to.
 */
const PATIENCE = { runningMs: 3_000, stoppingMs: 60_000 };

/**
 * Makes this process the only server on the data directory, until it releases the lock or dies.
 *
 * The lock is the one SQLite (part of Node) takes on its file: the operating system holds it for the process
 * and drops it at its death, so neither `kill -9` nor a reused process id can leave it behind, which a file
 * with a process id in it cannot promise. The file beside it only says who holds the lock.
 *
 * @throws CannotStart naming the process that holds the lock
 */
export async function lockDataDirectory(dataDir: string, patience = PATIENCE): Promise<DataDirectoryLock> {
  const holderFile = join(dataDir, 'server.json');
  const startedWaiting = performance.now();
  for (;;) {
    const release = tryLock(join(dataDir, 'server.lock'));
    if (release) return heldLock(holderFile, release);
    const holder = readHolder(holderFile);
    const patienceMs = holder?.isStopping ? patience.stoppingMs : patience.runningMs;
    if (performance.now() - startedWaiting > patienceMs) throw refused(dataDir, holder);
    await sleep(RETRY_MS);
  }
}

function tryLock(path: string): (() => void) | undefined {
  const file = new DatabaseSync(path, { timeout: 0 });
  try {
    file.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return () => file.close();
  } catch (error) {
    file.close();
    if (isBusy(error)) return undefined;
    throw error;
  }
}

/** SQLITE_BUSY: another process holds the lock. */
function isBusy(error: unknown): boolean {
  return (error as { errcode?: number }).errcode === 5;
}

function heldLock(holderFile: string, releaseLock: () => void): DataDirectoryLock {
  const since = new Date().toISOString();
  const announce = (isStopping: boolean): void => {
    const holder: Holder = { pid: process.pid, since, isStopping };
    writeFileSync(holderFile, `${JSON.stringify(holder)}\n`);
  };
  announce(false);
  return {
    announceStop: () => announce(true),
    release: () => {
      rmSync(holderFile, { force: true });
      releaseLock();
    },
  };
}

function readHolder(holderFile: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(holderFile, 'utf8')) as Holder;
  } catch {
    // Being written or removed this very moment.
    return undefined;
  }
}

function refused(dataDir: string, holder: Holder | undefined): CannotStart {
  const zh = holder ? `进程号 ${holder.pid}，启动于 ${holder.since}` : '进程号未知';
  const en = holder ? `process ${holder.pid}, started ${holder.since}` : 'process unknown';
  return new CannotStart(
    `数据目录 ${dataDir} 正被另一个服务器使用（${zh}）。请先停止它，或用 DATA_DIR 另选目录。`,
    `Another server is using the data directory ${dataDir} (${en}). Stop it first, or choose another directory with DATA_DIR.`,
  );
}
