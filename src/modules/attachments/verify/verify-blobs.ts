import type { BlobStorage } from '../../../infrastructure/blobs/blob-storage.js';
import { faultOfBlob } from '../../../infrastructure/blobs/check-blob.js';
import type { Ctx } from '../../../infrastructure/database/context.js';
import type { UnitOfWork } from '../../../infrastructure/database/unit-of-work.js';
import type { AttachmentId } from '../../../kernel/ids.js';
import type { Sha256 } from '../../../kernel/sha256.js';

/** An attachment whose bytes are not there, or not those that its hash says. */
export interface FaultyBlob {
  readonly attachmentId: AttachmentId;
  readonly sha256: Sha256;
  readonly fault: 'MISSING' | 'CHANGED';
}

export interface VerifiedBlobs {
  /** How many attachments were looked at. */
  readonly looked: number;
  /** The first fault, or null where all is well. */
  readonly fault: FaultyBlob | null;
}

const PAGE = 100;

/**
 * Reads the bytes of every attachment that was not erased, and stops at the first that is not what it should be. Takes its
 * time, so it holds no transaction meanwhile.
 *
 * @param ctx that sees every row
 */
export async function firstFaultyBlob(
  uow: UnitOfWork,
  ctx: Ctx,
  storage: BlobStorage,
): Promise<VerifiedBlobs> {
  let looked = 0;
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const page = await uow.read(ctx, ({ manager }) => manager.query<Row[]>(PAGE_OF_ROWS, [after, PAGE]));
    for (const { id, sha256, byteCount } of page) {
      const fault = await faultOfBlob(storage, { sha256, byteCount });
      // Erased while the page was being looked at: then it should not be there.
      if (fault && (await isLive(uow, ctx, id)))
        return { looked, fault: { attachmentId: id, sha256, fault } };
      looked += 1;
    }
    const last = page.at(-1);
    if (!last) return { looked, fault: null };
    after = last.id;
  }
}

interface Row {
  readonly id: AttachmentId;
  readonly sha256: Sha256;
  readonly byteCount: number;
}

const PAGE_OF_ROWS = `
  SELECT id, sha256, byte_count AS "byteCount" FROM attachment WHERE erased_at IS NULL AND id > $1 ORDER BY id LIMIT $2`;

const isLive = (uow: UnitOfWork, ctx: Ctx, id: AttachmentId): Promise<boolean> =>
  uow.read(ctx, async ({ manager }) => {
    const live: unknown[] = await manager.query(
      'SELECT FROM attachment WHERE id = $1 AND erased_at IS NULL',
      [id],
    );
    return live.length > 0;
  });

/** What was found, for people, in Chinese and English. */
export function reportOfBlobs({ looked, fault }: VerifiedBlobs): string[] {
  const line = `附件 ${looked} 个 · ${looked} attachments`;
  if (!fault)
    return [
      line,
      '附件的文件都在，内容与 SHA-256 相符。 · Every attachment’s bytes are there and hash to what is kept.',
    ];
  const { attachmentId, sha256 } = fault;
  return [
    line,
    ...(fault.fault === 'MISSING'
      ? [
          `  附件 ${attachmentId}：存储中没有它的文件 ${sha256}`,
          `  Attachment ${attachmentId}: its bytes, ${sha256}, are not in the storage`,
        ]
      : [
          `  附件 ${attachmentId}：存储中的文件与 SHA-256 ${sha256} 不符`,
          `  Attachment ${attachmentId}: its bytes in the storage do not hash to ${sha256}`,
        ]),
  ];
}
