import { Injectable, Logger } from '@nestjs/common';
import { notFound, type NotFound } from '../../../infrastructure/database/common-refusals.js';
import type { Ctx, Tx } from '../../../infrastructure/database/context.js';
import { seesAll } from '../../../infrastructure/database/scope.js';
import {
  UnitOfWork,
  type CommandInput,
  type Outcome,
} from '../../../infrastructure/database/unit-of-work.js';
import type { AttachmentId } from '../../../kernel/ids.js';
import { legalDay } from '../../../kernel/local-date.js';
import { err, ok, type Result } from '../../../kernel/result.js';
import type { Sha256 } from '../../../kernel/sha256.js';
import { Ledger } from '../../ledger/ledger.js';
import { AttachmentReactions } from '../attachment-reactions.js';
import { refuseErasing } from '../domain/kept.js';
import type { ErasingRefusal } from '../erasing.refusals.js';
import { UnusedBlobs } from '../unused-blobs.js';

export interface EraseAttachmentTold extends CommandInput {
  readonly attachmentId: AttachmentId;
}
// A type and no interface: what a command answers is kept as JSON.
type Erased = { readonly attachmentId: AttachmentId; readonly sha256: Sha256 };

/**
 * Erases the bytes and the name of an attachment of the caller's organisation, of anybody's for the base office: people
 * may be seen in a photograph, and named in a paper. That there was one, and its hash, is not forgotten. What a law has
 * kept for a time is erased after it, and what is evidence of something in force after that has ended.
 */
@Injectable()
export class EraseAttachment {
  private readonly log = new Logger('Attachments');

  constructor(
    private readonly uow: UnitOfWork,
    private readonly ledger: Ledger,
    private readonly unused: UnusedBlobs,
    private readonly reactions: AttachmentReactions,
  ) {}

  async execute(ctx: Ctx, told: EraseAttachmentTold): Outcome<Erased, NotFound | ErasingRefusal> {
    const result = await this.uow.command(ctx, 'eraseAttachment', told, (tx) => this.within(tx, told));
    // Only now: bytes that are gone would not come back with the transaction.
    if (result.ok)
      await this.unused
        .remove(ctx, result.value.sha256)
        .catch((error: unknown) =>
          this.log.error(`blob ${result.value.sha256} waits for a sweep: ${String(error)}`),
        );
    return result;
  }

  private async within(
    tx: Tx,
    { attachmentId }: EraseAttachmentTold,
  ): Promise<Result<Erased, (NotFound | ErasingRefusal)[]>> {
    const owner = seesAll(tx) ? null : (tx.actor?.organisationId ?? null);
    const [rows] = await tx.manager.query<[{ sha256: Sha256 }[], number]>(
      `UPDATE attachment SET erased_at = $2, file_name = NULL
       WHERE id = $1 AND erased_at IS NULL AND ($4 OR organisation_id = $3) RETURNING sha256`,
      [attachmentId, tx.now, owner, seesAll(tx)],
    );
    const erased = rows[0];
    if (!erased) return err([notFound(attachmentId, 'attachmentId')]);
    const refusals = refuseErasing(await this.reactions.keptFor(tx, attachmentId), legalDay(tx.now));
    if (refusals.length > 0) return err(refusals);
    await tx.manager.query('SELECT erase_text($1, $2)', [attachmentId, tx.now]);
    const facts = { sha256: erased.sha256 };
    await this.ledger.append(tx, { kind: 'attachment.erased', subjects: [attachmentId], facts });
    return ok({ attachmentId, sha256: erased.sha256 });
  }
}
