import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { sha256 as asSha256, isSha256, type Sha256 } from '../../kernel/sha256.js';
import { BlobMissing, type Blob, type BlobStorage, type StoredBlob } from './blob-storage.js';

const PRIVATE_DIRECTORY = 0o700;
const TWO_DIGITS = /^[0-9a-f]{2}$/;

/** Blobs as files: `ab/cd/abcd...`, so that no directory holds more than a few hundred of a hundred thousand. */
export class DirectoryStorage implements BlobStorage {
  /** @param root absolute path; made when the first blob comes */
  constructor(private readonly root: string) {}

  /** Moves the file, which must lie on the same file system and be flushed, to where its hash says. */
  async put({ sha256 }: Blob, file: string): Promise<void> {
    const path = this.pathOf(sha256);
    const directory = dirname(path);
    const made = await mkdir(directory, { recursive: true, mode: PRIVATE_DIRECTORY });
    await rename(file, path);
    // A name is safe from a power cut only when its directory was written out, and that one's name likewise.
    await writeOut(directory);
    if (made === undefined) return;
    await writeOut(dirname(directory));
    await writeOut(this.root);
  }

  async sizeOf(sha256: Sha256): Promise<number | null> {
    try {
      return (await stat(this.pathOf(sha256))).size;
    } catch (error) {
      if (isAbsent(error)) return null;
      throw error;
    }
  }

  async open(sha256: Sha256): Promise<Readable> {
    try {
      return (await open(this.pathOf(sha256), 'r')).createReadStream();
    } catch (error) {
      if (isAbsent(error)) throw new BlobMissing(sha256);
      throw error;
    }
  }

  async remove(sha256: Sha256): Promise<void> {
    await rm(this.pathOf(sha256), { force: true });
  }

  async *all(): AsyncGenerator<StoredBlob> {
    for (const first of await namesIn(this.root, TWO_DIGITS))
      for (const second of await namesIn(join(this.root, first), TWO_DIGITS))
        for (const name of await namesIn(join(this.root, first, second), /^[0-9a-f]{64}$/)) {
          const { size, mtimeMs } = await stat(join(this.root, first, second, name));
          if (isSha256(name)) yield { sha256: name, byteCount: size, storedAt: mtimeMs };
        }
  }

  private pathOf(sha256: Sha256): string {
    const checked = asSha256(sha256);
    return join(this.root, checked.slice(0, 2), checked.slice(2, 4), checked);
  }
}

async function namesIn(directory: string, wanted: RegExp): Promise<string[]> {
  try {
    return (await readdir(directory)).filter((name) => wanted.test(name)).sort();
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}

async function writeOut(directory: string): Promise<void> {
  // Windows opens no directories, and writes names out by itself.
  if (process.platform === 'win32') return;
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const isAbsent = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === 'ENOENT';
