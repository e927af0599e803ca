import { join } from 'node:path';
import { BucketStorage, type BucketSettings } from './bucket-storage.js';
import { StorageUnavailable, type BlobStorage } from './blob-storage.js';
import { DirectoryStorage } from './directory-storage.js';

export interface BlobSettings {
  /** Absolute path; also where blobs arrive that go on to a bucket. */
  readonly directory: string;
  /** Where blobs are kept instead of in the directory. */
  readonly bucket: BucketSettings | undefined;
}

/** @param settings none for work that has nothing to do with blobs */
export function storageOf(settings: BlobSettings | undefined): BlobStorage {
  if (!settings) return new NoStorage();
  return settings.bucket ? new BucketStorage(settings.bucket) : new DirectoryStorage(settings.directory);
}

/** Where blobs lie while they arrive; beside the kept ones, so that they can be moved there at once. */
export const incomingOf = ({ directory }: BlobSettings): string => join(directory, 'incoming');

class NoStorage implements BlobStorage {
  put = (): Promise<never> => this.none();
  sizeOf = (): Promise<never> => this.none();
  open = (): Promise<never> => this.none();
  remove = (): Promise<never> => this.none();

  all(): AsyncIterable<never> {
    throw new StorageUnavailable(NONE);
  }

  private none(): Promise<never> {
    return Promise.reject(new StorageUnavailable(NONE));
  }
}

const NONE = 'this process was started without a storage';
