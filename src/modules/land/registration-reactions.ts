import { Injectable } from '@nestjs/common';
import type { Tx } from '../../infrastructure/database/context.js';
import type { RegistrationId } from '../../kernel/ids.js';

/** What modules above do when a registration, or what it covers, says something new; called inside the transaction that did it. */
export interface RegistrationReaction {
  onRegistrationChanged(tx: Tx, registrationId: RegistrationId): Promise<void>;
}

/** Where modules above register, so that a registration can turn a verdict without this module knowing of lots. */
@Injectable()
export class RegistrationReactions {
  private readonly reactions: RegistrationReaction[] = [];

  register(reaction: RegistrationReaction): void {
    this.reactions.push(reaction);
  }

  async notify(tx: Tx, registrationId: RegistrationId): Promise<void> {
    for (const reaction of this.reactions) await reaction.onRegistrationChanged(tx, registrationId);
  }
}
