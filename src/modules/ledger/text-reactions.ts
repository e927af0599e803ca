import { Injectable } from '@nestjs/common';
import type { Tx } from '../../infrastructure/database/context.js';
import type { KeptText } from './domain/kept-text.js';

/** What modules above know of texts that somebody wants to erase; asked inside the transaction that would do it. */
export interface TextReaction {
  /** Every reason for which what the caller would erase of a subject stays; also days that have passed. */
  keptFor(tx: Tx, subjectId: string): Promise<readonly KeptText[]>;
}

@Injectable()
export class TextReactions {
  private readonly reactions: TextReaction[] = [];

  register(reaction: TextReaction): void {
    this.reactions.push(reaction);
  }

  /** What all modules say. */
  async keptFor(tx: Tx, subjectId: string): Promise<readonly KeptText[]> {
    const kept: KeptText[] = [];
    for (const reaction of this.reactions) kept.push(...(await reaction.keptFor(tx, subjectId)));
    return kept;
  }
}
