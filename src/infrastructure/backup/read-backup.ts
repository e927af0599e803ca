import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createZstdDecompress, zstdDecompressSync } from 'node:zlib';
import { CannotStart } from '../config/cannot-start.js';
import { BackupCheck } from './backup-check.js';
import { altered, damaged, decode, noBackup, type Part } from './container.js';
import type { Manifest } from './manifest.js';

/** Larger pieces than Node's own: fewer turns for as many bytes. */
const PIECE = 128 * 1024;

/**
 * The sections of a backup. Data that was given out is what was written only once the last section has come.
 *
 * @throws CannotStart for a file that cannot be read, is no backup, is cut short or was altered
 */
export async function* readParts(file: string): AsyncGenerator<Part> {
  const size = await sizeOf(file);
  const unzip = createZstdDecompress({ chunkSize: PIECE });
  pipeline(createReadStream(file, { highWaterMark: PIECE }), unzip, () => undefined);
  try {
    yield* decode(unzip);
    await refuseMore(file, unzip.bytesWritten, size);
  } catch (error) {
    throw asFound(error, file, unzip.readableEnded);
  } finally {
    unzip.destroy();
  }
}

/** What begins with a section, and the data that follows it. */
export interface Section {
  readonly head: Exclude<Part, { readonly kind: 'DATA' }>;
  /** To be read before the next section is asked for; what is left of it is passed over. */
  readonly data: AsyncIterable<Buffer>;
}

/** The sections of a backup with their data. @throws CannotStart as {@link readParts} */
export async function* readSections(file: string): AsyncGenerator<Section> {
  const parts = readParts(file);
  let next = await parts.next();
  async function* data(): AsyncGenerator<Buffer> {
    for (; !next.done && next.value.kind === 'DATA'; next = await parts.next()) yield next.value.data;
  }
  try {
    while (!next.done) {
      const head = next.value;
      if (head.kind === 'DATA') throw altered();
      next = await parts.next();
      yield { head, data: data() };
      while (!next.done && next.value.kind === 'DATA') next = await parts.next();
    }
  } finally {
    await parts.return(undefined);
  }
}

/**
 * Reads a backup from beginning to end, with every hash and count, before anything is done with it.
 *
 * @returns its manifest
 * @throws CannotStart as {@link readParts}
 */
export async function checkBackup(file: string): Promise<Manifest> {
  const check = new BackupCheck();
  for await (const { head, data } of readSections(file)) await check.section(head, data);
  return check.manifest();
}

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch((cause: unknown) => {
    throw cannotRead(file, cause);
  });
  if (!found.isFile()) throw noBackup();
  return found.size;
}

/** Node may end what it compresses with a second, empty frame, and does not look at it when it decompresses. */
const EMPTY_FRAME_BYTES = 13;

/** Nothing may follow what was read, or be missing from it. */
async function refuseMore(file: string, from: number, size: number): Promise<void> {
  if (size === from) return;
  if (size - from > EMPTY_FRAME_BYTES) throw altered();
  const rest: Buffer[] = [];
  for await (const piece of createReadStream(file, { start: from })) rest.push(piece as Buffer);
  if (zstdDecompressSync(Buffer.concat(rest)).length > 0) throw altered();
}

/** Errors of the decompression say that the file is not what was written; those of the system stay what they are. */
function asFound(error: unknown, file: string, isAtEnd: boolean): unknown {
  const { code = '' } = error as { code?: string };
  if (code === 'Z_BUF_ERROR') return damaged('文件不完整', 'it ends too early', { cause: error });
  if (code === 'ZSTD_error_prefix_unknown' && !isAtEnd) return noBackup({ cause: error });
  if (code.startsWith('ZSTD_') || code.startsWith('Z_')) return altered({ cause: error });
  return (error as { syscall?: string }).syscall ? cannotRead(file, error) : error;
}

const cannotRead = (file: string, cause: unknown): CannotStart =>
  new CannotStart(
    `无法读取 ${file}：${(cause as Error).message}。`,
    `${file} cannot be read: ${(cause as Error).message}.`,
    { cause },
  );
