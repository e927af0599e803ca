import { createHash } from 'node:crypto';
import { CannotStart } from '../config/cannot-start.js';
import type { Blob } from '../blobs/blob-storage.js';
import { ByteReader } from './byte-reader.js';
import type { Manifest, TableHead, VoidCause } from './manifest.js';

/*
 * The form of a backup, inside one stream of Zstandard (RFC 8878), so that `zstd -dc FILE` shows it. docs/adr/0013-backup.md
 * and 0027-files-in-backups.md describe it for whoever must read one without this program:
 *
 *   "CHENGYUAN BACKUP 2\n"                 magic and version of the form
 *   then sections: kind, one byte; length of the content, four bytes, big-endian; content
 *     T  JSON {schema, name, columns}      a table begins
 *     D  at most 256 KiB                   data of what began last: COPY text of a table, any number of these
 *     B  JSON {sha256, byteCount}          a file begins, after the last table; its bytes follow as D
 *     V  JSON {cause}                      what came since B is not that file and is to be forgotten
 *     M  JSON {@link Manifest}             once, after everything that has data
 *     Z  SHA-256 of every byte before      once, and nothing after it
 *
 * Form 1 is the same without B and V: it held no files.
 */

export const FORM = 2;
/** Forms that can be read; what an earlier one lacks is simply not there. */
const READABLE: readonly number[] = [1, FORM];
const MAGIC = 'CHENGYUAN BACKUP ';

/** A section, in the order of the file; a manifest is the last one. */
export type Part =
  | { readonly kind: 'TABLE'; readonly table: TableHead }
  | { readonly kind: 'DATA'; readonly data: Buffer }
  | { readonly kind: 'BLOB'; readonly blob: Blob }
  | { readonly kind: 'VOID'; readonly cause: VoidCause }
  | { readonly kind: 'MANIFEST'; readonly manifest: Manifest };

const byte = (letter: string): number => letter.charCodeAt(0);
const LETTERS = { TABLE: byte('T'), DATA: byte('D'), BLOB: byte('B'), VOID: byte('V'), MANIFEST: byte('M') };
const [DATA, END] = [LETTERS.DATA, byte('Z')];
const HEAD_BYTES = 5;
const DATA_LIMIT = 256 * 1024;
/** Of the other sections: far more than any schema needs, and little enough to be read at once. */
const TEXT_LIMIT = 16 * 1024 * 1024;

/** Writes sections as bytes, not compressed yet. @param form an earlier one, for tests of what must stay readable */
export async function* encode(parts: AsyncIterable<Part>, form = FORM): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  const counted = (bytes: Buffer): Buffer => {
    hash.update(bytes);
    return bytes;
  };
  yield counted(Buffer.from(`${MAGIC}${form}\n`));
  for await (const part of parts) for (const bytes of sections(part)) yield counted(bytes);
  const head = counted(sectionHead(END, 32));
  yield Buffer.concat([head, hash.digest()]);
}

function* sections(part: Part): Generator<Buffer> {
  if (part.kind === 'DATA') {
    for (let at = 0; at < part.data.length; at += DATA_LIMIT) {
      const data = part.data.subarray(at, at + DATA_LIMIT);
      yield sectionHead(DATA, data.length);
      yield data;
    }
    return;
  }
  const content = Buffer.from(JSON.stringify(contentOf(part)));
  yield sectionHead(LETTERS[part.kind], content.length);
  yield content;
}

function contentOf(part: Exclude<Part, { readonly kind: 'DATA' }>): object {
  switch (part.kind) {
    case 'TABLE':
      return part.table;
    case 'BLOB':
      return { sha256: part.blob.sha256, byteCount: part.blob.byteCount };
    case 'VOID':
      return { cause: part.cause };
    case 'MANIFEST':
      return part.manifest;
  }
}

function sectionHead(kind: number, length: number): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt8(kind, 0);
  head.writeUInt32BE(length, 1);
  return head;
}

/**
 * Reads sections, of what was decompressed. When it has come to an end without an error, every byte was as it was written.
 *
 * @throws CannotStart for what is no backup, is of a newer form, ends too early or was altered
 */
export async function* decode(source: AsyncIterable<Buffer>): AsyncGenerator<Part> {
  const bytes = new ByteReader(source);
  const hash = createHash('sha256');
  const take = async (length: number): Promise<Buffer> => {
    const taken = await bytes.take(length);
    if (!taken) throw damaged('文件不完整', 'it ends too early');
    return taken;
  };
  const counted = async (length: number): Promise<Buffer> => {
    const taken = await take(length);
    hash.update(taken);
    return taken;
  };
  const magic = await readMagic(bytes);
  hash.update(magic.line);
  for (let isOver = false; ;) {
    const head = await counted(HEAD_BYTES);
    const kind = head.readUInt8(0);
    const length = head.readUInt32BE(1);
    if (kind === END) {
      if (!isOver || length !== 32 || !hash.digest().equals(await take(32))) throw altered();
      if (await bytes.take(1)) throw altered();
      return;
    }
    if (isOver || length > (kind === DATA ? DATA_LIMIT : TEXT_LIMIT)) throw altered();
    const part = partOf(kind, await counted(length), magic.form);
    isOver = part.kind === 'MANIFEST';
    yield part;
  }
}

async function readMagic(bytes: ByteReader): Promise<{ line: Buffer; form: number }> {
  const line = await bytes.takeLine(MAGIC.length + 10);
  const [, version] = new RegExp(`^${MAGIC}([0-9]+)\n$`).exec(line?.toString('latin1') ?? '') ?? [];
  if (!line || version === undefined) throw noBackup();
  const form = Number(version);
  if (!READABLE.includes(form))
    throw new CannotStart(
      `备份文件的格式为第 ${version} 版，本程序只认识第 ${READABLE.join('、')} 版。请用备份时的版本或更新的版本恢复。`,
      `The backup has form ${version}; this program reads ${READABLE.join(' and ')}. Restore it with the version that made it, or a newer one.`,
    );
  return { line, form };
}

function partOf(kind: number, content: Buffer, form: number): Part {
  if (kind === DATA) return { kind: 'DATA', data: content };
  if (kind === LETTERS.TABLE) return { kind: 'TABLE', table: parsed(content) as TableHead };
  if (kind === LETTERS.MANIFEST) return { kind: 'MANIFEST', manifest: parsed(content) as Manifest };
  if (form > 1 && kind === LETTERS.BLOB) return { kind: 'BLOB', blob: parsed(content) as Blob };
  if (form > 1 && kind === LETTERS.VOID)
    return { kind: 'VOID', ...(parsed(content) as { cause: VoidCause }) };
  throw altered();
}

function parsed(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString('utf8'));
  } catch {
    throw altered();
  }
}

/** For what is found wrong with a backup; nothing of it is used. */
export const damaged = (zh: string, en: string, options?: ErrorOptions): CannotStart =>
  new CannotStart(
    `备份文件已损坏：${zh}。没有恢复任何内容。请使用另一份备份。`,
    `The backup is damaged: ${en}. Nothing was restored. Use another backup.`,
    options,
  );

export const altered = (options?: ErrorOptions): CannotStart =>
  damaged('内容与写入时不同', 'its content is not what was written', options);

export const noBackup = (options?: ErrorOptions): CannotStart =>
  new CannotStart('该文件不是橙源的备份。', 'The file is not a backup of Chengyuan.', options);
