import { Injectable } from '@nestjs/common';
import type { Tx } from '../../infrastructure/database/context.js';
import type { ResidueCoverageId } from '../../kernel/ids.js';

/** What modules above do when a report was entered, confirmed or withdrawn; called inside the transaction that did it. */
export interface CoverageReaction {
  onCoverageChanged(tx: Tx, coverageId: ResidueCoverageId): Promise<void>;
}

@Injectable()
export class CoverageReactions {
  private readonly reactions: CoverageReaction[] = [];

  register(reaction: CoverageReaction): void {
    this.reactions.push(reaction);
  }

  async notify(tx: Tx, coverageId: ResidueCoverageId): Promise<void> {
    for (const reaction of this.reactions) await reaction.onCoverageChanged(tx, coverageId);
  }
}
