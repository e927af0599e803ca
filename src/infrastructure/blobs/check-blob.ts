import { createHash } from 'node:crypto';
import { pipeline, Transform, type Readable, type TransformCallback } from 'node:stream';
import { finished } from 'node:stream/promises';
import { BlobMissing, type Blob, type BlobStorage } from './blob-storage.js';

/** The bytes that are kept are not those that were given. */
export class BlobChanged extends Error {
  constructor({ sha256 }: Blob) {
    super(`blob ${sha256} is not what it was when it was stored`);
  }
}

/**
 * The blob's bytes, with an error in place of the end if they do not hash to its name: who downloads sees a connection
 * that broke off, and never a whole file that somebody changed.
 */
export async function openChecked(storage: BlobStorage, blob: Blob): Promise<Readable> {
  const source = await storage.open(blob.sha256);
  // Errors of the source come out at the end of the pipe as well.
  return pipeline(source, new Check(blob), () => undefined);
}

class Check extends Transform {
  private readonly hash = createHash('sha256');
  private byteCount = 0;
  /** The last piece is held back until all is known to be well: without it the receiver's count is short. */
  private held: Buffer | null = null;

  constructor(private readonly blob: Blob) {
    super();
  }

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    this.hash.update(chunk);
    this.byteCount += chunk.length;
    const { held } = this;
    this.held = chunk;
    done(null, held);
  }

  override _flush(done: TransformCallback): void {
    const isSame = this.byteCount === this.blob.byteCount && this.hash.digest('hex') === this.blob.sha256;
    if (isSame) done(null, this.held);
    else done(new BlobChanged(this.blob));
  }
}

/** What is wrong with a blob that should be in the storage; null if nothing is. */
export async function faultOfBlob(storage: BlobStorage, blob: Blob): Promise<'MISSING' | 'CHANGED' | null> {
  try {
    const bytes = await openChecked(storage, blob);
    bytes.resume();
    await finished(bytes);
    return null;
  } catch (error) {
    if (error instanceof BlobMissing) return 'MISSING';
    if (error instanceof BlobChanged) return 'CHANGED';
    throw error;
  }
}
