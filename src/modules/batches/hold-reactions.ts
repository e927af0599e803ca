import { Injectable } from '@nestjs/common';
import type { Tx } from '../../infrastructure/database/context.js';
import type { BatchId, HoldId, LotId } from '../../kernel/ids.js';

export interface HoldChange {
  readonly holdId: HoldId;
  readonly batchIds: readonly BatchId[];
  readonly lotIds: readonly LotId[];
}

/** What modules above do when a hold is placed or released; called inside the transaction that did it. */
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
