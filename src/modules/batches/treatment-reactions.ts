import { Injectable } from '@nestjs/common';
import type { Tx } from '../../infrastructure/database/context.js';
import type { BatchId } from '../../kernel/ids.js';

/** What is known of the treatments after harvest of these batches became different. */
export interface TreatmentChange {
  readonly batchIds: readonly BatchId[];
}

/** What modules above do when a treatment is recorded, corrected or voided; called inside the transaction that did it. */
export interface TreatmentReaction {
  onTreatmentsChanged(tx: Tx, change: TreatmentChange): Promise<void>;
}

@Injectable()
export class TreatmentReactions {
  private readonly reactions: TreatmentReaction[] = [];

  register(reaction: TreatmentReaction): void {
    this.reactions.push(reaction);
  }

  async notify(tx: Tx, change: TreatmentChange): Promise<void> {
    for (const reaction of this.reactions) await reaction.onTreatmentsChanged(tx, change);
  }
}
