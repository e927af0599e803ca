import { Injectable } from '@nestjs/common';
import { mapBy, RequestLoader } from '../../graphql/loaders.js';
import type { Ctx } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import { Where } from '../../infrastructure/database/where.js';
import type { AttachmentId, OrganisationId, UserId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { Sha256 } from '../../kernel/sha256.js';
import type { MediaType } from './domain/media-type.js';

/** What is known of an attachment, without its bytes. */
export interface AttachmentView {
  readonly id: AttachmentId;
  readonly organisationId: OrganisationId;
  readonly sha256: Sha256;
  readonly mediaType: MediaType;
  readonly byteCount: number;
  readonly fileName: string | null;
  readonly uploadedAt: Instant;
  readonly uploadedById: UserId;
  readonly erasedAt: Instant | null;
}

@Injectable()
export class AttachmentQueries {
  private readonly loader = new RequestLoader<AttachmentId, AttachmentView>((ctx, ids) =>
    this.byIds(ctx, ids),
  );

  constructor(private readonly uow: UnitOfWork) {}

  /** One of those that nested fields ask for; null where there is none that the caller may see. */
  load(ctx: Ctx, id: AttachmentId): Promise<AttachmentView | null> {
    return this.loader.load(ctx, id);
  }

  byIds(ctx: Ctx, ids: readonly AttachmentId[]): Promise<Map<AttachmentId, AttachmentView>> {
    const where = new Where().when(ids, (at) => `a.id = ANY (${at}::uuid[])`).visibleTo(ctx, 'a');
    return this.uow.read(ctx, async ({ manager }) =>
      mapBy(
        await manager.query<AttachmentView[]>(
          `SELECT ${COLUMNS} FROM attachment a WHERE ${where.toString()}`,
          where.params,
        ),
        ({ id }) => id,
      ),
    );
  }
}

const COLUMNS = `a.id, a.organisation_id AS "organisationId", a.sha256, a.media_type AS "mediaType", a.byte_count AS "byteCount",
  a.file_name AS "fileName", a.uploaded_at AS "uploadedAt", a.uploaded_by_id AS "uploadedById", a.erased_at AS "erasedAt"`;
