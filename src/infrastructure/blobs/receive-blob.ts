import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { sha256, type Sha256 } from '../../kernel/sha256.js';

/** Bytes of the beginning and of the end that are handed on, so that their kind can be told. */
const EDGE = 1_024;

export interface Received {
  /** Absolute path of a file of the receiver's own, flushed to the disk; to be removed by whoever asked for it. */
  readonly file: string;
  readonly sha256: Sha256;
  readonly byteCount: number;
  readonly head: Buffer;
  readonly tail: Buffer;
}

export class BlobTooLarge extends Error {}

const PARTIAL = /^[0-9a-f-]{36}\.part$/;

/**
 * Writes what comes to a file, hashing it on the way; never holds more than a few chunks in memory. Whatever goes wrong,
 * nothing is left behind, and the stream is left as it is, so that an answer can still be given on its connection.
 *
 * @param into  directory of the partial files, made if missing
 * @param limit most bytes; with one more the rest is not read
 * @param look  is shown the beginning as soon as it is there; what it throws ends the receiving
 * @throws BlobTooLarge, what `look` throws, and what the stream and the file system throw
 */
export async function receiveBlob(
  stream: Readable,
  { into, limit, look }: { into: string; limit: number; look: (head: Buffer) => void },
): Promise<Received> {
  await mkdir(into, { recursive: true, mode: 0o700 });
  const file = join(into, `${randomUUID()}.part`);
  const handle = await open(file, 'wx', 0o600);
  try {
    const received = await writeAll(stream, handle, limit, look);
    await handle.sync();
    await handle.close();
    return { file, ...received };
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(file, { force: true });
    throw error;
  }
}

async function writeAll(
  stream: Readable,
  handle: FileHandle,
  limit: number,
  look: (head: Buffer) => void,
): Promise<Omit<Received, 'file'>> {
  const hash = createHash('sha256');
  let byteCount = 0;
  let head: Buffer = Buffer.alloc(0);
  let tail: Buffer = Buffer.alloc(0);
  let isLookedAt = false;
  // To end the loop early must not destroy the request: there is an answer to give.
  for await (const chunk of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    byteCount += chunk.length;
    if (byteCount > limit) throw new BlobTooLarge();
    hash.update(chunk);
    if (head.length < EDGE) head = Buffer.concat([head, chunk.subarray(0, EDGE - head.length)]);
    // A copy, or the whole chunk would be kept for its end.
    tail = Buffer.concat([tail, chunk.subarray(-EDGE)]).subarray(-EDGE);
    if (!isLookedAt && head.length === EDGE) {
      look(head);
      isLookedAt = true;
    }
    await handle.writeFile(chunk);
  }
  if (!isLookedAt) look(head);
  return { sha256: sha256(hash.digest('hex')), byteCount, head, tail };
}

/**
 * Removes what a process that was killed had begun to receive.
 *
 * @param olderThan milliseconds; another server may be receiving into the same directory at this moment
 */
export async function removeAbandoned(into: string, olderThan: number): Promise<number> {
  const names = await readdir(into).catch(() => []);
  let removed = 0;
  for (const name of names.filter((each) => PARTIAL.test(each))) {
    const path = join(into, name);
    const found = await stat(path).catch(() => null);
    if (!found || found.mtimeMs > Date.now() - olderThan) continue;
    await rm(path, { force: true });
    removed += 1;
  }
  return removed;
}
