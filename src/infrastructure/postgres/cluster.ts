import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { CannotStart } from '../config/cannot-start.js';
import { canReach, databaseAccount, type Account } from './account.js';
import { SHARED_HOME, type Binaries } from './binaries.js';
import { SUPERUSER } from './credentials.js';
import type { Log } from './log.js';
import { runProgram } from './run-program.js';

/** Where the database's files are and whose they are. */
export interface ClusterPlace {
  readonly clusterDir: string;
  readonly account: Account | undefined;
}

/** Makes the data directory if it is missing: closed to others, but root's database user must pass through it. */
export function makeDataDirectory(dataDir: string): void {
  try {
    const isNew = !existsSync(dataDir);
    makeDirectory(dataDir);
    if (isNew && process.platform !== 'win32') chmodSync(dataDir, process.getuid?.() === 0 ? 0o711 : 0o700);
  } catch (cause) {
    throw new CannotStart(
      `无法创建数据目录 ${dataDir}。请检查上级目录的权限，或用 DATA_DIR 另选目录。`,
      `The data directory ${dataDir} cannot be made. Check the rights of the directory above it, or choose another with DATA_DIR.`,
      { cause },
    );
  }
  for (const path of [dataDir, join(dataDir, 'server.lock'), join(dataDir, 'postgres-passwords.json')]) {
    if (existsSync(path)) requireAccess(path);
  }
}

/** One level after the other: Node's recursive mkdir never ends where the system answers ENOENT, as in /proc. */
function makeDirectory(path: string): void {
  if (existsSync(path)) return;
  makeDirectory(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another server on the same machine may have made it just now.
    if (!existsSync(path)) throw error;
  }
}

function requireAccess(path: string): void {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
  } catch (cause) {
    throw new CannotStart(
      `当前用户无权读写 ${path}：该数据目录属于另一个用户。请以其所有者运行，或用 DATA_DIR 另选目录。`,
      `You may not read and write ${path}: the data directory belongs to another user. Run as its owner, or choose another directory with DATA_DIR.`,
      { cause },
    );
  }
}

/**
 * Chooses where the cluster lives: in the data directory, or, when root's database user cannot enter that
 * (a home directory of mode 700), in a directory of its own under {@link SHARED_HOME}. The choice is written
 * down in the data directory, so that it stays.
 */
export function placeCluster(dataDir: string, log: Log): ClusterPlace {
  const note = join(dataDir, 'postgres.location');
  if (existsSync(note)) return placeElsewhere(readFileSync(note, 'utf8').trim(), dataDir);
  const clusterDir = join(dataDir, 'postgres');
  const account = databaseAccount(clusterDir);
  if (!account || canReach(account, dataDir)) return { clusterDir, account };
  if (existsSync(clusterDir)) throw closedDirectory(clusterDir);
  const elsewhere = join(makeSharedDirectory(dataDir), 'postgres');
  writeFileSync(note, `${elsewhere}\n`, { flush: true });
  log(
    `数据库用户无法进入 ${dataDir}，数据库文件改放在 ${elsewhere} · The database's user cannot enter ${dataDir}, so its files go to ${elsewhere}`,
  );
  return { clusterDir: elsewhere, account };
}

function placeElsewhere(clusterDir: string, dataDir: string): ClusterPlace {
  if (!existsSync(dirname(clusterDir))) {
    throw new CannotStart(
      `${dataDir} 记录的数据库目录 ${clusterDir} 不存在。若数据可以不要，请删除 ${dataDir}。`,
      `The database's directory ${clusterDir}, written down in ${dataDir}, does not exist. If the data may go, delete ${dataDir}.`,
    );
  }
  return { clusterDir, account: databaseAccount(clusterDir) };
}

function makeSharedDirectory(dataDir: string): string {
  try {
    mkdirSync(SHARED_HOME, { recursive: true, mode: 0o755 });
    chmodSync(SHARED_HOME, 0o755);
    const made = mkdtempSync(join(SHARED_HOME, 'data-'));
    chmodSync(made, 0o711);
    return made;
  } catch (cause) {
    throw closedDirectory(dataDir, { cause });
  }
}

function closedDirectory(path: string, options?: ErrorOptions): CannotStart {
  return new CannotStart(
    `数据库用户无法进入 ${path}。请用 DATA_DIR 另选其他用户可进入的目录（如 /srv/chengyuan），或以普通用户运行。`,
    `The database's user cannot enter ${path}. Choose a directory others may enter with DATA_DIR (such as /srv/chengyuan), or run as an ordinary user.`,
    options,
  );
}

/**
 * Makes the cluster unless it is there. It is made aside and renamed when it is whole, so that an interrupted
 * first start leaves nothing a second one could trip over.
 *
 * @param durable whether to wait until the files are on the disk; the tests need not
 */
export async function ensureCluster(
  place: ClusterPlace,
  binaries: Binaries,
  superuserPassword: string,
  durable: boolean,
): Promise<void> {
  if (existsSync(join(place.clusterDir, 'PG_VERSION'))) return requireMajor(place.clusterDir, binaries.major);
  const parent = dirname(place.clusterDir);
  const prefix = `${basename(place.clusterDir)}.unfinished-`;
  for (const name of readdirSync(parent)) {
    if (name.startsWith(prefix)) rmSync(join(parent, name), { recursive: true, force: true, maxRetries: 3 });
  }
  const unfinished = mkdtempSync(join(parent, prefix));
  try {
    await initialise(unfinished, place.account, binaries, superuserPassword, durable);
    renameSync(join(unfinished, 'data'), place.clusterDir);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

async function initialise(
  unfinished: string,
  account: Account | undefined,
  binaries: Binaries,
  superuserPassword: string,
  durable: boolean,
): Promise<void> {
  const passwordFile = join(unfinished, 'password');
  writeFileSync(passwordFile, `${superuserPassword}\n`, { mode: 0o600 });
  if (account) for (const path of [unfinished, passwordFile]) chownSync(path, account.uid, account.gid);
  const args = [
    `--pgdata=${join(unfinished, 'data')}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // Unicode from PostgreSQL itself: the same order on every machine, whatever its C library knows.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
    ...(durable ? [] : ['--no-sync']),
  ];
  const { code, output } = await runProgram(binaries.initdb, args, account);
  if (code === 0) return;
  throw new CannotStart(
    `创建数据库失败：\n${output}`,
    'Making the database failed; its own words are above.',
  );
}

function requireMajor(clusterDir: string, major: number): void {
  const found = readFileSync(join(clusterDir, 'PG_VERSION'), 'utf8').trim();
  if (found === String(major)) return;
  throw new CannotStart(
    `${clusterDir} 由 PostgreSQL ${found} 创建，而本程序自带的是 ${major}。请用旧版程序备份后导入新的数据目录。`,
    `${clusterDir} was made by PostgreSQL ${found}, but this program brings ${major}. Back it up with the older program and restore it into a new data directory.`,
  );
}
