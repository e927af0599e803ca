import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../infrastructure/database/context.js';
import type { AttachmentId, OrganisationId } from '../../../kernel/ids.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import { Attachments } from '../../attachments/commands/attachments.js';
import type { GrowingRefusal } from '../growing.refusals.js';

/** The photograph of a label: seen by everybody who may confirm the label, as the label itself is. */
@Injectable()
export class LabelPhotographs {
  constructor(private readonly attachments: Attachments) {}

  /** Whether there is one that the caller can look at; one that was erased is none. */
  async isThere(tx: Tx, { photographId }: { readonly photographId: AttachmentId | null }): Promise<boolean> {
    if (photographId === null) return false;
    return (await this.attachments.existing(tx, [photographId])).has(photographId);
  }

  /** Its hash for the ledger; nothing where there is none. */
  async take(
    tx: Tx,
    { photographId }: { readonly photographId?: AttachmentId | null | undefined },
  ): Promise<Result<{ photographSha256?: string }, GrowingRefusal[]>> {
    if (!photographId) return ok({});
    const missing = await this.attachments.refuseMissing(tx, [photographId], 'photographId');
    if (missing.length > 0) return err(missing);
    const everybody = await tx.manager.query<{ id: OrganisationId }[]>(
      `SELECT id FROM organisation WHERE closed_at IS NULL ORDER BY id`,
    );
    await this.attachments.grant(
      tx,
      [photographId],
      everybody.map(({ id }) => id),
    );
    const photograph = (await this.attachments.existing(tx, [photographId])).get(photographId);
    return ok(photograph ? { photographSha256: photograph.sha256 } : {});
  }
}
