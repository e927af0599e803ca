import { Injectable } from '@nestjs/common';
import type { Tx } from '../../infrastructure/database/context.js';
import type { OrganisationId } from '../../kernel/ids.js';

/** What modules above do when the licences of an organisation change; called inside the transaction that changed them. */
export interface LicenceReaction {
  onLicencesChanged(tx: Tx, organisationId: OrganisationId): Promise<void>;
}

@Injectable()
export class LicenceReactions {
  private readonly reactions: LicenceReaction[] = [];

  register(reaction: LicenceReaction): void {
    this.reactions.push(reaction);
  }

  async notify(tx: Tx, organisationId: OrganisationId): Promise<void> {
    for (const reaction of this.reactions) await reaction.onLicencesChanged(tx, organisationId);
  }
}
