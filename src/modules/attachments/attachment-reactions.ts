import { Injectable } from '@nestjs/common';
import type { Tx } from '../../infrastructure/database/context.js';
import type { AttachmentId } from '../../kernel/ids.js';
import type { LocalDate } from '../../kernel/local-date.js';

/** What modules above know of a file that somebody wants to erase; asked inside the transaction that would do it. */
export interface AttachmentReaction {
  /** The last day on which a law demands that the file is kept; null: none does. */
  keptUntil(tx: Tx, attachmentId: AttachmentId): Promise<LocalDate | null>;
}

@Injectable()
export class AttachmentReactions {
  private readonly reactions: AttachmentReaction[] = [];

  register(reaction: AttachmentReaction): void {
    this.reactions.push(reaction);
  }

  /** The latest of the days that the modules name. */
  async keptUntil(tx: Tx, attachmentId: AttachmentId): Promise<LocalDate | null> {
    let latest: LocalDate | null = null;
    for (const reaction of this.reactions) {
      const day = await reaction.keptUntil(tx, attachmentId);
      if (day !== null && (latest === null || day > latest)) latest = day;
    }
    return latest;
  }
}
