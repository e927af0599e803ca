import { join } from 'node:path';
import { BucketStorage, type BucketSettings } from './bucket-storage.js';
import type { BlobStorage } from './blob-storage.js';
import { DirectoryStorage } from './directory-storage.js';

export interface BlobSettings {
  /** Absolute path; also where blobs arrive that go on to a bucket. */
  readonly directory: string;
  /** Where blobs are kept instead of in the directory. */
  readonly bucket: BucketSettings | undefined;
}

export const storageOf = ({ directory, bucket }: BlobSettings): BlobStorage =>
  bucket ? new BucketStorage(bucket) : new DirectoryStorage(directory);

/** Where blobs lie while they arrive; beside the kept ones, so that they can be moved there at once. */
export const incomingOf = ({ directory }: BlobSettings): string => join(directory, 'incoming');
