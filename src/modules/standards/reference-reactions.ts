import { Injectable } from '@nestjs/common';
import type { Tx } from '../../infrastructure/database/context.js';

/** What modules above do when rules, limits or what is known of a market change; inside the transaction that did it. */
export interface ReferenceReaction {
  /** @param marketCode null: the change may concern every market */
  onReferenceChanged(tx: Tx, marketCode: string | null): Promise<void>;
}

/** For every command that publishes a rule, confirms a row or enters a market pack: it notifies. */
@Injectable()
export class ReferenceReactions {
  private readonly reactions: ReferenceReaction[] = [];

  register(reaction: ReferenceReaction): void {
    this.reactions.push(reaction);
  }

  async notify(tx: Tx, marketCode: string | null): Promise<void> {
    for (const reaction of this.reactions) await reaction.onReferenceChanged(tx, marketCode);
  }
}
