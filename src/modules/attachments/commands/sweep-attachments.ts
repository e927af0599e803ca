import { Inject, Injectable } from '@nestjs/common';
import {
  BLOB_STORAGE,
  type BlobStorage,
  type StoredBlob,
} from '../../../infrastructure/blobs/blob-storage.js';
import type { Ctx } from '../../../infrastructure/database/context.js';
import { UnitOfWork } from '../../../infrastructure/database/unit-of-work.js';
import { epochMillis } from '../../../kernel/instant.js';
import { asSystem, UnusedBlobs } from '../unused-blobs.js';

/** Milliseconds that bytes without an attachment are left alone: they may be on their way to having one. */
const GRACE_MILLIS = 24 * 60 * 60 * 1000;
const PAGE = 500;

export interface Swept {
  /** How many blobs were looked at. */
  readonly blobs: number;
  readonly removed: number;
  readonly removedBytes: number;
}

/**
 * Goes through all that is stored and takes away what no attachment names. By hand only: a storage that two databases
 * share would lose the bytes of the other one.
 */
@Injectable()
export class SweepAttachments {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly unused: UnusedBlobs,
    @Inject(BLOB_STORAGE) private readonly storage: BlobStorage,
  ) {}

  async execute(ctx: Ctx): Promise<Swept> {
    let [blobs, removed, removedBytes] = [0, 0, 0];
    for await (const page of inPages(this.storage.all(), PAGE)) {
      blobs += page.length;
      const used = await this.used(ctx, page);
      for (const { sha256, byteCount, storedAt } of page) {
        if (used.has(sha256) || storedAt > epochMillis(ctx.now) - GRACE_MILLIS) continue;
        if (!(await this.unused.remove(ctx, sha256))) continue;
        removed += 1;
        removedBytes += byteCount;
      }
    }
    return { blobs, removed, removedBytes };
  }

  private used(ctx: Ctx, page: readonly StoredBlob[]): Promise<ReadonlySet<string>> {
    return this.uow.read(asSystem(ctx), async ({ manager }) => {
      const rows = await manager.query<{ sha256: string }[]>(
        'SELECT DISTINCT sha256 FROM attachment WHERE sha256 = ANY ($1) AND erased_at IS NULL',
        [page.map(({ sha256 }) => sha256)],
      );
      return new Set(rows.map((row) => row.sha256));
    });
  }
}

async function* inPages<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let page: T[] = [];
  for await (const item of items) {
    page.push(item);
    if (page.length < size) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}
