import { link, open, rename, rm, stat, unlink } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { CannotStart } from '../config/cannot-start.js';

/** What the system says, by Node's error code. */
const REASONS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  ENOENT: ['没有这个目录', 'there is no such directory'],
  ENOTDIR: ['路径中有一段不是目录', 'a part of the path is no directory'],
  EACCES: ['没有权限', 'permission denied'],
  EPERM: ['没有权限', 'permission denied'],
  EROFS: ['文件系统只读', 'the file system is read-only'],
  ENOSPC: ['磁盘已满', 'the disk is full'],
  EDQUOT: ['磁盘配额已满', 'the disk quota is used up'],
};

/**
 * Writes a file that is there when it is whole, and not before: into `FILE.part`, then under its name. What exists is
 * never written over, and what was not finished is removed. Only its owner may read it.
 *
 * @param write fills and ends the stream, into the file that is named along with it
 * @returns what it returns
 * @throws CannotStart when the file exists already or cannot be written
 */
export async function writeNewFile<T>(
  file: string,
  write: (to: Writable, part: string) => Promise<T>,
): Promise<T> {
  const part = `${file}.part`;
  await refuseExisting(file);
  const handle = await open(part, 'wx', 0o600).catch((cause: unknown) => {
    throw codeOf(cause) === 'EEXIST' ? unfinished(part) : cannotWrite(file, cause);
  });
  try {
    // On the disk before it gets its name: after a power cut there is a whole file or none.
    const written = await write(handle.createWriteStream({ flush: true }), part);
    await giveName(part, file);
    return written;
  } catch (error) {
    await rm(part, { force: true });
    throw codeOf(error) in REASONS ? cannotWrite(file, error) : error;
  } finally {
    await handle.close().catch(() => undefined);
  }
}

/** @throws CannotStart, before any work is done */
async function refuseExisting(file: string): Promise<void> {
  const isThere = await stat(file).then(
    () => true,
    () => false,
  );
  if (isThere) throw existing(file);
}

/** A link is refused where the name is taken, which a renaming is not. */
async function giveName(part: string, file: string): Promise<void> {
  try {
    await link(part, file);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw existing(file);
    // A file system without links.
    await refuseExisting(file);
    await rename(part, file);
    return;
  }
  await unlink(part);
}

const codeOf = (error: unknown): string => (error as { code?: string }).code ?? '';

const existing = (file: string): CannotStart =>
  new CannotStart(
    `${file} 已存在，不会覆盖。请另取一个名字。`,
    `${file} exists already and is not written over. Choose another name.`,
  );

const unfinished = (part: string): CannotStart =>
  new CannotStart(
    `${part} 已存在：另一个备份正在写入，或上次备份被中断。若没有备份在运行，请删除它。`,
    `${part} exists: another backup is being written there, or one was interrupted. Delete it if none is running.`,
  );

function cannotWrite(file: string, cause: unknown): CannotStart {
  const [zh, en] = REASONS[codeOf(cause)] ?? [String(cause), String(cause)];
  return new CannotStart(`无法写入 ${file}：${zh}。`, `${file} cannot be written: ${en}.`, { cause });
}
