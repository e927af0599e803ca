import { Injectable } from '@nestjs/common';
import type { Tx } from '../../infrastructure/database/context.js';
import type { PlotId, RegistrationId } from '../../kernel/ids.js';

/** What became different about plots, or about a registration and what it covers. */
export type LandChange =
  | { readonly kind: 'PLOT'; readonly plotId: PlotId }
  | { readonly kind: 'REGISTRATION'; readonly registrationId: RegistrationId };

/** What modules above do when what is judged about land changes; called inside the transaction that changed it. */
export interface LandReaction {
  onLandChanged(tx: Tx, change: LandChange): Promise<void>;
}

@Injectable()
export class LandReactions {
  private readonly reactions: LandReaction[] = [];

  register(reaction: LandReaction): void {
    this.reactions.push(reaction);
  }

  async notify(tx: Tx, change: LandChange): Promise<void> {
    for (const reaction of this.reactions) await reaction.onLandChanged(tx, change);
  }
}
