import { Injectable } from '@nestjs/common';
import type { Tx } from '../../infrastructure/database/context.js';

/** What modules above do when names become those of a known substance, or no longer are; inside the transaction that did it. */
export interface SubstanceReaction {
  onSubstanceKnown(tx: Tx, code: string): Promise<void>;
  /** @param keys of names that stand for no substance any more, as `substanceKey` tells them apart */
  onNamesWithdrawn(tx: Tx, keys: readonly string[]): Promise<void>;
}

/** Where modules above register, so that what was recorded under such a name before is looked at again. */
@Injectable()
export class SubstanceReactions {
  private readonly reactions: SubstanceReaction[] = [];

  register(reaction: SubstanceReaction): void {
    this.reactions.push(reaction);
  }

  async notify(tx: Tx, code: string): Promise<void> {
    for (const reaction of this.reactions) await reaction.onSubstanceKnown(tx, code);
  }

  async notifyOfWithdrawn(tx: Tx, keys: readonly string[]): Promise<void> {
    for (const reaction of this.reactions) await reaction.onNamesWithdrawn(tx, keys);
  }
}
