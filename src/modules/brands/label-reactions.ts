import { Injectable } from '@nestjs/common';
import type { Tx } from '../../infrastructure/database/context.js';

/** What became different about labels: a design, with whatever carries it, or the labels of one batch. */
export interface LabelChange {
  readonly by: 'LABEL_DESIGN' | 'BATCH';
  readonly id: string;
}

/** What modules above do when labels change; called inside the transaction that changed them. */
export interface LabelReaction {
  onLabelsChanged(tx: Tx, change: LabelChange): Promise<void>;
}

@Injectable()
export class LabelReactions {
  private readonly reactions: LabelReaction[] = [];

  register(reaction: LabelReaction): void {
    this.reactions.push(reaction);
  }

  async notify(tx: Tx, change: LabelChange): Promise<void> {
    for (const reaction of this.reactions) await reaction.onLabelsChanged(tx, change);
  }
}
