import type { Readable } from 'node:stream';
import type { Sha256 } from '../../kernel/sha256.js';

/** Bytes that are kept under their own SHA-256, so that what is kept cannot be anything else than what was given. */
export interface Blob {
  readonly sha256: Sha256;
  readonly byteCount: number;
}

export interface StoredBlob extends Blob {
  /** When it was put there last, in milliseconds since 1970. */
  readonly storedAt: number;
}

/** Where blobs are kept. Every implementation passes `test/unit/blob-storage.spec.ts`. */
export interface BlobStorage {
  /**
   * Keeps the bytes of a file. Whoever looks meanwhile sees all of them or none; the same bytes again change nothing
   * but `storedAt`. The file may be gone afterwards.
   *
   * @param file absolute path, in the directory that `receiveBlob` was given
   */
  put(blob: Blob, file: string): Promise<void>;
  /** How many bytes are kept under this hash; null if none are. */
  sizeOf(sha256: Sha256): Promise<number | null>;
  /** @throws BlobMissing if there is none */
  open(sha256: Sha256): Promise<Readable>;
  /** Forgets it; nothing happens where there is none. */
  remove(sha256: Sha256): Promise<void>;
  /** All that are kept, by hash. */
  all(): AsyncIterable<StoredBlob>;
}
export const BLOB_STORAGE = Symbol('BlobStorage');
/** Absolute path of the directory where blobs lie while they arrive; null where there is no storage. */
export const INCOMING = Symbol('incoming');

export class BlobMissing extends Error {
  constructor(readonly sha256: Sha256) {
    super(`blob ${sha256} is not in the storage`);
  }
}

/** The storage cannot be reached or does not do what it was asked; the same can be tried again later. */
export class StorageUnavailable extends Error {}
