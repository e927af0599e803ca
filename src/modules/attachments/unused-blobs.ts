import { Inject, Injectable } from '@nestjs/common';
import { BLOB_STORAGE, type BlobStorage, type StoredBlob } from '../../infrastructure/blobs/blob-storage.js';
import type { Ctx } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { epochMillis } from '../../kernel/instant.js';
import { ok } from '../../kernel/result.js';
import type { Sha256 } from '../../kernel/sha256.js';
import { lockBlob } from './blob-lock.js';

/** Milliseconds that bytes without an attachment are left alone: they may be on their way to having one. */
const GRACE_MILLIS = 24 * 60 * 60 * 1000;
const PAGE = 500;

export interface Swept {
  /** How many blobs were looked at. */
  readonly blobs: number;
  readonly removed: number;
  readonly removedBytes: number;
}

/** Takes away bytes that no attachment needs: what a crash left, and what was erased. */
@Injectable()
export class UnusedBlobs {
  constructor(
    private readonly uow: UnitOfWork,
    @Inject(BLOB_STORAGE) private readonly storage: BlobStorage,
  ) {}

  /** Looks at all that is stored. */
  async sweep(ctx: Ctx): Promise<Swept> {
    let [blobs, removed, removedBytes] = [0, 0, 0];
    for await (const page of inPages(this.storage.all(), PAGE)) {
      blobs += page.length;
      const used = await this.used(ctx, page);
      for (const { sha256, byteCount, storedAt } of page) {
        if (used.has(sha256) || storedAt > epochMillis(ctx.now) - GRACE_MILLIS) continue;
        if (!(await this.remove(ctx, sha256))) continue;
        removed += 1;
        removedBytes += byteCount;
      }
    }
    return { blobs, removed, removedBytes };
  }

  /** Takes bytes away unless an attachment, of whichever organisation, still needs them. @returns whether it did */
  async remove(ctx: Ctx, sha256: Sha256): Promise<boolean> {
    const result = await this.uow.write<boolean, never>(asSystem(ctx), async (tx) => {
      await lockBlob(tx, sha256);
      const live: unknown[] = await tx.manager.query(
        'SELECT FROM attachment WHERE sha256 = $1 AND erased_at IS NULL LIMIT 1',
        [sha256],
      );
      if (live.length > 0) return ok(false);
      // Inside the transaction, for its lock; done twice it does no harm.
      await this.storage.remove(sha256);
      return ok(true);
    });
    return result.ok && result.value;
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

/** Other organisations may need the same bytes, which the caller must not see but this must. */
const asSystem = (ctx: Ctx): Ctx => ({ ...ctx, actor: null, authority: 'system' });

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
