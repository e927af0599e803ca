import { Injectable } from '@nestjs/common';
import type { Tx } from '../../infrastructure/database/context.js';

/**
 * What became different about pests, by the fruit it can concern: of a plot, of a registration, packed by an organisation,
 * of a county or town (its code), or one packed batch.
 */
export interface PestChange {
  readonly by: 'PLOT' | 'REGISTRATION' | 'PACKER' | 'AREA' | 'BATCH';
  readonly id: string;
}

/** What modules above do when what is judged about pests changes; called inside the transaction that changed it. */
export interface PestReaction {
  onPestsChanged(tx: Tx, change: PestChange): Promise<void>;
}

@Injectable()
export class PestReactions {
  private readonly reactions: PestReaction[] = [];

  register(reaction: PestReaction): void {
    this.reactions.push(reaction);
  }

  async notify(tx: Tx, change: PestChange): Promise<void> {
    for (const reaction of this.reactions) await reaction.onPestsChanged(tx, change);
  }
}
