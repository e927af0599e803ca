import type { Readable } from 'node:stream';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import {
  BLOB_STORAGE,
  StorageUnavailable,
  type BlobStorage,
} from '../../infrastructure/blobs/blob-storage.js';
import { openChecked } from '../../infrastructure/blobs/check-blob.js';
import { tooManyRequests } from '../../infrastructure/auth/access-errors.js';
import { AUTHENTICATOR, type Authenticator } from '../../infrastructure/auth/authenticator.js';
import { ContextFactory } from '../../infrastructure/graphql/context-factory.js';
import { RateLimits } from '../../infrastructure/limits/rate-limits.js';
import { AttachmentQueries, type AttachmentView } from './attachment.queries.js';
import { linkNotValid, storageUnavailable } from './attachment.refusals.js';
import { linkedBy, type LinkQuery } from './domain/download-link.js';
import { LinkSecret } from './link-secret.js';

export interface Download {
  readonly attachment: AttachmentView;
  readonly bytes: Readable;
}

/** Hands out what a link names, if the account it was made for may still see it. */
@Injectable()
export class Downloads {
  private readonly log = new Logger('Attachments');

  constructor(
    private readonly queries: AttachmentQueries,
    private readonly secret: LinkSecret,
    private readonly contexts: ContextFactory,
    private readonly limits: RateLimits,
    @Inject(AUTHENTICATOR) private readonly authenticator: Authenticator,
    @Inject(BLOB_STORAGE) private readonly storage: BlobStorage,
  ) {}

  /** @throws HttpProblem, the same whatever is wrong with the link */
  async open(req: FastifyRequest, id: string, query: LinkQuery): Promise<Download> {
    const attachment = await this.linked(req, id, query);
    if (attachment?.erasedAt !== null) throw linkNotValid();
    try {
      return { attachment, bytes: await openChecked(this.storage, attachment) };
    } catch (error) {
      if (!(error instanceof StorageUnavailable)) throw error;
      this.log.error(error);
      throw storageUnavailable();
    }
  }

  private async linked(req: FastifyRequest, id: string, query: LinkQuery): Promise<AttachmentView | null> {
    const nobody = this.contexts.actingAs(req, null);
    const linked = linkedBy(id, query, await this.secret.of(nobody), nobody.now);
    // Asked at every download: the account may have been shut since, or its part in the organisation have ended.
    const actor = linked && (await this.authenticator.standing(linked.userId, linked.organisationId));
    const wait = actor ? await this.limits.ofCaller(actor) : await this.limits.ofAddress(req.ip);
    if (wait > 0) throw tooManyRequests(wait);
    if (!linked || !actor?.permissions.has('attachment:read')) return null;
    return this.queries.load(this.contexts.actingAs(req, actor), linked.attachmentId);
  }
}
