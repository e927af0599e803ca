import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../../infrastructure/database/context.js';
import { UnitOfWork } from '../../infrastructure/database/unit-of-work.js';
import type { AttachmentId } from '../../kernel/ids.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { EvidenceOf } from './domain/kept.js';

/** Why a file stays: until the end of a day, or, without one, as long as what it is evidence of is in force. */
export type Kept =
  | { readonly until: LocalDate; readonly evidenceOf: null }
  | { readonly until: null; readonly evidenceOf: EvidenceOf };

/** What modules above know of a file that somebody wants to erase; asked inside the transaction that would do it. */
export interface AttachmentReaction {
  /** Every reason for which it stays; also days that have passed. */
  keptFor(tx: Tx, attachmentId: AttachmentId): Promise<readonly Kept[]>;
}

@Injectable()
export class AttachmentReactions {
  private readonly reactions: AttachmentReaction[] = [];

  register(reaction: AttachmentReaction): void {
    this.reactions.push(reaction);
  }

  /** What all modules say. */
  async keptFor(tx: Tx, attachmentId: AttachmentId): Promise<readonly Kept[]> {
    const kept: Kept[] = [];
    for (const reaction of this.reactions) kept.push(...(await reaction.keptFor(tx, attachmentId)));
    return kept;
  }
}

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
