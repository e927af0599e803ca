import { Injectable } from '@nestjs/common';
import type { Tx } from '../../infrastructure/database/context.js';
import type { BatchId, InspectionId, OrganisationId } from '../../kernel/ids.js';

/** What became of an inspection. RESULTS: a measurement, a laboratory result or the signature was added. */
export interface InspectionChange {
  readonly kind: 'REQUESTED' | 'RESULTS';
  readonly inspectionId: InspectionId;
  readonly batchId: BatchId;
  /** The inspection body. */
  readonly organisationId: OrganisationId;
  /** Counts were corrected after the signature, or that was settled: how severely later batches of the packer are sampled may follow. */
  readonly isOfSeries?: boolean;
}

/** What modules above do when an inspection changes; called inside the transaction that changed it. */
export interface InspectionReaction {
  onInspectionChanged(tx: Tx, change: InspectionChange): Promise<void>;
}

/** What they do when a packhouse has acted after sampling was discontinued, or the base office agreed to that. */
export interface CorrectiveActionReaction {
  onCorrectiveAction(tx: Tx, packerId: OrganisationId): Promise<void>;
}

@Injectable()
export class InspectionReactions {
  private readonly reactions: InspectionReaction[] = [];
  private readonly actions: CorrectiveActionReaction[] = [];

  register(reaction: InspectionReaction): void {
    this.reactions.push(reaction);
  }

  registerForActions(reaction: CorrectiveActionReaction): void {
    this.actions.push(reaction);
  }

  async notifyOfAction(tx: Tx, packerId: OrganisationId): Promise<void> {
    for (const reaction of this.actions) await reaction.onCorrectiveAction(tx, packerId);
  }

  async notify(tx: Tx, change: InspectionChange): Promise<void> {
    for (const reaction of this.reactions) await reaction.onInspectionChanged(tx, change);
  }
}
