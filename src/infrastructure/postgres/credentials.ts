import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CannotStart } from '../config/cannot-start.js';

/** The cluster's own superuser, used while starting only; the product's two roles are plain ones. */
export const SUPERUSER = 'chengyuan_cluster';
export const OWNER_ROLE = 'chengyuan_owner';
export const APPLICATION_ROLE = 'chengyuan_app';
export const DATABASE = 'chengyuan';

export interface Credentials {
  readonly superuser: string;
  readonly owner: string;
  readonly application: string;
}

/**
 * The passwords of the embedded database, made on the first start and kept in a file only its owner may read.
 *
 * @param hasCluster whether a cluster exists already; then new passwords would not fit it
 */
export function loadCredentials(dataDir: string, hasCluster: boolean): Credentials {
  const path = join(dataDir, 'postgres-passwords.json');
  if (existsSync(path)) {
    chmodSync(path, 0o600);
    return JSON.parse(readFileSync(path, 'utf8')) as Credentials;
  }
  if (hasCluster) throw lostPasswords(path);
  const made: Credentials = { superuser: secret(), owner: secret(), application: secret() };
  // Written aside and renamed, so that a kill in between cannot leave half a file.
  writeFileSync(`${path}.new`, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
  return made;
}

/** 192 random bits, in letters that need no escaping in a URL. */
function secret(): string {
  return randomBytes(24).toString('base64url');
}

function lostPasswords(path: string): CannotStart {
  return new CannotStart(
    `数据库已存在，但其密码文件 ${path} 不见了。请从备份恢复该文件；若数据可以不要，请删除整个数据目录。`,
    `The database is there, but the file with its passwords, ${path}, is gone. Restore it from a backup, or delete the whole data directory if the data may go.`,
  );
}
