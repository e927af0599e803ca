import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientBase } from 'pg';
import type { Sha256 } from '../../kernel/sha256.js';
import { BlobMissing, type Blob, type BlobStorage } from '../blobs/blob-storage.js';
import { BlobChanged, openChecked } from '../blobs/check-blob.js';
import { CannotStart } from '../config/cannot-start.js';
import type { Log } from '../postgres/log.js';
import type { Part } from './container.js';
import type { BlobFault, BlobSums, FaultyBlob } from './manifest.js';

type Client = Pick<ClientBase, 'query'>;

/** The files that rows speak of, and where their bytes are. */
export interface BlobSource {
  readonly storage: BlobStorage;
  /** Each once, in an order that depends on nothing but their hashes; asked in the transaction of the snapshot. */
  wanted(client: Client): Promise<readonly Blob[]>;
  /** Ids of what speaks of it now. */
  usersOf(client: Client, sha256: Sha256): Promise<readonly string[]>;
}

const TRIES = 3;
/** Of so many, the storage is the wrong one; and the manifest that names them has to be read at once. */
const FAULTS_LIMIT = 10_000;

/**
 * The sections of all files. One that is missing or is not what it was is no reason to have no backup, and is named.
 *
 * @returns what they come to
 * @throws CannotStart where the storage cannot be read, or lacks nearly everything
 */
export async function* blobParts(
  client: Client,
  { storage, usersOf }: BlobSource,
  wanted: readonly Blob[],
  log: Log,
): AsyncGenerator<Part, BlobSums> {
  if (wanted.length > 0)
    log(`正在备份附件（${wanted.length} 个文件）· Backing up the attachments (${wanted.length} files)`);
  let [count, bytes] = [0, 0];
  const faults: FaultyBlob[] = [];
  for (const blob of wanted) {
    const found = yield* wholeOrFault(storage, blob);
    if (found === null) {
      count += 1;
      bytes += blob.byteCount;
      continue;
    }
    const usedBy = await usersOf(client, blob.sha256);
    const fault = usedBy.length === 0 ? 'ERASED' : found;
    yield { kind: 'VOID', cause: fault };
    if (faults.push({ sha256: blob.sha256, fault, usedBy }) > FAULTS_LIMIT) throw wrongStorage();
  }
  return { count, bytes, faults };
}

/** A file as sections; where it returns a fault, what it has written is none. */
async function* wholeOrFault(storage: BlobStorage, blob: Blob): AsyncGenerator<Part, BlobFault | null> {
  for (let attempt = 1; ; attempt += 1) {
    yield { kind: 'BLOB', blob };
    try {
      for await (const data of (await openChecked(storage, blob)) as AsyncIterable<Buffer>)
        yield { kind: 'DATA', data };
      return null;
    } catch (error) {
      if (error instanceof BlobMissing) return 'MISSING';
      if (error instanceof BlobChanged) return 'CHANGED';
      if (attempt === TRIES) throw unreadable(blob, error);
    }
    // A connection may break off in the middle of a file: it is begun again.
    yield { kind: 'VOID', cause: 'BROKEN_OFF' };
    await sleep(500 * attempt);
  }
}

const unreadable = ({ sha256 }: Blob, cause: unknown): CannotStart =>
  new CannotStart(
    `无法读取附件 ${sha256}（${(cause as Error).message}），没有写入备份。请检查附件存储；只备份数据库用 --without-attachments。`,
    `The attachment ${sha256} cannot be read (${(cause as Error).message}); no backup was written. Look at the storage of attachments; --without-attachments backs up the database alone.`,
    { cause },
  );

const wrongStorage = (): CannotStart =>
  new CannotStart(
    `存储中缺少一万多个附件，没有写入备份。DATA_DIR 或 S3_BUCKET 是否与服务器的设置相同？只备份数据库用 --without-attachments。`,
    `The storage lacks more than ten thousand attachments; no backup was written. Are DATA_DIR or S3_BUCKET those of the server? --without-attachments backs up the database alone.`,
  );
