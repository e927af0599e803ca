import { Inject, Injectable } from '@nestjs/common';
import {
  BLOB_STORAGE,
  StorageUnavailable,
  type Blob,
  type BlobStorage,
} from '../../../infrastructure/blobs/blob-storage.js';
import { actorOf, type Ctx, type Tx } from '../../../infrastructure/database/context.js';
import { UnitOfWork, type Outcome } from '../../../infrastructure/database/unit-of-work.js';
import type { AttachmentId } from '../../../kernel/ids.js';
import { ok, type Result } from '../../../kernel/result.js';
import { Ledger } from '../../ledger/ledger.js';
import { Attachment } from '../attachment.entity.js';
import { lockBlob } from '../blob-lock.js';
import type { MediaType } from '../domain/media-type.js';

/** A file that has arrived, was looked at, and is what it was declared to be. */
export interface ArrivedFile extends Blob {
  readonly mediaType: MediaType;
  /** As `keptName` left it. */
  readonly fileName: string | null;
  /** Absolute path of its bytes, which may be gone afterwards. */
  readonly file: string;
}

// A type and no interface: what a command answers is kept as JSON.
export type Stored = {
  readonly attachmentId: AttachmentId;
  /** Whether these bytes are new to the organisation. */
  readonly isNew: boolean;
};

/**
 * Keeps a file for the caller's organisation. The same bytes again, by the same organisation, are the attachment it has
 * already.
 *
 * The bytes are put in their place first and spoken of afterwards: a crash in between leaves bytes that nobody names, which
 * are swept one day, and never an attachment without its bytes.
 */
@Injectable()
export class StoreAttachment {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly ledger: Ledger,
    @Inject(BLOB_STORAGE) private readonly storage: BlobStorage,
  ) {}

  /** @param requestId names the try, where the client gave one; without it the bytes do, as far as that goes */
  async execute(ctx: Ctx, arrived: ArrivedFile, requestId: string | null): Outcome<Stored, never> {
    await this.storage.put(arrived, arrived.file);
    const { sha256, mediaType, fileName } = arrived;
    const work = (tx: Tx): Promise<Result<Stored, never[]>> => this.within(tx, arrived);
    if (requestId === null) return this.uow.write(ctx, work);
    const told = { requestId, sha256, mediaType, fileName };
    return this.uow.command(ctx, 'storeAttachment', told, work);
  }

  private async within(tx: Tx, arrived: ArrivedFile): Promise<Result<Stored, never[]>> {
    const { organisationId, userId } = actorOf(tx);
    const { sha256, mediaType, byteCount, fileName } = arrived;
    await lockBlob(tx, sha256);
    // A sweep that found the bytes without a row may have taken them since they were put; from here on it waits.
    if ((await this.storage.sizeOf(sha256)) !== byteCount)
      throw new StorageUnavailable(`blob ${sha256} was taken away while it was being stored`);
    const known = await tx.manager.query<{ id: AttachmentId }[]>(
      `SELECT id FROM attachment WHERE organisation_id = $1 AND sha256 = $2 AND erased_at IS NULL`,
      [organisationId, sha256],
    );
    if (known[0]) return ok({ attachmentId: known[0].id, isNew: false });
    const id = tx.ids.next<AttachmentId>();
    await tx.manager.insert(Attachment, {
      id,
      organisationId,
      sha256,
      mediaType,
      byteCount,
      fileName,
      uploadedAt: tx.now,
      uploadedById: userId,
      erasedAt: null,
      visibleTo: [organisationId],
    });
    const facts = { sha256, mediaType, byteCount, fileName };
    await this.ledger.append(tx, { kind: 'attachment.stored', subjects: [id], facts });
    return ok({ attachmentId: id, isNew: true });
  }
}
