import { Injectable } from '@nestjs/common';
import type { Tx } from '../../infrastructure/database/context.js';
import type { HoldId } from '../../kernel/ids.js';

export interface HoldChange {
  readonly holdId: HoldId;
}

/**
 * What modules above do when a hold is placed or released, or when a correction ends what it was placed for, which is
 * somebody else's turn then; called inside the transaction that did it.
 */
export interface HoldReaction {
  onHoldsChanged(tx: Tx, change: HoldChange): Promise<void>;
}

@Injectable()
export class HoldReactions {
  private readonly reactions: HoldReaction[] = [];

  register(reaction: HoldReaction): void {
    this.reactions.push(reaction);
  }

  async notify(tx: Tx, change: HoldChange): Promise<void> {
    for (const reaction of this.reactions) await reaction.onHoldsChanged(tx, change);
  }
}
