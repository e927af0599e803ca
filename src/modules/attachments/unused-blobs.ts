import { Inject, Injectable } from '@nestjs/common';
import { BLOB_STORAGE, type BlobStorage } from '../../infrastructure/blobs/blob-storage.js';
import type { Ctx } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { ok } from '../../kernel/result.js';
import type { Sha256 } from '../../kernel/sha256.js';
import { lockBlob } from './blob-lock.js';

/** Takes away bytes that no attachment needs: what was erased, and what a crash left. */
@Injectable()
export class UnusedBlobs {
  constructor(
    private readonly uow: UnitOfWork,
    @Inject(BLOB_STORAGE) private readonly storage: BlobStorage,
  ) {}

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
}

/** Other organisations may need the same bytes, which the caller must not see but this must. */
export const asSystem = (ctx: Ctx): Ctx => ({ ...ctx, actor: null, authority: 'system' });
