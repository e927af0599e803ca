import { Injectable } from '@nestjs/common';
import { notFound, type NotFound } from '../../../infrastructure/database/common-refusals.js';
import type { Reading, Tx } from '../../../infrastructure/database/context.js';
import { Where } from '../../../infrastructure/database/where.js';
import type { AttachmentId, OrganisationId } from '../../../kernel/ids.js';
import type { Sha256 } from '../../../kernel/sha256.js';
import type { MediaType } from '../domain/media-type.js';
import type { ErasingRefusal } from '../erasing.refusals.js';

/** What a command that attaches something may want to know of it; the hash belongs into its ledger entry. */
export interface ExistingAttachment {
  readonly id: AttachmentId;
  readonly sha256: Sha256;
  readonly mediaType: MediaType;
}

/** For the commands of other modules, which hold ids of attachments in rows of their own. */
@Injectable()
export class Attachments {
  /** Those of these attachments that the caller sees and that were not erased. */
  async existing(
    reading: Reading,
    ids: readonly AttachmentId[],
  ): Promise<ReadonlyMap<AttachmentId, ExistingAttachment>> {
    if (ids.length === 0) return new Map();
    const where = new Where()
      .when(ids, (at) => `a.id = ANY (${at}::uuid[])`)
      .and('a.erased_at IS NULL')
      .visibleTo(reading, 'a');
    const rows = await reading.manager.query<ExistingAttachment[]>(
      `SELECT a.id, a.sha256, a.media_type AS "mediaType" FROM attachment a WHERE ${where.toString()}`,
      where.params,
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Why a command may not attach these: one refusal for each that does not exist for the caller. */
  async refuseMissing(
    reading: Reading,
    ids: readonly AttachmentId[],
    ...path: string[]
  ): Promise<NotFound[]> {
    const found = await this.existing(reading, ids);
    return ids.filter((id) => !found.has(id)).map((id) => notFound(id, ...path));
  }

  /**
   * Why what these are evidence of may not be confirmed: one of them was erased since it was entered. Otherwise they stay as
   * long as the transaction lasts, and after it by what was confirmed.
   */
  async refuseErased(tx: Tx, ids: readonly (AttachmentId | null)[]): Promise<ErasingRefusal[]> {
    const named = ids.filter((id) => id !== null);
    const erased: unknown[] = await tx.manager.query(
      'SELECT FROM attachment WHERE id = ANY ($1::uuid[]) AND erased_at IS NOT NULL LIMIT 1',
      [named],
    );
    if (erased.length > 0) return [{ code: 'PAPER_ERASED', values: {} }];
    await this.grant(tx, named, []);
    return [];
  }

  /**
   * Lets these organisations see them, because they see what they are attached to. What is granted is not taken back here.
   *
   * @throws an error of the database if the caller does not see one of them itself; one after which the command is tried
   *   again, and then refused, if one was erased since the command looked
   */
  async grant(tx: Tx, ids: readonly AttachmentId[], organisations: readonly OrganisationId[]): Promise<void> {
    // Also where nobody is to see them: it is what keeps a file from being erased while it is attached.
    if (ids.length === 0) return;
    await tx.manager.query('SELECT grant_attachments($1, $2)', [[...ids], [...organisations]]);
  }
}
