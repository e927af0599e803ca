import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { CannotStart } from '../config/cannot-start.js';

/** A user of the operating system, other than the one this process runs as. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Who the database runs as: `undefined` for "as ourselves". PostgreSQL refuses root, so root hands it to the
 * owner of the existing cluster, else to the user `postgres`, which is made where it is missing, else to `nobody`.
 *
 * @param clusterDir the cluster's directory, which need not exist yet
 */
export function databaseAccount(clusterDir: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  return ownerOf(clusterDir) ?? accountNamed('postgres') ?? madeAccount('postgres') ?? nobody();
}

/**
 * Whether the account can enter the directory, or run the program, at `path`; directories above it included.
 * Asks the system by trying it as that user, because modes alone leave out access lists and mounts.
 */
export function canReach(account: Account, path: string): boolean {
  const check = spawnSync(
    '/bin/sh',
    ['-c', 'test -x "$1" && { test -d "$1" || test -r "$1"; }', 'sh', path],
    {
      ...account,
      cwd: '/',
      stdio: 'ignore',
    },
  );
  return check.status === 0;
}

function ownerOf(directory: string): Account | undefined {
  const stats = statSync(directory, { throwIfNoEntry: false });
  return stats && stats.uid !== 0 ? { uid: stats.uid, gid: stats.gid } : undefined;
}

function accountNamed(name: string): Account | undefined {
  const uid = numericId('-u', name);
  const gid = numericId('-g', name);
  return uid !== undefined && gid !== undefined && uid !== 0 ? { uid, gid } : undefined;
}

function numericId(which: '-u' | '-g', name: string): number | undefined {
  const answer = spawnSync('id', [which, name], { encoding: 'utf8' });
  return answer.status === 0 && /^\d+$/.test(answer.stdout.trim()) ? Number(answer.stdout) : undefined;
}

function madeAccount(name: string): Account | undefined {
  const ran = spawnSync('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/bin/false',
    name,
  ]);
  // Alpine and other BusyBox systems have adduser only.
  if (ran.status !== 0) spawnSync('adduser', ['-S', '-D', '-H', '-s', '/bin/false', name]);
  return accountNamed(name);
}

function nobody(): Account {
  const account = accountNamed('nobody');
  if (account) return account;
  throw new CannotStart(
    '以 root 运行时，内置 PostgreSQL 需要另一个系统用户，但既没有 postgres 用户，也无法创建。请以普通用户运行。',
    'Run by root, the embedded PostgreSQL needs another system user; there is no user postgres and none could be made. Run as an ordinary user.',
  );
}
