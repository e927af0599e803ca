import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { INCOMING, StorageUnavailable } from '../../infrastructure/blobs/blob-storage.js';
import {
  BlobTooLarge,
  receiveBlob,
  removeAbandoned,
  type Received,
} from '../../infrastructure/blobs/receive-blob.js';
import { actorOf, type Ctx } from '../../infrastructure/database/context.js';
import type { RequestRefusal } from '../../infrastructure/database/unit-of-work.js';
import { HttpProblem } from '../../infrastructure/http/http-problem.js';
import { sentenceOf } from '../../kernel/refusal.js';
import type { Result } from '../../kernel/result.js';
import {
  empty,
  notAsDeclared,
  notWhole,
  storageUnavailable,
  tooLarge,
  tooManyUploads,
} from './attachment.refusals.js';
import { StoreAttachment, type Stored } from './commands/store-attachment.js';
import { isTwoKinds, isWhole, MAXIMUM_BYTES, typeOf, type MediaType } from './domain/media-type.js';
import type { ToldHeaders } from './told-headers.js';
import { AT_ONCE, UploadSlots } from './upload-slots.js';

/** Longer than any upload may take. */
const ABANDONED_MILLIS = 60 * 60 * 1000;

/** Takes a file in: receives it, looks at it, and has it stored. */
@Injectable()
export class Uploads implements OnApplicationBootstrap {
  private readonly log = new Logger('Attachments');
  private readonly slots = new UploadSlots();

  constructor(
    private readonly store: StoreAttachment,
    @Inject(INCOMING) private readonly incoming: string | null,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.incoming === null) return;
    const removed = await removeAbandoned(this.incoming, ABANDONED_MILLIS);
    if (removed > 0) this.log.log(`${removed} files that never arrived whole were removed`);
  }

  /**
   * @param stream the body, of which nothing was read yet
   * @throws HttpProblem for whatever is said no to; then nothing was stored
   */
  async take(ctx: Ctx, stream: Readable, { mediaType, fileName, requestId }: ToldHeaders): Promise<Stored> {
    if (this.incoming === null) throw storageUnavailable();
    const slot = this.slots.take(actorOf(ctx).userId);
    if (typeof slot === 'string') throw tooManyUploads(slot === 'ACCOUNT' ? AT_ONCE.perAccount : null);
    let received: Received | null = null;
    try {
      received = await receiveBlob(stream, {
        into: this.incoming,
        limit: MAXIMUM_BYTES,
        look: (head) => refuseHead(mediaType, head),
      });
      refuseWhole(mediaType, received);
      return answered(await this.store.execute(ctx, { ...received, mediaType, fileName }, requestId));
    } catch (error) {
      throw this.told(error);
    } finally {
      slot();
      if (received) await rm(received.file, { force: true });
    }
  }

  private told(error: unknown): unknown {
    if (error instanceof BlobTooLarge) return tooLarge();
    if (!(error instanceof StorageUnavailable)) return error;
    this.log.error(error);
    return storageUnavailable();
  }
}

/** As soon as the beginning is there, so that nobody sends 20 MB for nothing. */
function refuseHead(declared: MediaType, head: Buffer): void {
  if (head.length === 0) throw empty();
  if (typeOf(head) !== declared) throw notAsDeclared();
}

function refuseWhole(declared: MediaType, { head, tail }: Received): void {
  if (isTwoKinds(declared, head, tail)) throw notAsDeclared();
  if (!isWhole(declared, tail)) throw notWhole();
}

function answered(result: Result<Stored, RequestRefusal[]>): Stored {
  if (result.ok) return result.value;
  const [refusal] = result.error;
  if (!refusal) throw new Error('refused without a reason');
  throw new HttpProblem(409, refusal.code, sentenceOf(refusal));
}
