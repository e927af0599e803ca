import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { sha256Hex } from '../../kernel/canonical-json.js';
import { sha256 } from '../../kernel/sha256.js';
import type { Blob, BlobStorage } from '../blobs/blob-storage.js';
import { receiveBlob, type Received } from '../blobs/receive-blob.js';
import { CannotStart } from '../config/cannot-start.js';
import { altered } from './container.js';

/** Where a restore puts the files. */
export interface BlobTarget {
  readonly storage: BlobStorage;
  /** Absolute path of the directory where they lie while they arrive. */
  readonly incoming: string;
}

/**
 * Puts the files of a backup into a storage, one after the other. What is there already stays, for what lies under a hash
 * can be nothing else; a restore that is given up has done no harm.
 */
export class BlobKeeper {
  private held: { readonly blob: Blob; readonly received: Received } | null = null;

  constructor(private readonly target: BlobTarget) {}

  /** Takes the bytes of a file; they are kept when the next section does not say that they are none. */
  async take(blob: Blob, data: AsyncIterable<Buffer>): Promise<void> {
    await this.keep();
    const received = await receiveBlob(Readable.from(data), {
      into: this.target.incoming,
      // Bytes that are declared void may be any number.
      limit: Number.MAX_SAFE_INTEGER,
      look: () => undefined,
    }).catch((cause: unknown) => {
      throw cause instanceof CannotStart ? cause : notKept(cause);
    });
    this.held = { blob, received };
  }

  /** Forgets what was taken last. */
  async drop(): Promise<void> {
    const { held } = this;
    this.held = null;
    if (held) await rm(held.received.file, { force: true });
  }

  /** Keeps what was taken last. @throws CannotStart where that is not what the backup says */
  async keep(): Promise<void> {
    const { held } = this;
    if (!held) return;
    const { blob, received } = held;
    try {
      if (received.sha256 !== blob.sha256 || received.byteCount !== blob.byteCount) throw altered();
      await this.target.storage.put(blob, received.file).catch((cause: unknown) => {
        throw notKept(cause);
      });
    } finally {
      await this.drop();
    }
  }
}

/** Asks the storage something, before hours of work. @throws CannotStart where it does not answer */
export async function reachStorage({ storage }: BlobTarget): Promise<void> {
  await storage.sizeOf(sha256(sha256Hex(''))).catch((cause: unknown) => {
    throw notKept(cause);
  });
}

const notKept = (cause: unknown): CannotStart =>
  new CannotStart(
    `无法写入附件存储（${(cause as Error).message}），数据库仍是空的。请检查 DATA_DIR 或 S3_* 设置后重新恢复。`,
    `The storage of attachments cannot be written to (${(cause as Error).message}); the database is still empty. Look at DATA_DIR or the S3 settings and restore again.`,
    { cause },
  );
