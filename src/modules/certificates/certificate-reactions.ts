import { Injectable } from '@nestjs/common';
import type { Tx } from '../../infrastructure/database/context.js';
import type { BatchId } from '../../kernel/ids.js';

/** A certificate was issued on these batches, withdrawn, or collected with them. What is made of them is concerned too. */
export interface CertificateChange {
  readonly batchIds: readonly BatchId[];
}

/** What modules above do when certificates change; called inside the transaction that changed them. */
export interface CertificateReaction {
  onCertificatesChanged(tx: Tx, change: CertificateChange): Promise<void>;
}

@Injectable()
export class CertificateReactions {
  private readonly reactions: CertificateReaction[] = [];

  register(reaction: CertificateReaction): void {
    this.reactions.push(reaction);
  }

  async notify(tx: Tx, change: CertificateChange): Promise<void> {
    for (const reaction of this.reactions) await reaction.onCertificatesChanged(tx, change);
  }
}
