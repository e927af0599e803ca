import { Injectable } from '@nestjs/common';
import type { Tx } from '../../infrastructure/database/context.js';
import type { ChannelId } from '../../kernel/ids.js';

/** What modules above do when a channel changes; called inside the transaction that changed it. */
export interface ChannelReaction {
  onChannelChanged(tx: Tx, channelId: ChannelId): Promise<void>;
}

@Injectable()
export class ChannelReactions {
  private readonly reactions: ChannelReaction[] = [];

  register(reaction: ChannelReaction): void {
    this.reactions.push(reaction);
  }

  async notify(tx: Tx, channelId: ChannelId): Promise<void> {
    for (const reaction of this.reactions) await reaction.onChannelChanged(tx, channelId);
  }
}
