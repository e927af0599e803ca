import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import type { AttachmentId } from '../../kernel/ids.js';
import { AttachmentReactions, type AttachmentReaction, type Kept } from './attachment-reactions.js';

/**
 * What a module that holds files says when one of them is to be erased: a statement over its own tables. Asked of all rows,
 * because whoever erases may not see everything that rests on the file.
 */
@Injectable()
export abstract class KeptFiles implements AttachmentReaction, OnModuleInit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly reactions: AttachmentReactions,
  ) {}

  /** Rows of a date `until` and an `EvidenceOf`, one of them null, for the attachment $1. */
  protected abstract readonly sql: string;

  onModuleInit(): void {
    this.reactions.register(this);
  }

  keptFor(tx: Tx, attachmentId: AttachmentId): Promise<readonly Kept[]> {
    return this.uow.elevated(tx, 'system', ({ manager }) => manager.query<Kept[]>(this.sql, [attachmentId]));
  }
}
